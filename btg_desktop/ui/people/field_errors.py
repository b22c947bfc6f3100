"""Showing in a form what the services refuse: beside the field it is about, or above all of them."""

from collections.abc import Mapping
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication

from btg_desktop.domain.errors import (
    BtgError,
    DuplicateDocument,
    InvalidDocument,
    InvalidEmail,
    InvalidName,
    InvalidPhone,
    LandlineForSms,
    NameLikeAddress,
    NameTooLong,
    StrangeSigns,
)
from btg_desktop.ui.look.translation import Text, error_text, remedy_text

FIELDS: Final[Mapping[type[BtgError], str]] = {
    InvalidName: "name",
    NameLikeAddress: "name",
    NameTooLong: "name",
    StrangeSigns: "name",
    InvalidDocument: "document",
    DuplicateDocument: "document",
    InvalidEmail: "email",
    InvalidPhone: "phone",
    LandlineForSms: "phone",
}
"""Which field an error stands beside."""


class Form(Protocol):
    def show_field_error(self, field: str, text: Text) -> None: ...

    def show_problem(self, text: Text, remedy: Text) -> None: ...


def show_refusal(form: Form, error: BaseException) -> None:
    """Show in `form` why it was not stored."""
    if not isinstance(error, BtgError):
        form.show_problem(_fault_text, "")
    elif type(error) in FIELDS:
        form.show_field_error(FIELDS[type(error)], partial(error_text, error))
    else:
        form.show_problem(partial(error_text, error), partial(remedy_text, error))


def _fault_text() -> str:
    return QCoreApplication.translate(
        "Form", "Algo falló en la aplicación; mire si se guardó antes de repetir"
    )
