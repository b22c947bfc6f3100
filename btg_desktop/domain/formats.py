"""How money, documents and telephones read in Colombia, in both languages of the window."""

from collections.abc import Mapping
from decimal import Decimal


def format_amount(amount: Decimal) -> str:
    """Return `amount` (COP) as es-CO writes it: `$ 75.000`, with centavos only where there are any."""
    sign = "-" if amount < 0 else ""
    pesos, centavos = divmod(abs(amount), 1)
    grouped = f"{int(pesos):,}".replace(",", ".")
    decimals = f",{int(centavos * 100):02d}" if centavos else ""
    return f"{sign}$ {grouped}{decimals}"


def fill_in(template: str, figures: Mapping[str, Decimal | str | int]) -> str:
    """Put `figures` in place of their names in braces; amounts read as COP."""
    return template.format(
        **{
            name: format_amount(value) if isinstance(value, Decimal) else value
            for name, value in figures.items()
        }
    )


def format_document(document: str) -> str:
    """Group a document's digits by thousands; a NIT keeps its check digit after the dash."""
    digits, dash, check = document.partition("-")
    if not digits.isdecimal():
        return document
    first = len(digits) % 3
    groups = (digits[:first], *(digits[place : place + 3] for place in range(first, len(digits), 3)))
    return ".".join(group for group in groups if group) + dash + check  # a passport may begin with zeros


def format_phone(phone: str) -> str:
    """Group a stored number for reading: `+573005444343` becomes `+57 300 544 4343`."""
    national = phone.removeprefix("+57")
    return f"+57 {national[:3]} {national[3:6]} {national[6:]}"


def mask_phone(phone: str) -> str:
    """Hide the middle of a number: enough to recognise it, not enough to call it."""
    national = phone.removeprefix("+57")
    return f"+57 {national[:3]} ••• {national[-4:]}"


def mask_email(email: str) -> str:
    """Hide all of an address but its first letter and its domain."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}•••@{domain}"
