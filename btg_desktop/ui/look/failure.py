"""How a failure is told: in the business's words with a remedy, or as a fault of the program."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from btg_desktop.domain.errors import BtgError
from btg_desktop.ui.look.translation import Text, error_text, remedy_text
from btg_desktop.ui.runtime.faults import describe


class Failure(NamedTuple):
    """What happened, and what to do about it or whom to show it; both follow the window's language."""

    text: Text
    detail: Text


def told(error: BaseException, fault: Text | None = None) -> Failure:
    """Put `error` into words; `fault` is said of a fault of the program, instead of the words for any.

    Of such a fault only its kind and places are told, never its message: it may quote a client's data.
    """
    if isinstance(error, BtgError):
        return Failure(partial(error_text, error), partial(remedy_text, error))
    return Failure(fault or _fault_text, describe(error))


def explained(error: BaseException) -> Text:
    """Why it failed, below a heading that says what did."""
    return partial(_explanation, error) if isinstance(error, BtgError) else describe(error)


def _explanation(error: BtgError) -> str:
    return f"{error_text(error)}. {remedy_text(error)}".strip(" .")


def _fault_text() -> str:
    return QCoreApplication.translate("Failure", "Algo falló en la aplicación")
