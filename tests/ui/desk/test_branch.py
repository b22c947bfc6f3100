"""A desk that belongs to a branch: what it offers, in the window, and who was attended there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clerk import ALT, Clerk, Key
from pymongo.database import Database
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton

from btg_desktop.adapters.mongo.branches import MongoBranchBook
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.validators import VALIDATORS
from btg_desktop.domain.branches import Branch
from btg_desktop.domain.models import Client

CENTRO = Branch("001", "Medellín Centro", "Medellín", frozenset({1, 3}))


@pytest.fixture
def desk_of_centro(
    settings: dict[str, Any],
    open_desk: Callable[..., Clerk],
    database: Database[Document],
    julian: Client,
) -> Clerk:
    MongoBranchBook(database).write([CENTRO])
    settings["branch"] = "001"
    clerk = open_desk()
    clerk.choose(julian.name)
    clerk.wait(lambda: not clerk.find(QPushButton, "subscribeFund4").isEnabled(), what="fund 4 is off")
    return clerk


def test_a_key_for_a_fund_that_is_not_offered_says_why_and_the_others_go_on(desk_of_centro: Clerk) -> None:
    clerk = desk_of_centro
    clerk.press(Key.Key_4, ALT)
    clerk.wait_for_banner("La sucursal Medellín Centro no ofrece el fondo FDO-ACCIONES")
    assert clerk.dialogs() == []
    clerk.subscribe(1, "75000")
    clerk.wait_for_balance("$ 425.000")


def test_what_the_branch_stopped_offering_meanwhile_is_refused_in_the_dialog(
    desk_of_centro: Clerk, database: Database[Document]
) -> None:
    clerk = desk_of_centro
    clerk.enter_amount(3, "50000")
    MongoBranchBook(database).write([Branch("001", "Medellín Centro", "Medellín", frozenset({1}))])
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: "no ofrece el fondo DEUDAPRIVADA" in clerk.report())
    clerk.press(Key.Key_Escape)
    clerk.wait_for_no_dialog()
    clerk.press(Key.Key_F5)
    clerk.wait(lambda: not clerk.find(QPushButton, "subscribeFund3").isEnabled(), what="fund 3 is off")
    assert clerk.text("availableBalance") == "$ 500.000"


def test_attending_a_client_notes_one_visit(
    desk_of_centro: Clerk, database: Database[Document], julian: Client
) -> None:
    desk_of_centro.subscribe(1, "75000")
    desk_of_centro.wait_for_balance("$ 425.000")
    desk_of_centro.wait(lambda: database["visitan"].count_documents({}) > 0, what="a visit")
    visits = list(database["visitan"].find())
    assert [(visit["usuario"], visit["sucursal"]) for visit in visits] == [(julian.id, "001")]


def test_a_visit_that_cannot_be_noted_disturbs_nobody(
    settings: dict[str, Any],
    open_desk: Callable[..., Clerk],
    database: Database[Document],
    julian: Client,
    caplog: pytest.LogCaptureFixture,
) -> None:
    MongoBranchBook(database).write([CENTRO])
    settings["branch"] = "medellín centro"
    never = {"$jsonSchema": {"bsonType": "object", "required": ["nunca"]}}
    database.command("collMod", "visitan", validator=never)
    try:
        clerk = open_desk()
        clerk.choose(julian.name)
        clerk.wait(lambda: "a visit was not noted" in caplog.text, what="the log")
        assert clerk.banner() == ""
        clerk.subscribe(1, "75000")
        clerk.wait_for_balance("$ 425.000")
    finally:
        database.command("collMod", "visitan", validator=VALIDATORS["visitan"])


def test_the_report_answers_both_questions_and_can_be_copied_and_saved(
    desk_of_centro: Clerk, database: Database[Document], tmp_path: Path
) -> None:
    clerk = desk_of_centro
    clerk.subscribe(1, "75000")
    clerk.wait_for_balance("$ 425.000")
    MongoBranchBook(database).write([Branch("002", "Cali Norte", "Cali", frozenset({1}))])
    clerk.wait(lambda: database["visitan"].count_documents({}) > 0, what="a visit")
    clerk.press(Key.Key_F10)
    clerk.wait(lambda: clerk.text("reportCount") == "Ningún cliente cumple")
    assert not clerk.find(QPushButton, "forwardButton").isEnabled()
    clerk.find(QComboBox, "questionField").setFocus()
    clerk.press(Key.Key_Down)
    clerk.wait(lambda: clerk.text("reportCount") == "Clientes: 1")
    clerk.press_button("forwardButton")
    clerk.wait(lambda: clerk.text("noteText") == "Los clientes se copiaron")
    copied = QGuiApplication.clipboard().text()
    assert copied == "Julián Montoya\t1.214.727.927\tFPV_BTG_PACTUAL_RECAUDADORA"
    clerk.press_button("saveCsvButton")
    dialog = clerk.find(QFileDialog, "saveDialog")
    file = tmp_path / "informe.csv"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    clerk.wait(lambda: clerk.text("noteText").startswith("Guardado"), what="saved")
    assert file.read_text(encoding="utf-8-sig").splitlines() == [
        "Cliente;Documento;Fondos",
        "Julián Montoya;1.214.727.927;FPV_BTG_PACTUAL_RECAUDADORA",
    ]
    clerk.press(Key.Key_Escape)
    clerk.wait_for_no_dialog()
