"""A database that does not open: the window says why and how to mend it, and tries again when asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clerk import ALT, CONTROL, SHIFT, Clerk, Key
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from btg_desktop.adapters.private_mongod.binary import find_mongod

StartDesk = Callable[..., Clerk]
NONE = Qt.KeyboardModifier.NoModifier


def wait_for_refusal(clerk: Clerk, words: str, remedy: str) -> None:
    clerk.wait_for_banner(words)
    assert remedy in clerk.text("bannerDetail")
    assert clerk.text("connection") == "Sin conexión"
    assert "Traceback" not in clerk.report()


def test_a_missing_mongod_is_named_and_found_once_it_is_there(
    settings: dict[str, Any], start_desk: StartDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    mongod = tmp_path / "bin" / "mongod"
    settings.update(mongodb_uri="", mongod=str(mongod))
    clerk = start_desk()
    wait_for_refusal(clerk, "No se encontró el programa mongod", "indique su ruta")
    mongod.parent.mkdir()
    mongod.symlink_to(find_mongod())
    with qtbot.waitSignal(clerk.app.opened, timeout=30_000):
        clerk.press_button("bannerRetry")
    assert clerk.banner() == ""
    assert clerk.text("connection") == "Conectado"
    clerk.register()


def test_a_data_folder_that_is_a_file_is_named_and_used_once_it_is_mended(
    settings: dict[str, Any], start_desk: StartDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    settings.update(data_dir=in_the_way)
    clerk = start_desk()
    wait_for_refusal(clerk, f"No se puede escribir en la carpeta {in_the_way}", "permiso de escritura")
    in_the_way.unlink()
    with qtbot.waitSignal(clerk.app.opened, timeout=30_000):
        clerk.press(Key.Key_F5)


@pytest.mark.parametrize(
    ("wrong", "words", "remedy"),
    [
        pytest.param(lambda _uri: "mongodb://", "mongodb_uri", "Corrija ese valor", id="not an address"),
        pytest.param(
            lambda _uri: "mongodb://127.0.0.1:1/", "No hay conexión", "Revise la red", id="nobody there"
        ),
        pytest.param(
            lambda uri: uri.replace("btg-desktop:", "btg-desktop:wrong"),
            "La base de datos rechazó la operación (AuthenticationFailed)",
            "Revise el usuario, la clave",
            id="wrong password",
        ),
    ],
)
def test_a_wrong_address_is_told_with_its_remedy_and_the_window_still_closes(
    settings: dict[str, Any],
    start_desk: StartDesk,
    plain_uri: str,
    wrong: Callable[[str], str],
    words: str,
    remedy: str,
) -> None:
    settings["mongodb_uri"] = wrong(plain_uri)
    clerk = start_desk()
    wait_for_refusal(clerk, words, remedy)
    assert clerk.find(QAbstractButton, "bannerRetry").isEnabled()


def test_keys_pressed_before_the_database_is_open_are_answered(
    settings: dict[str, Any], start_desk: StartDesk
) -> None:
    settings.update(mongodb_uri="")
    clerk = start_desk()
    assert clerk.text("connection") == "Abriendo la base de datos…"  # also while the pages are not built
    clerk.press(Key.Key_N, CONTROL)
    assert "todavía se está abriendo" in clerk.banner()
    clerk.press(Key.Key_F1)
    assert clerk.text("heading") == "Teclas"
    clerk.press(Key.Key_Escape)
    clerk.wait(lambda: clerk.text("connection") == "Conectado", 30_000)
    assert clerk.banner() == ""


ASKED = (
    *((Key.Key_N, CONTROL), (Key.Key_F6, NONE), (Key.Key_F7, NONE), (Key.Key_F9, NONE), (Key.Key_F10, NONE)),
    *((Key.Key_P, CONTROL), (Key.Key_1, ALT), (Key.Key_C, CONTROL | SHIFT), (Key.Key_Comma, CONTROL)),
)


def test_without_a_database_from_the_start_every_key_leads_to_the_reason_and_the_remedy(
    settings: dict[str, Any], start_desk: StartDesk, tmp_path: Path
) -> None:
    settings.update(mongodb_uri="", mongod=str(tmp_path / "mongod"))
    clerk = start_desk()
    clerk.wait_for_banner("No se encontró el programa mongod")
    retry = clerk.find(QAbstractButton, "bannerRetry")
    for key, held in ASKED:
        clerk.find(QLineEdit, "searchField").setFocus()
        clerk.press(key, held)
        assert retry.hasFocus(), key
        assert "indique su ruta" in clerk.window.banner.accessibleName()
    for button in ("welcomeNewClient", "newClientButton", "branchMovementsButton", "shiftButton"):
        clerk.press_button(button)
        assert retry.hasFocus(), button
    clerk.search("Montoya")
    assert not retry.hasFocus()  # typing asks for nothing
    clerk.press(Key.Key_Return)
    assert retry.hasFocus()
    assert clerk.dialogs() == []
