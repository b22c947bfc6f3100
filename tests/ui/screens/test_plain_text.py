"""Data is text, never markup: names full of HTML are shown as they are on every screen, and open no file."""

import ctypes
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, Final

import pytest
import samples
import screens
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QPoint
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QHeaderView,
    QLabel,
    QTextBrowser,
    QToolTip,
    QWidget,
)
from screens import SCREENS, Screen

Show = Callable[[Screen], QWidget]

MARKUP: Final = "&amp; <b>X</b> <img src=file://{bait}>"
_IN_OPEN: Final = 0x20
_KEPT: Final = {"id", "language", "client_id"}


class Bait:
    """A file that nobody may open; it notices when somebody does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.write_bytes(b"")
        libc = ctypes.CDLL(None, use_errno=True)
        self._watch = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._watch, os.fsencode(path), _IN_OPEN) >= 0

    def was_opened(self) -> bool:
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._watch)


@pytest.fixture
def bait(tmp_path: Path) -> Iterator[Bait]:
    made = Bait(tmp_path / "bait.png")
    yield made
    made.close()


def spoilt(value: Any, markup: str) -> Any:
    """`value` with `markup` in every text of it, but for those that choose something."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return f"{value} {markup}"
    if is_dataclass(value) and not isinstance(value, type):
        texts = {
            each.name: spoilt(getattr(value, each.name), markup)
            for each in fields(value)
            if each.name not in _KEPT
        }
        return replace(value, **texts)
    if isinstance(value, Mapping):
        return {key: spoilt(each, markup) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(spoilt(each, markup) for each in value)
    return value


@pytest.fixture
def hostile(bait: Bait, monkeypatch: pytest.MonkeyPatch) -> str:
    """All that the screens show, with markup in every text; returns the markup."""
    markup = MARKUP.format(bait=bait.path)
    for name in vars(samples):
        if name.isupper() and name in vars(screens):
            monkeypatch.setattr(screens, name, spoilt(getattr(samples, name), markup))
    return markup


def texts_that_qt_may_render(top: QWidget) -> Iterator[tuple[str, str]]:
    """Every text on a screen of which Qt guesses whether it is HTML, and where it is."""
    for widget in (top, *top.findChildren(QWidget)):
        for text in (widget.toolTip(), widget.whatsThis()):
            yield f"tool tip of {widget.objectName()}", text
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            yield f"label {widget.objectName()}", widget.text()
        if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            for tip in tips_of(widget.model()):
                yield f"tool tip in {widget.objectName()}", tip


def tips_of(model: QAbstractItemModel) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for column in range(columns):
            yield str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")


def rendered(text: str) -> str:
    """What a person reads of a text, where Qt decides what it is."""
    if not Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


@pytest.mark.parametrize("name", SCREENS)
def test_markup_in_data_is_shown_and_not_rendered(
    name: str, show: Show, hostile: str, bait: Bait, qapp: QApplication
) -> None:
    shown = show(SCREENS[name])
    qapp.processEvents()
    tops = [shown, *(each for each in shown.findChildren(QDialog) if each.isVisible())]
    for where, text in (each for top in tops for each in texts_that_qt_may_render(top)):
        assert "<b>" in rendered(text) or "X" not in text, where
        QToolTip.showText(QPoint(9, 9), text, shown)
        qapp.processEvents()
    QToolTip.hideText()
    papers = [each for each in shown.findChildren(QTextBrowser) if each.property("role") == "paper"]
    for paper in papers:  # the guide shows no data
        assert "<img" not in paper.toHtml()
        read = paper.toPlainText().replace("\xa0", " ")
        assert hostile in read or not read
    assert not bait.was_opened()


def test_the_bait_notices_a_tool_tip_that_is_rendered(
    show: Show, hostile: str, bait: Bait, qapp: QApplication
) -> None:
    shown = show(SCREENS["welcome"])
    QToolTip.showText(QPoint(9, 9), f"A <img src={bait.path}>", shown)
    qapp.processEvents()
    QToolTip.hideText()
    assert bait.was_opened()


def test_the_screens_show_data_with_markup_in_tool_tips(show: Show, hostile: str) -> None:
    """Else there would be nothing to find in them."""
    told = {
        where
        for name in ("serving", "found", "branch", "messages", "report", "shift")
        for where, text in texts_that_qt_may_render(show(SCREENS[name]))
        if "<b>X" in rendered(text)
    }
    for table in ("clientList", "fundsTable", "movementsTable", "reportTable", "shiftOperations"):
        assert f"tool tip in {table}" in told
