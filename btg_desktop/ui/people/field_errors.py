"""Showing in a form what the services refuse: beside the field it is about, or above all of them."""

from collections.abc import Mapping
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication

from btg_desktop.domain.errors import (
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
from btg_desktop.ui.look.failure import told
from btg_desktop.ui.look.translation import Text

FIELDS: Final[Mapping[type[BaseException], str]] = {
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
    failure = told(error, _fault_text)
    field = FIELDS.get(type(error))
    if field is None:
        form.show_problem(*failure)
    else:
        form.show_field_error(field, failure.text)


def _fault_text() -> str:
    return QCoreApplication.translate(
        "Form", "Algo falló en la aplicación; mire si se guardó antes de repetir"
    )
