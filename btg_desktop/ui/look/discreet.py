"""Discreet mode: amounts and personal data are masked, for a screen that a client can see.

Everything on screen that tells an amount or who somebody is goes through here, and is said again when
the mode changes, in the same way as when the language does.
"""

from decimal import Decimal
from typing import Final

from btg_desktop.domain.errors import BtgError
from btg_desktop.domain.formats import (
    format_amount,
    format_document,
    format_phone,
    mask_email,
    mask_phone,
)
from btg_desktop.domain.models import Channel
from btg_desktop.ui.look.wording import wording

MASK: Final = "•••"
_AMOUNT: Final = f"$ {MASK}"
_PERSONAL: Final = frozenset({"client"})
"""The fields of errors that tell who somebody is."""


def is_discreet() -> bool:
    return wording().are_masked


def toggle_discreet() -> None:
    wording().mask(not wording().are_masked)


def amount_text(amount: Decimal) -> str:
    """`amount` (COP) as it may be shown now."""
    return _AMOUNT if is_discreet() else format_amount(amount)


def document_text(document: str) -> str:
    return MASK if is_discreet() else format_document(document)


def phone_text(phone: str) -> str:
    return MASK if is_discreet() else format_phone(phone)


def email_text(email: str) -> str:
    return MASK if is_discreet() else email


def file_text(path: str) -> str:
    """Where a file is; its name may tell whose movements it holds."""
    return MASK if is_discreet() else path


def name_text(name: str) -> str:
    """A person's name, or the first letter of each of its words."""
    return " ".join(f"{word[:1]}{MASK}" for word in name.split()) if is_discreet() else name


def destination_text(channel: Channel, destination: str) -> str:
    """Where a message goes; masked in part also where the mode is off, for others may see the screen."""
    if is_discreet():
        return MASK
    return mask_email(destination) if channel is Channel.EMAIL else mask_phone(destination)


def fill_error(error: BtgError, template: str) -> str:
    """Put an error's fields into `template`, as they may be shown now."""
    if not is_discreet():
        return error.fill(template)
    return template.format(**{name: _masked(name, value) for name, value in error.fields.items()})


def _masked(name: str, value: Decimal | str | int) -> str | int:
    if isinstance(value, Decimal):
        return _AMOUNT
    return MASK if name in _PERSONAL else value
