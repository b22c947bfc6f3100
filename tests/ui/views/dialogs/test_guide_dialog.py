"""The guide for the counter: read by keyboard, with its pictures, at every size of text, offline."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from btg_desktop.resources import RESOURCES
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.shell.guide import anchor, read_guide
from btg_desktop.ui.shell.views.guide_dialog import GuideDialog
from btg_desktop.ui.shell.views.guide_view import GuideView

Opener = Callable[[QDialog], None]
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")


@pytest.fixture
def dialog(window: QWidget, opened: Opener) -> GuideDialog:
    made = GuideDialog(read_guide(), window)
    opened(made)
    return made


@pytest.fixture
def view(dialog: GuideDialog) -> GuideView:
    found = dialog.findChild(GuideView, "guideView")
    assert found is not None
    return found


def top_line(view: GuideView) -> QTextBlock:
    return view.cursorForPosition(QPoint(20, px(8))).block()


def length(view: GuideView) -> float:
    """How long the whole guide is, in pixels."""
    return view.document().size().height()


def is_dark(page: QWidget) -> bool:
    return page.grab().toImage().pixelColor(1, 1).lightness() < 128


def test_tab_and_enter_lead_to_each_heading_that_is_linked(qtbot: QtBot, view: GuideView) -> None:
    links = LINK.findall(read_guide().text)
    assert len(links) > 10
    assert view.hasFocus()
    for link in links[:-1]:  # the last section is shorter than the window
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        qtbot.keyClick(view, Qt.Key.Key_Return)
        assert f"#{anchor(top_line(view).text())}" == link


def test_every_link_of_the_guide_leads_to_one_of_its_headings() -> None:
    text = read_guide().text
    headings = {f"#{anchor(line.lstrip('# '))}" for line in text.splitlines() if line.startswith("#")}
    assert [link for link in LINK.findall(text) if link not in headings] == []


def test_every_picture_is_there_and_as_wide_as_the_text(view: GuideView) -> None:
    guide = read_guide()
    assert len(guide.pictures) > 5
    assert [name for name, picture in guide.pictures.items() if picture.isNull()] == []
    assert view.document().size().width() <= view.viewport().width()
    assert view.toHtml().count("<img") == len(guide.pictures)


def test_the_arrows_read_on_from_the_button_too(qtbot: QtBot, dialog: GuideDialog, view: GuideView) -> None:
    for focused in (view, dialog.back_button):
        focused.setFocus()
        view.verticalScrollBar().setValue(0)
        qtbot.keyClick(focused, Qt.Key.Key_PageDown)
        assert view.verticalScrollBar().value() > 0
        qtbot.keyClick(focused, Qt.Key.Key_End)
        assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_it_follows_the_theme_and_the_size_of_text_while_it_is_open(
    qapp: QApplication, qtbot: QtBot, view: GuideView
) -> None:
    looks = Appearance(qapp, "es", "light", {}, lambda _key, _value: None)
    qapp.processEvents()
    before = length(view)
    for key in (*[Qt.Key.Key_Tab] * 5, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert top_line(view).text() == "Cancelar"
    looks.choose("theme", "dark")
    looks.choose("text_size", "200")
    qtbot.waitUntil(lambda: length(view) > 1.8 * before and top_line(view).text() == "Cancelar")
    assert is_dark(view.viewport())
    assert view.horizontalScrollBar().maximum() == 0
    looks.choose("theme", "light")
    looks.choose("text_size", "100")
    qtbot.waitUntil(lambda: length(view) == before and top_line(view).text() == "Cancelar")
    assert not is_dark(view.viewport())
    looks.deleteLater()


def test_every_message_that_it_explains_is_one_that_the_window_says() -> None:
    said = (RESOURCES / "translations" / "btg_en.ts").read_text(encoding="utf-8")
    messages = re.findall(r"^### (.+)$", read_guide().text, re.MULTILINE)
    assert len(messages) > 7
    parts = [part.strip() for message in messages for part in message.split("…") if part.strip()]
    assert [part for part in parts if part not in said] == []
