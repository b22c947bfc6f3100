"""The size of text changes at run time: everything grows with it, nothing is cut, and it comes back."""

import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from clerk import CONTROL, Clerk, Key
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QScrollArea, QTableView, QWidget
from pytestqt.qtbot import QtBot

from btg_desktop.domain.models import Client
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.ui.look.theme import LIGHT, apply_theme
from btg_desktop.ui.widgets.parts import ElidedLabel


@pytest.fixture
def serving(open_desk: Callable[..., Clerk], julian: Client, subscriptions: Subscriptions) -> Iterator[Clerk]:
    subscriptions.subscribe(uuid4(), julian.id, 1, Decimal(75_000))
    clerk = open_desk()
    clerk.choose(julian.name)
    clerk.wait(lambda: clerk.messages() == ["SMS enviado"], what="sent")
    yield clerk
    apply_theme(QApplication.instance(), LIGHT)  # type: ignore[arg-type]


def cut(window: QWidget) -> list[str]:
    """The words that have less room than they need."""
    labels = [
        each.text()
        for each in window.findChildren(QLabel)
        if each.isVisible() and each.text() and not isinstance(each, ElidedLabel) and _is_cut(each)
    ]
    buttons = [
        each.text()
        for each in window.findChildren(QPushButton)
        if each.isVisible() and each.width() < each.minimumSizeHint().width()
    ]
    return labels + buttons


def page(window: QWidget) -> QScrollArea:
    found = window.findChild(QScrollArea, "pageScroll")
    assert isinstance(found, QScrollArea)
    return found


def row_heights(window: QWidget) -> dict[str, int]:
    return {table.objectName(): table.rowHeight(0) for table in window.findChildren(QTableView)}


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width() or label.height() < label.minimumSizeHint().height()


def sizes(window: QWidget) -> dict[str, QSize]:
    return {
        widget.objectName(): widget.size()
        for widget in window.findChildren(QWidget)
        if widget.objectName() and not widget.objectName().startswith("qt_") and widget.isVisible()
    }


@pytest.mark.parametrize("size", ["125", "150", "200"])
def test_larger_text_cuts_nothing_and_comes_back_as_it_was(serving: Clerk, size: str) -> None:
    window = serving.window
    QApplication.processEvents()
    before, rows = sizes(window), row_heights(window)
    for language in ("es", "en"):
        serving.app.appearance.choose("language", language)
        serving.app.appearance.choose("text_size", size)
        serving.wait(lambda: cut(window) == [], what=f"{size} {language}")
        assert all(row_heights(window)[table] >= round(px * int(size) / 100) for table, px in rows.items())
        assert window.width() == 1366
        assert page(window).horizontalScrollBar().maximum() == 0
    serving.app.appearance.choose("language", "es")
    serving.app.appearance.choose("text_size", "100")
    serving.wait(lambda: sizes(window) == before, what="as it was")
    assert row_heights(window) == rows


def test_a_window_that_grew_is_like_one_that_was_born_so(
    serving: Clerk, open_desk: Callable[..., Clerk], julian: Client, qtbot: QtBot
) -> None:
    serving.app.appearance.choose("text_size", "150")
    born = open_desk(text_size=150)
    born.choose(julian.name)
    born.wait(lambda: born.messages() == ["SMS enviado"], what="sent")

    def differing() -> dict[str, tuple[QSize, QSize]]:
        grown, native = sizes(serving.window), sizes(born.window)
        return {
            name: (grown[name], native[name])
            for name in grown.keys() & native.keys()
            if abs(grown[name].width() - native[name].width()) > 3
            or abs(grown[name].height() - native[name].height()) > 3
        }

    born.wait(lambda: differing() == {}, what="alike")


def test_it_is_chosen_in_the_preferences_and_remembered(serving: Clerk, tmp_path: Path) -> None:
    serving.press(Key.Key_Comma, CONTROL)
    serving.find(QComboBox, "textSizeField").setFocus()
    serving.press(Key.Key_End)
    serving.wait(lambda: cut(serving.dialogs()[-1]) == [], what="the dialog too")
    assert serving.app.appearance.text_size == 200
    file = tmp_path / "settings.toml"
    serving.wait(
        lambda: file.exists() and tomllib.loads(file.read_text()) == {"text_size": 200}, what="saved"
    )
