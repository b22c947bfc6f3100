"""What became of each message, a history of a thousand movements, and documents that do not fit."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from bson import Decimal128, Int64
from clerk import ALT, Clerk, Key
from pymongo.database import Database
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTableView

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.models import Client
from btg_desktop.ui.movements.cells import ACTION
from btg_desktop.ui.movements.window import Wanted

MANY = 1_050


def test_a_message_that_was_written_to_its_folder_shows_as_sent(
    clerk: Clerk, settings: dict[str, Any], database: Database[Document]
) -> None:
    clerk.register()
    clerk.subscribe(1, "75000")
    clerk.wait(lambda: clerk.messages() == ["Correo enviado"], what="sent")
    assert [one["estado"] for one in database["notificaciones"].find()] == ["enviada"]
    messages: Path = settings["data_dir"] / "messages"
    assert len(list(messages.glob("*.eml"))) == 1
    clerk.wait(lambda: clerk.footer() == "F6  Notificaciones", what="nothing pending")


STATES = {
    "pendiente": ("Correo pendiente", "pendientes: 1"),
    "fallida": ("Correo fallido", "fallidas: 1"),
    "retenida": ("Correo retenido", "retenidas: 1"),
    "en_duda": ("Correo en duda", "en duda: 1"),
}


def test_a_message_that_waits_for_a_person_is_shown_in_words_and_sent_again_by_keyboard(
    clerk: Clerk, database: Database[Document]
) -> None:
    clerk.register()
    clerk.subscribe(1, "75000")
    clerk.wait(lambda: clerk.messages() == ["Correo enviado"], what="sent")
    later = datetime.now(UTC) + timedelta(hours=1)
    for stored, (shown, counted) in STATES.items():
        database["notificaciones"].update_many({}, {"$set": {"estado": stored, "proximo_intento": later}})
        clerk.press(Key.Key_F5)
        clerk.wait(lambda shown=shown: clerk.messages() == [shown], what=shown)  # type: ignore[misc]
        footer = f"F6  Notificaciones · {counted}"
        clerk.wait(lambda footer=footer: clerk.footer() == footer, what=footer)  # type: ignore[misc]
        table = clerk.find(QTableView, "movementsTable")
        table.setFocus()
        table.setCurrentIndex(table.model().index(0, ACTION))
        clerk.press(Key.Key_Return)
        if stored == "pendiente":
            assert clerk.messages() == [shown]  # the outbox has it in hand
        else:
            clerk.wait(lambda: clerk.messages() == ["Correo enviado"], what="sent again")
    assert [one["estado"] for one in database["notificaciones"].find()] == ["enviada"]


def _page_down(clerk: Clerk, rows: int) -> bool:
    """Press the key once more; whether as many rows are there."""
    clerk.press(Key.Key_PageDown)
    return clerk.window.movements_card.model.rowCount() == rows


def test_a_thousand_movements_come_a_page_at_a_time_while_the_keys_scroll(
    open_desk: Callable[..., Clerk], database: Database[Document], julian: Client
) -> None:
    write_history(database, julian)
    clerk = open_desk()
    clerk.choose(julian.name)
    model = clerk.window.movements_card.model
    clerk.wait(lambda: model.rowCount() == 200, what="the first page")
    in_flight: list[bool] = []
    asked: list[Wanted] = []
    model.page_wanted.connect(asked.append)
    model.page_wanted.connect(lambda _after: in_flight.append(model.canFetchMore(QModelIndex())))
    table = clerk.find(QTableView, "movementsTable")
    table.setFocus()
    clerk.wait(lambda: _page_down(clerk, MANY), what="the oldest movement")
    assert [row[0] for row in clerk.movements()] == [str(n) for n in range(MANY, 0, -1)]
    assert [wanted.after for wanted in asked] == [851, 651, 451, 251, 51]
    assert in_flight == [False] * 5
    clerk.press(Key.Key_1, ALT)  # the new movement joins the list; the old pages stay
    clerk.fill("amountField", "75000")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: model.rowCount() == MANY + 1, what="the new one")


def test_a_document_that_does_not_fit_is_named_and_the_rest_is_shown(
    open_desk: Callable[..., Clerk],
    database: Database[Document],
    julian: Client,
    insert_unchecked: Callable[[str, Document], None],
) -> None:
    insert_unchecked("fondos", {"_id": Int64(6), "nombre": "ROTO", "monto_minimo": "mucho"})
    clerk = open_desk()
    clerk.wait_for_banner("Hay documentos que no se pueden leer; se muestra el resto")
    assert "fondos 6" in clerk.text("bannerDetail")
    clerk.choose(julian.name)
    assert clerk.find(QTableView, "fundsTable").model().rowCount() == 5
    clerk.window.banner.clear()
    clerk.subscribe(1, "75000")
    clerk.wait_for_toast("Apertura de $ 75.000")
    clerk.wait_for_balance("$ 425.000")
    assert clerk.banner() == ""  # named once
    clerk.press(Key.Key_F5)
    clerk.wait_for_banner("fondos 6")


def write_history(database: Database[Document], client: Client) -> None:
    """As many movements as a busy client makes in years: a subscription and its cancellation, in turn."""
    start = datetime(2020, 1, 1, tzinfo=UTC)
    database["transacciones"].insert_many(
        {
            "_id": uuid4(),
            "usuario": client.id,
            "secuencia": Int64(n),
            "tipo_transaccion": "apertura" if n % 2 else "cancelacion",
            "id_fondo": Int64(3),
            "nombre_fondo": "DEUDAPRIVADA",
            "valor": Decimal128(Decimal(50_000)),
            "saldo_despues": Decimal128(Decimal(450_000 if n % 2 else 500_000)),
            "fecha": start + timedelta(hours=n),
            "operador": "laura",
            "sucursal": "Medellín Centro",
            "equipo": "pc-1",
        }
        for n in range(1, MANY + 1)
    )
    database["usuarios"].update_one({"_id": client.id}, {"$set": {"secuencia": Int64(MANY)}})
