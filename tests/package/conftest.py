"""The stack that moto makes of deploy/cloudformation.yaml, made once for all tests that look at it."""

import os

import pytest
from moto import mock_aws
from moto_stack import REGION, Stack, make_stack


@pytest.fixture(scope="session")
def stack() -> Stack:
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            patch.delenv(name)
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setenv("AWS_DEFAULT_REGION", REGION)
        return make_stack()
