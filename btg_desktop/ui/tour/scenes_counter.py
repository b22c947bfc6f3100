"""Scenes of the desk: nobody yet, finding somebody, registering somebody new."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QAbstractButton

from btg_desktop.ui.tour.hands import CONTROL, Key
from btg_desktop.ui.tour.stage import Stage

NAME: Final = "Julián Montoya"
DOCUMENT: Final = "1.214.727.927"


def welcome(stage: Stage) -> Iterator[Path]:
    """The messages of other desks' operations are sent first, as far as they can be."""
    footer = stage.hands.find(QAbstractButton, "messagesButton")
    stage.hands.wait(
        "los avisos de otras cajas", lambda: footer.text().endswith("· fallidas: 1 · en duda: 1")
    )
    yield from stage.camera.shoot("bienvenida")


def find(stage: Stage) -> Iterator[Path]:
    """Somebody was served before, so that there are recent clients; the list answers while one types."""
    hands = stage.hands
    for name in ("Inversiones del Café S.A.S.", "María Núñez Rojas"):
        hands.shortcut(Key.Key_F, CONTROL)
        hands.fill("searchField", name)
        hands.press_on("searchField", Key.Key_Return)
        hands.wait_for_text("clientName", name)
    hands.shortcut(Key.Key_F, CONTROL)
    hands.fill("searchField", "mar")
    hands.wait_for_text("listTitle", "RESULTADOS")
    yield from stage.camera.shoot("buscar")


def find_nobody(stage: Stage) -> Iterator[Path]:
    stage.hands.fill("searchField", NAME)
    stage.hands.wait_for_text("noneFound", "Nadie coincide")
    yield from stage.camera.shoot("nadie-coincide")


def register(stage: Stage) -> Iterator[Path]:
    """What was searched for is in the form already; each mistake is told beside its field."""
    hands = stage.hands
    hands.press_on("searchField", Key.Key_Return)
    hands.fill("documentField", "12")
    hands.fill("emailField", "julian@")
    hands.fill("phoneField", "604 444 1234")
    hands.press_on("smsChannel", Key.Key_Space)
    hands.press_on("consentBox", Key.Key_Space)
    hands.press(Key.Key_Return)
    yield from stage.camera.shoot("registrar-con-errores")
    hands.fill("documentField", DOCUMENT)
    hands.fill("emailField", "julian@example.com")
    hands.fill("phoneField", "300 544 4343")
    hands.press(Key.Key_Return)
    hands.wait_for_no_dialog()
    hands.wait_for_text("clientName", NAME)
    hands.wait_for_text("availableBalance", "$ 500.000")
    yield from stage.camera.shoot("cliente-nuevo")
