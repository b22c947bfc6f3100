"""Keys that find nothing to do, or not who they are meant for: no stray text, a word instead of silence."""

import pytest
from clerk import ALT, CONTROL, Clerk, Key
from PySide6.QtWidgets import QLineEdit

from btg_desktop.domain.models import Client
from btg_desktop.services.clients import Clients


@pytest.fixture
def maria(clients: Clients) -> Client:
    return clients.register(
        name="María Núñez",
        document_type="CC",
        document="43567210",
        email="maria@example.com",
        phone="",
        channel="email",
    )


def test_a_key_with_alt_that_finds_nothing_to_do_types_nothing(clerk: Clerk) -> None:
    clerk.register()
    for key in (Key.Key_E, Key.Key_P, Key.Key_X, Key.Key_C, Key.Key_M, Key.Key_0):
        clerk.press(key, ALT)
    assert clerk.find(QLineEdit, "searchField").text() == ""
    clerk.press(Key.Key_1, ALT)
    amount = clerk.find(QLineEdit, "amountField")
    clerk.write("75000")
    clerk.press(Key.Key_2, ALT)
    assert amount.text() == "75.000"
    amount.selectAll()
    clerk.press(Key.Key_2, ALT)
    assert amount.text() == "75.000"


def test_escape_closes_the_branch_from_the_search_too_once_nothing_is_being_typed(
    clerk: Clerk, julian: Client
) -> None:
    window = clerk.window
    clerk.press(Key.Key_F7)
    clerk.wait(
        lambda: clerk.text("noBranchMovementsTitle").startswith("Sin movimientos"), what="an empty branch"
    )
    clerk.press(Key.Key_Escape)
    assert not window.is_branch_shown()
    clerk.choose(julian.name)  # which stays in the field
    clerk.press(Key.Key_F7)
    assert window.is_branch_shown()
    clerk.press(Key.Key_Escape)
    assert not window.is_branch_shown()
    clerk.press(Key.Key_F7)
    clerk.search("Mar")
    clerk.press(Key.Key_Escape)
    assert window.is_branch_shown()
    assert clerk.find(QLineEdit, "searchField").text() == ""
    clerk.press(Key.Key_Escape)
    assert not window.is_branch_shown()


def test_what_was_said_of_a_client_goes_when_another_comes(
    clerk: Clerk, julian: Client, maria: Client
) -> None:
    clerk.choose(julian.name)
    clerk.subscribe(1, "75000")
    clerk.wait_for_toast("Comprobante: Ctrl+P")
    clerk.choose(maria.name)
    assert clerk.toast() == ""
    clerk.press(Key.Key_P, CONTROL)
    clerk.wait_for_banner("no hay comprobante")
    clerk.choose(julian.name)
    assert clerk.banner() == ""


def test_what_was_said_of_a_client_goes_when_the_branch_or_a_new_client_comes(
    clerk: Clerk, julian: Client
) -> None:
    clerk.choose(julian.name)
    clerk.subscribe(1, "75000")
    clerk.wait_for_toast("Comprobante: Ctrl+P")
    clerk.press(Key.Key_F7)
    assert clerk.toast() == ""
    clerk.press(Key.Key_Escape)
    clerk.subscribe(3, "50000")
    clerk.wait_for_toast("Comprobante: Ctrl+P")
    clerk.register("Ana Ruiz", "71234567")
    assert clerk.toast() == ""
