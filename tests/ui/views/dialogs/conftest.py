"""A counter to open dialogs at: one window, one client, two funds. Everything shown is real."""

import os
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from btg_desktop.domain.models import Channel, Client, Desk, DocumentType, Fund
from btg_desktop.ui.look.theme import LIGHT, apply_theme
from btg_desktop.ui.look.translation import install_language

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Opener = Callable[[QDialog], None]


@pytest.fixture
def client() -> Client:
    return Client(
        id="cliente-1",
        name="Julián Montoya",
        document_type=DocumentType.CC,
        document="1214727927",
        email="julian@gmail.com",
        phone="+573005444343",
        channel=Channel.SMS,
        available_balance=Decimal(375000),
        holdings={2: Decimal(125000), 3: Decimal(75000)},
        initial_balance=Decimal(500000),
        sequence=3,
    )


@pytest.fixture
def fund() -> Fund:
    return Fund(3, "DEUDAPRIVADA", Decimal(50000), "FIC")


@pytest.fixture
def pension_fund() -> Fund:
    return Fund(2, "FPV_BTG_PACTUAL_ECOPETROL", Decimal(125000), "FPV")


@pytest.fixture
def desk() -> Desk:
    return Desk("Laura Restrepo", "Medellín Centro", "caja-1")


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    """The window that owns the dialogs, in Spanish; it takes them down with it."""
    apply_theme(qapp, LIGHT)
    install_language(qapp, "es")
    parent = QWidget()
    qtbot.addWidget(parent)
    with qtbot.waitExposed(parent):
        parent.show()
    yield parent
    for dialog in parent.findChildren(QDialog):
        dialog.done(QDialog.DialogCode.Rejected)


@pytest.fixture
def opened(qtbot: QtBot) -> Opener:
    """Open a dialog as the program does, and wait until keys reach it."""

    def open_dialog(dialog: QDialog) -> None:
        with qtbot.waitExposed(dialog):
            dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)

    return open_dialog
