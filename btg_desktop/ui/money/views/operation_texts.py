"""How an operation reads in the money dialogs: the client, the notice, the amount in words."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale

from btg_desktop.domain.models import Client, Desk, Fund
from btg_desktop.domain.words import amount_in_words
from btg_desktop.ui.look.discreet import destination_text, document_text, is_discreet, name_text
from btg_desktop.ui.look.texts import channel_text


def client_text(client: Client) -> str:
    return f"{name_text(client.name)}  ·  {client.document_type} {document_text(client.document)}"


def fund_text(fund: Fund) -> str:
    return f"{fund.name}  ·  {fund.category}"


def notice_text(client: Client) -> str:
    """How the client will be told; the address is masked, for others may see the screen."""
    if not client.destination:
        return QCoreApplication.translate("operation", "Sin dato de contacto")
    return QCoreApplication.translate("operation", "{channel} a {destination}").format(
        channel=channel_text(client.channel),
        destination=destination_text(client.channel, client.destination),
    )


def record_text(desk: Desk) -> str:
    """In whose name it will be written down."""
    where = ", ".join(part for part in (desk.operator, desk.branch) if part)
    return QCoreApplication.translate("operation", "Quedará registrado a nombre de {desk}.").format(
        desk=where
    )


def words_text(amount: Decimal) -> str:
    """`amount` in words, in the language of the window."""
    if is_discreet():
        return QCoreApplication.translate("operation", "F8 muestra los valores")
    english = QLocale().language() is QLocale.Language.English
    return amount_in_words(amount, "en" if english else "es")
