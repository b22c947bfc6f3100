"""Keys that find nothing to do, or not who they are meant for: no stray text, a word instead of silence."""

import pytest
from clerk import ALT, CONTROL, SHIFT, Clerk, Key
from PySide6.QtWidgets import QDialog, QLineEdit

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


MEANT_FOR_A_CLIENT = ((Key.Key_1, ALT), (Key.Key_C, CONTROL | SHIFT), (Key.Key_P, CONTROL))


def test_a_key_for_a_client_says_what_it_lacks_where_none_is_in_front(clerk: Clerk, julian: Client) -> None:
    for key, held in MEANT_FOR_A_CLIENT:
        clerk.press(key, held)
        assert clerk.banner().startswith("Elija primero un cliente")
        clerk.window.banner.clear()
    clerk.choose(julian.name)
    clerk.press(Key.Key_F7)
    for key, held in MEANT_FOR_A_CLIENT:
        clerk.press(key, held)
        assert clerk.banner().startswith("Los movimientos de la sucursal están delante")
        clerk.window.banner.clear()
    clerk.press(Key.Key_1, ALT)
    clerk.press(Key.Key_Escape)
    assert clerk.banner() == ""
    clerk.press(Key.Key_9, ALT)
    assert clerk.banner() == "Fondos en la tabla: 5. No hay un 9.º"
    clerk.enter_amount(1, "75000")
    assert clerk.banner() == ""


def test_the_key_that_cancels_leads_to_the_table_where_two_funds_are_held(
    clerk: Clerk, julian: Client
) -> None:
    clerk.choose(julian.name)
    clerk.subscribe(1, "75000")
    clerk.wait_for_balance("$ 425.000")
    clerk.subscribe(3, "50000")
    clerk.wait_for_balance("$ 375.000")
    clerk.press(Key.Key_C, CONTROL | SHIFT)
    clerk.wait_for_banner("Elija en la tabla")
    clerk.press(Key.Key_Down)  # from the first row to one that is not held
    clerk.press(Key.Key_C, CONTROL | SHIFT)
    clerk.wait_for_banner("Elija en la tabla")
    clerk.press(Key.Key_Down)
    clerk.press(Key.Key_C, CONTROL | SHIFT)
    clerk.find(QDialog, "cancelDialog")
    assert "DEUDAPRIVADA" in clerk.report()
    assert clerk.banner() == ""


def test_no_key_moves_money_of_the_client_on_screen_while_the_search_points_elsewhere(
    clerk: Clerk, julian: Client, maria: Client
) -> None:
    clerk.choose(julian.name)
    clerk.choose(maria.name)
    for typed in (julian.document, "999"):
        clerk.search(typed)
        clerk.press(Key.Key_1, ALT)  # not even known yet whom it finds
        assert clerk.banner().startswith("La búsqueda ya no señala a María Núñez")
        clerk.window.banner.clear()
        clerk.wait(lambda: bool(clerk.text("noneFound")) or clerk.text("listTitle") == "RESULTADOS")
        clerk.press(Key.Key_1, ALT)
        assert clerk.banner().startswith("La búsqueda ya no señala a María Núñez")
        assert clerk.dialogs() == []
        clerk.press(Key.Key_Escape)
        assert clerk.banner() == ""
    clerk.press(Key.Key_Down)  # among the recent ones
    clerk.press(Key.Key_C, CONTROL | SHIFT)
    assert clerk.banner().startswith("La búsqueda ya no señala a María Núñez")
    clerk.press(Key.Key_Escape)
    clerk.press(Key.Key_1, ALT)
    assert "María Núñez" in clerk.text("subtitle")
    assert clerk.banner() == ""


def field(clerk: Clerk, name: str) -> str:
    return clerk.find(QLineEdit, name).text()


def test_a_new_client_starts_with_what_found_nobody_and_with_nothing_else(
    clerk: Clerk, julian: Client
) -> None:
    clerk.choose(julian.name)
    clerk.search(julian.document)
    clerk.wait(lambda: clerk.text("listTitle") == "RESULTADOS")
    clerk.press(Key.Key_N, CONTROL)  # the open client is found: theirs is no new client's document
    assert (field(clerk, "documentField"), field(clerk, "nameField")) == ("", "")
    clerk.press(Key.Key_Escape)
    clerk.wait_for_no_dialog()
    for typed, name in (
        ("310 123 4567", "phoneField"),
        ("NIT 800.197.268-4", "documentField"),
        ("camila@correo.co", "emailField"),
        ("Camila Torres", "nameField"),
    ):
        clerk.search(typed)
        clerk.wait(lambda typed=typed: typed in clerk.text("noneFound"), what="nobody")
        clerk.press(Key.Key_N, CONTROL)
        filled = {
            each: field(clerk, each) for each in ("nameField", "documentField", "emailField", "phoneField")
        }
        assert {each: text for each, text in filled.items() if text} == {name: typed.removeprefix("NIT ")}
        clerk.press(Key.Key_Escape)
        clerk.wait_for_no_dialog()


def test_a_key_waits_for_the_client_on_the_way_and_for_nobody_else(
    clerk: Clerk, julian: Client, maria: Client
) -> None:
    for client, before in ((julian, ""), (maria, julian.name)):
        clerk.search(client.document)
        clerk.press(Key.Key_Return)
        clerk.press(Key.Key_1, ALT)
        assert clerk.text("clientName") == before
        clerk.find(QDialog, "subscribeDialog")
        assert client.name in clerk.text("subtitle")
        clerk.press(Key.Key_Escape)
        clerk.wait_for_no_dialog()
    clerk.search("M")  # Montoya, María
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_1, ALT)
    clerk.wait_for_banner("Nadie quedó elegido")
    clerk.press(Key.Key_Return)
    clerk.wait_for_no_dialog()


def test_a_key_that_waits_is_dropped_when_somebody_else_is_typed(
    clerk: Clerk, julian: Client, maria: Client
) -> None:
    clerk.choose(julian.name)
    clerk.search(maria.document)
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_1, ALT)
    clerk.write("75000")  # meant for a dialog that was not there yet
    clerk.wait_for_banner("Nadie quedó elegido")
    clerk.choose(maria.name)
    assert clerk.dialogs() == []
