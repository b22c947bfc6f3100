"""Whatever is sent, the answer is one that the OpenAPI document promises, and never a failure of ours.

One of schemathesis's checks is left out, that what fits the document is accepted: whether a client has
enough money is no matter of a document.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from conftest import Api
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from btg_desktop.api import security
from btg_desktop.domain.models import Client
from btg_desktop.domain.tokens import Scope
from btg_desktop.services.suite import Services

EXAMPLES = 60
OPERATIONS = 8


@pytest.fixture
def schema(start_api: Callable[..., Api], monkeypatch: pytest.MonkeyPatch) -> Any:
    """The document of a server, with a token that may do everything; it counts nobody's requests."""
    monkeypatch.setattr(security, "FAILURES", "1000000/minute")
    api = start_api(rate="1000000/minute")
    secret, _ = api.services.tokens.create("portal", tuple(Scope))
    loaded = schemathesis.openapi.from_url(f"{api.url}/openapi.json")
    loaded.config.update(headers={"Authorization": f"Bearer {secret}"})
    return loaded


def every_operation(schema: Any) -> list[Any]:
    found = [result.ok() for result in schema.get_all_operations()]
    assert len(found) == OPERATIONS
    return found


def check(operation: Any, mode: GenerationMode, prepare: Callable[[Case], None]) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def promises_are_kept(case: Case) -> None:
        prepare(case)
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    with suppress(Unsatisfiable):  # there is nothing to get wrong in a request without parameters
        promises_are_kept()


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_sent_gets_a_documented_answer(
    schema: Any, services: Services, mode: GenerationMode
) -> None:
    for operation in every_operation(schema):
        check(operation, mode, lambda _case: None)
    assert list(services.verification.violations()) == []


def test_whatever_is_sent_to_a_real_client_gets_a_documented_answer(
    schema: Any, services: Services, ana: Client
) -> None:
    def aim(case: Case) -> None:
        real = {"id": ana.id, "fondo": "3", "valor": "50000"}
        for name in set(real) & set(case.path_parameters or {}):
            case.path_parameters[name] = real[name]

    for operation in every_operation(schema):
        check(operation, GenerationMode.POSITIVE, aim)
    assert list(services.verification.violations()) == []
