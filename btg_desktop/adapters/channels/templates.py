"""What a client reads: e-mail and text message, written from the templates in `resources/messages`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from btg_desktop.adapters.channels.gsm import SEGMENT_SEPTETS, septets, shorten, to_gsm7
from btg_desktop.domain.days import BOGOTA
from btg_desktop.domain.formats import format_amount
from btg_desktop.domain.models import TransactionKind
from btg_desktop.resources import RESOURCES
from btg_desktop.services.ports import Message

SMS_REFERENCE_DIGITS: Final = 8
"""A text message quotes this many of the reference's hex digits, the first ones: enough to find it."""

_LANGUAGES: Final = ("es", "en")
_SHORTEST_NAME: Final = 16


@dataclass(frozen=True, slots=True)
class Email:
    subject: str
    html: str
    text: str


class MessageTemplates:
    """Writes messages in the client's language; Spanish where there is none of ours.

    The same message always gives the same text, so a resend can be recognised as one.
    """

    def __init__(self, folder: Path = RESOURCES / "messages") -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            autoescape=select_autoescape(["html"], default=False),
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def email(self, message: Message) -> Email:
        facts = _facts(message)
        return Email(
            subject=_one_line(self._render(message, "subject.txt", facts)),
            html=self._render(message, "email.html", facts),
            text=self._render(message, "email.txt", facts),
        )

    def sms(self, message: Message) -> str:
        """Return one GSM 7-bit segment. What is too long is cut in this order: the client's name, down to
        16 septets, then the fund's; never the amounts, the date or the reference. The desk's branch
        is left to the e-mail.
        """
        facts = _facts(message)
        name, fund = to_gsm7(message.notification.client_name), to_gsm7(message.transaction.fund_name)
        facts["reference"] = message.notification.id.hex[:SMS_REFERENCE_DIGITS]

        def write(name: str, fund: str) -> str:
            return to_gsm7(self._render(message, "sms.txt", facts | {"name": name, "fund": fund}))

        room = SEGMENT_SEPTETS - septets(write("N", "F")) + len("NF")
        name = shorten(name, max(room - septets(fund), _SHORTEST_NAME))
        fund = shorten(fund, room - septets(name))
        return write(name, fund)

    def _render(self, message: Message, template: str, facts: dict[str, object]) -> str:
        language = message.notification.language[:2]
        folder = language if language in _LANGUAGES else _LANGUAGES[0]
        return self._environment.get_template(f"{folder}/{template}").render(facts)


def _facts(message: Message) -> dict[str, object]:
    """What the templates may name."""
    transaction = message.transaction
    return {
        "subscribed": transaction.kind is TransactionKind.SUBSCRIPTION,
        "name": _one_line(message.notification.client_name),
        "fund": _one_line(transaction.fund_name),
        "amount": format_amount(transaction.amount),
        "balance": format_amount(transaction.balance_after),
        "at": transaction.at.astimezone(BOGOTA),
        "branch": _one_line(transaction.desk.branch),
        "reference": message.reference,
    }


def _one_line(text: str) -> str:
    """Names come from the database: a line break in one must not reach a header."""
    return " ".join(text.split())
