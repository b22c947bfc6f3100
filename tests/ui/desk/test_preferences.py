"""The preferences take effect at once, are remembered, and respect what the bank locked."""

import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

from clerk import ALT, CONTROL, Clerk, Key, screen_texts
from PySide6.QtWidgets import QAbstractButton, QComboBox

from btg_desktop.resources import RESOURCES
from btg_desktop.ui.look.theme import current_tokens


def open_preferences(clerk: Clerk) -> None:
    clerk.press(Key.Key_Comma, CONTROL)
    assert clerk.find(QAbstractButton, "backButton")


def choose(clerk: Clerk, field: str, key: Key) -> None:
    clerk.find(QComboBox, field).setFocus()
    clerk.press(key)


def spanish_only() -> set[str]:
    """The source texts that read differently in English, without those with a gap to fill."""
    messages = ET.parse(RESOURCES / "translations" / "btg_en.ts").iter("message")  # noqa: S314 - our own file
    return {
        source.replace("&", "")
        for message in messages
        if (source := message.findtext("source") or "") != message.findtext("translation")
        and "{" not in source
    }


def test_the_language_changes_every_text_on_screen_at_once_and_is_remembered(
    clerk: Clerk, tmp_path: Path
) -> None:
    clerk.register()
    clerk.subscribe(1, "75000")
    clerk.wait(lambda: clerk.messages() == ["Correo enviado"], what="sent")
    clerk.wait_for_toast("Apertura de $ 75.000")
    open_preferences(clerk)
    choose(clerk, "languageField", Key.Key_End)
    clerk.wait(lambda: clerk.text("heading") == "Preferences", what="English")
    assert spanish_left() == set()
    clerk.press(Key.Key_Escape)
    clerk.wait_for_no_dialog()
    assert spanish_left() == set()
    assert clerk.text("connection") == "Connected"
    assert clerk.toast().startswith("Subscribed $ 75.000")
    assert clerk.messages() == ["E-mail sent"]
    clerk.wait(lambda: saved(tmp_path) == {"language": "en"}, what="saved")


def spanish_left() -> set[str]:
    shown = {text.replace("&", "") for text in screen_texts()}
    return spanish_only() & shown


def saved(folder: Path) -> dict[str, Any]:
    file = folder / "settings.toml"
    return tomllib.loads(file.read_text()) if file.exists() else {}


def test_what_waits_offline_also_changes_its_language(
    settings: dict[str, Any], open_desk: Callable[..., Clerk], proxied_uri: str, proxy: Any, impatient: None
) -> None:
    settings["mongodb_uri"] = proxied_uri
    clerk = open_desk()
    clerk.register()
    proxy.close()
    clerk.wait(lambda: clerk.text("connection") == "Sin conexión", 30_000, "offline")
    clerk.app.appearance.choose("language", "en")
    clerk.wait(lambda: spanish_left() == set(), what="English")
    assert clerk.text("connection") == "Offline"


def test_the_theme_changes_at_once_and_is_remembered(clerk: Clerk, tmp_path: Path) -> None:
    assert current_tokens().name == "light"
    open_preferences(clerk)
    choose(clerk, "themeField", Key.Key_End)
    assert current_tokens().name == "dark"
    clerk.wait(lambda: saved(tmp_path) == {"theme": "dark"}, what="saved")


def test_a_locked_choice_cannot_be_made_and_says_who_locked_it(open_desk: Callable[..., Clerk]) -> None:
    clerk = open_desk(locked={"language": "/etc/btg-desktop/settings.toml"})
    open_preferences(clerk)
    assert not clerk.find(QComboBox, "languageField").isEnabled()
    assert clerk.find(QComboBox, "themeField").isEnabled()
    assert clerk.text("languageLock") == "Fijado por /etc/btg-desktop/settings.toml"


def test_a_preference_that_cannot_be_saved_still_applies_and_says_so(clerk: Clerk, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    open_preferences(clerk)
    choose(clerk, "themeField", Key.Key_End)
    clerk.wait_for_banner("La preferencia se aplicó, pero no se pudo guardar")
    assert current_tokens().name == "dark"


def test_a_channel_without_its_address_is_refused_beside_the_field(clerk: Clerk) -> None:
    clerk.register()
    open_preferences(clerk)
    clerk.fill("phoneField", "604 444 1234")
    clerk.find(QAbstractButton, "smsChannel").setFocus()
    clerk.press(Key.Key_Space)
    clerk.press_button("consentBox")
    clerk.press(Key.Key_Return)
    assert clerk.text("phoneReason").startswith("Es un teléfono fijo")
    clerk.fill("phoneField", "310 444 1234")
    clerk.press(Key.Key_Return)
    clerk.wait_for_no_dialog()
    channel = clerk.find(QAbstractButton, "channelButton")
    clerk.wait(lambda: channel.text() == "Notificar por SMS", what="channel")
    assert "+57 310 444 1234" in clerk.text("clientContact")


def register_again(clerk: Clerk) -> None:
    """With somebody else on screen, fill in another name under the document of a client who is there."""
    clerk.register()
    clerk.register("Ana Gil", "1020304051")
    clerk.press(Key.Key_N, CONTROL)
    clerk.fill("nameField", "Otra Persona")
    clerk.fill("documentField", "1.214.727.927")
    clerk.fill("emailField", "otra@example.com")
    clerk.press_button("consentBox")
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("documentReason").startswith("Ya existe un cliente"), what="taken")


def test_a_document_that_is_taken_is_named_beside_its_field(clerk: Clerk) -> None:
    register_again(clerk)
    holder = clerk.find(QAbstractButton, "documentHolderButton")
    assert holder.isVisible()
    clerk.fill("documentField", "1020304050")
    assert holder.isHidden()
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("clientName") == "Otra Persona", what="registered")


def test_who_has_the_document_already_is_opened_instead(clerk: Clerk) -> None:
    register_again(clerk)
    clerk.press(Key.Key_B, ALT)
    clerk.wait_for_no_dialog()
    clerk.wait(lambda: clerk.text("clientName") == "Julián Montoya", what="the client who is there")


def test_the_dialog_shows_what_was_chosen_elsewhere_meanwhile(clerk: Clerk) -> None:
    open_preferences(clerk)
    clerk.app.appearance.choose("theme", "dark")
    assert clerk.find(QComboBox, "themeField").currentData() == "dark"
    clerk.app.appearance.choose("language", "en")
    assert clerk.find(QComboBox, "languageField").currentData() == "en"
