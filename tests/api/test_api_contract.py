"""Whatever is sent, the answer is one that the OpenAPI document promises, and never a failure of ours.

Two of schemathesis's checks are left out. That what fits the document is accepted: whether a client has
enough money is no matter of a document. That what does not fit is refused: what it takes away is often the
token, which is put back so that the rest is tried at all.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from api_scene import Api
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from btg_desktop.api import security
from btg_desktop.domain.models import Client
from btg_desktop.domain.tokens import Scope
from btg_desktop.services.suite import Services

# The server works in this process, and pymongo waits for random times between tries.
pytestmark = pytest.mark.filterwarnings("ignore:Do not use the .random. module inside strategies")

_NOT_PROMISED = [positive_data_acceptance, negative_data_rejection]
EXAMPLES = 60
OPERATIONS = 8


@dataclass(frozen=True)
class Document:
    schema: Any
    headers: dict[str, str]

    def every_operation(self) -> list[Any]:
        found = [result.ok() for result in self.schema.get_all_operations()]
        assert len(found) == OPERATIONS
        return found

    def check(self, mode: GenerationMode, prepare: Callable[[Case], None]) -> None:
        """Ask each route in many ways that fit the document, or in many that do not."""
        for operation in self.every_operation():
            with suppress(Unsatisfiable):  # there is nothing to get wrong in a request without parameters
                self._check(operation.as_strategy(generation_mode=mode), prepare)

    def _check(self, cases: Any, prepare: Callable[[Case], None]) -> None:
        @given(case=cases)
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
            case.call_and_validate(headers=self.headers, excluded_checks=_NOT_PROMISED)

        promises_are_kept()


@pytest.fixture
def document(start_api: Callable[..., Api], monkeypatch: pytest.MonkeyPatch) -> Document:
    """The document of a server, with a token that may do everything; it counts nobody's requests."""
    monkeypatch.setattr(security, "FAILURES", "1000000/minute")
    api = start_api(rate="1000000/minute")
    secret, _ = api.services.tokens.create("portal", tuple(Scope))
    loaded = schemathesis.openapi.from_url(f"{api.url}/openapi.json")
    return Document(loaded, {"Authorization": f"Bearer {secret}"})


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_sent_gets_a_documented_answer(
    document: Document, services: Services, mode: GenerationMode
) -> None:
    document.check(mode, lambda _case: None)
    assert list(services.verification.violations()) == []


def test_whatever_is_sent_to_a_real_client_gets_a_documented_answer(
    document: Document, services: Services, ana: Client
) -> None:
    def aim(case: Case) -> None:
        real = {"id": ana.id, "fondo": "3", "valor": "50000"}
        for name in set(real) & set(case.path_parameters or {}):
            case.path_parameters[name] = real[name]

    document.check(GenerationMode.POSITIVE, aim)
    assert list(services.verification.violations()) == []
