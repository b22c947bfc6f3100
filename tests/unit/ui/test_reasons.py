"""Why a message did not arrive: a clerk reads words, whoever mends it finds the code."""

import pytest

from btg_desktop.adapters.channels.answers import BOTH, SERVICES
from btg_desktop.domain import reasons
from btg_desktop.domain.reasons import NOT_A_MOBILE, UNREADABLE
from btg_desktop.ui.look.reasons import reason_details, reason_text

KEPT = {
    "KMSDisabled",
    "KMSInvalidState",
    "KMSNotFound",
    "KMSOptInRequired",
    "NotFoundException",
    "OptInRequired",
}
"""What only whoever set the account up can make sense of."""


def test_what_a_service_is_known_to_answer_is_said_in_words() -> None:
    columns = [BOTH, *SERVICES.values()]
    codes = {code for column in columns for kind in column.values() for code in kind}
    assert {code for code in codes if reason_text(code) == code} == KEPT


def test_what_the_program_itself_says_is_said_in_words() -> None:
    ours = [value for name, value in vars(reasons).items() if name.isupper()]
    assert len(ours) > 8
    assert [code for code in ours if reason_text(f"{code}: x") == f"{code}: x"] == []


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("ReadTimeoutError", "El servicio no respondió a tiempo"),
        ("OptedOut: Phone number is opted out", "El cliente no acepta SMS"),
        ("NoCredentialsError", "Faltan las credenciales del servicio"),
        (NOT_A_MOBILE, "El destino no es un celular colombiano"),
        (
            f"{UNREADABLE}: valor: no_es_un_monto",
            "Lo guardado no se puede leer (valor: no_es_un_monto): avise a tecnología",
        ),
    ],
)
def test_the_code_stands_below_the_words(stored: str, said: str) -> None:
    assert reason_text(stored) == said
    assert reason_details(stored) == f"{said}\n{stored}"


@pytest.mark.parametrize("stored", ["", "Credenciales", "NewException: what is this", "No hay un remitente"])
def test_what_is_not_known_stays_as_it_is(stored: str) -> None:
    assert reason_text(stored) == reason_details(stored) == stored
