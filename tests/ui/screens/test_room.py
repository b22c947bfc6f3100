"""There is room for all words: at every size of text, in both languages, on the smallest screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QTextBrowser, QWidget
from room import cramped
from screens import SCREENS, Screen, part

from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.look.translation import Language

Show = Callable[[Screen], QWidget]


@contextmanager
def appearance(app: QApplication, size: int, language: Language = "es") -> Iterator[Appearance]:
    made = Appearance(app, language, "light", {}, lambda _key, _value: None, size)
    yield made
    made.deleteLater()


def all_cramped(show: Show, app: QApplication) -> dict[str, list[str]]:
    """By screen, the words that are cut."""
    wrong = {}
    for name in [each for each in SCREENS if each != "menu"]:
        top = show(SCREENS[name])
        for _ in range(3):  # what finds its size late may move the rest
            app.processEvents()
        wrong[name] = cramped(top)
        if isinstance(top, QDialog):
            top.hide()
    return {name: words for name, words in wrong.items() if words}


@pytest.mark.usefixtures("small_screen")
@pytest.mark.parametrize(
    ("size", "language"), [(100, "es"), (100, "en"), (125, "es"), (150, "en"), (200, "es"), (200, "en")]
)
def test_no_words_are_cut_and_nothing_scrolls_sideways(
    size: int, language: Language, qapp: QApplication, show: Show
) -> None:
    with appearance(qapp, size, language):
        assert all_cramped(show, qapp) == {}


@pytest.mark.usefixtures("small_screen")
@pytest.mark.parametrize("name", ["serving", "branch", "messages", "shift"])
def test_what_is_open_while_the_text_grows_makes_room_too(name: str, qapp: QApplication, show: Show) -> None:
    with appearance(qapp, 100) as looks:
        top = show(SCREENS[name])
        looks.choose("text_size", "200")
        for _ in range(3):
            qapp.processEvents()
        assert cramped(top) == []
        looks.choose("text_size", "100")


@pytest.mark.usefixtures("small_screen")
def test_a_receipt_grows_with_the_text(qapp: QApplication, show: Show) -> None:
    heights = {}
    for size in (100, 200):
        with appearance(qapp, size):
            paper = part(show(SCREENS["receipt"]), QTextBrowser, "receiptPaper")
            heights[size] = paper.document().size().height()
    assert heights[200] > 1.8 * heights[100]
