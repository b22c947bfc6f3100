"""What a log says of an error: its kind, its places, its causes, and no word that may be a client's."""

import errno
import logging
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pymongo.errors import DuplicateKeyError

from btg_desktop.domain.errors import (
    BtgError,
    DatabaseRefused,
    DatabaseUnavailable,
    DuplicateDocument,
    ServerStopped,
)
from btg_desktop.log_file import start_logging
from btg_desktop.log_lines import DiscreetFormatter, in_short

PERSONAL = "Julián Montoya 1214727927"


def fail_deep() -> None:
    raise ValueError(PERSONAL)


def fail_with_cause() -> None:
    try:
        fail_deep()
    except ValueError as error:
        raise KeyError(PERSONAL) from error


def fail_while_handling() -> None:
    try:
        fail_deep()
    except ValueError:
        raise KeyError(PERSONAL)  # noqa: B904 - as a bug would


def fail_in_a_group() -> None:
    error = ValueError(PERSONAL)
    error.add_note(PERSONAL)
    raise ExceptionGroup(PERSONAL, [error, KeyError(PERSONAL)])


def fail_for_ever() -> None:
    fail_for_ever()


def fail_in_a_circle() -> None:
    error, other = ValueError(PERSONAL), KeyError(PERSONAL)
    error.__context__, other.__context__ = other, error
    raise error


def logged(fail: Callable[[], None], formatter: logging.Formatter | None = None) -> str:
    try:
        fail()
    except Exception:  # noqa: BLE001 - it is what is looked at
        record = logging.LogRecord("btg_desktop", logging.ERROR, "", 0, "a fault", (), sys.exc_info())
    if formatter is not None:
        formatter.format(record)
    return DiscreetFormatter("%(message)s").format(record)


@pytest.mark.parametrize(
    ("fail", "said"),
    [
        (fail_with_cause, "caused by\nValueError\n"),
        (fail_while_handling, "while handling\nValueError\n"),
        (fail_in_a_group, "\n  | KeyError"),
        (fail_in_a_circle, "while handling\nKeyError"),
    ],
)
def test_an_error_is_logged_with_its_places_and_causes_and_no_message(
    fail: Callable[[], None], said: str
) -> None:
    text = logged(fail)
    assert said in text
    assert "unit/test_log_lines.py:" in text
    assert f" {fail.__name__}" in text
    assert not any(word in text for word in PERSONAL.split())


def test_what_another_log_wrote_of_the_error_is_not_repeated() -> None:
    text = logged(fail_with_cause, logging.Formatter())
    assert "KeyError" in text
    assert "Julián" not in text


def test_an_endless_recursion_does_not_fill_the_log() -> None:
    text = logged(fail_for_ever)
    assert text.startswith("a fault\nRecursionError\n")
    assert text.count("\n") < 100


@pytest.mark.logs_errors
def test_the_programs_own_log_holds_no_word_of_an_error(tmp_path: Path) -> None:
    stop_logging = start_logging(tmp_path)
    try:
        fail_with_cause()
    except KeyError:
        logging.getLogger("btg_desktop.ui.runtime.tasks").exception("a job failed")
    finally:
        stop_logging()
    text = (tmp_path / "logs" / "btg-desktop.log").read_text(encoding="utf-8")
    assert "a job failed\nKeyError\n" in text
    assert "Julián" not in text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/home/laura/1214727927.csv"), "OSError (ENOSPC)"),
        (OSError(PERSONAL), "OSError"),
        (DuplicateKeyError(PERSONAL, 11000), "pymongo.errors.DuplicateKeyError (11000)"),
        (
            DatabaseUnavailable(reason="AutoReconnect"),
            "btg_desktop.domain.errors.DatabaseUnavailable (AutoReconnect)",
        ),
        (DatabaseRefused(reason="usuarios 1214727927: saldo"), "btg_desktop.domain.errors.DatabaseRefused"),
        (DuplicateDocument(client="1214727927"), "btg_desktop.domain.errors.DuplicateDocument"),
    ],
)
def test_in_short_an_error_is_its_kind_and_what_is_safe_to_say(error: BaseException, said: str) -> None:
    assert in_short(error) == said


def test_what_the_private_server_complained_of_is_said() -> None:
    error: BtgError = ServerStopped(reason="el puerto 27017 está ocupado")
    assert "el puerto 27017 está ocupado" in in_short(error)
