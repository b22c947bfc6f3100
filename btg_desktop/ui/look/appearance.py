"""How the user wants the window: language, theme and size of text, applied at once."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from btg_desktop.ui.look.scaling import Rescale, settle
from btg_desktop.ui.look.theme import apply_theme, tokens_for
from btg_desktop.ui.look.translation import Language, install_language
from btg_desktop.ui.look.wording import wording


class Appearance(QObject):
    """The choices in force. `locked` names who locked a key; `save` remembers a choice (it writes a file)."""

    changed = Signal(str, str)
    """A choice was applied: its key and its value."""

    def __init__(
        self,
        app: QApplication,
        language: Language,
        theme: str,
        locked: Mapping[str, str],
        save: Callable[[str, str], None],
        text_size: int = 100,
    ) -> None:
        super().__init__(app)
        self._app = app
        self.language = language
        self.theme = theme
        self.text_size = text_size
        self.locked = locked
        self.save = save
        install_language(app, language)
        self._apply_theme()
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def choose(self, key: str, value: str) -> None:
        """Apply a choice of `language`, `theme` or `text_size` (per cent)."""
        match key:
            case "language":
                self.language = "en" if value == "en" else "es"
                install_language(self._app, self.language)
            case "theme":
                self.theme = value
                self._apply_theme()
            case "text_size":
                self._resize_text(int(value))
        self.changed.emit(key, value)

    def _resize_text(self, text_size: int) -> None:
        rescale = Rescale(self.text_size / 100, text_size / 100)
        windows = [window for window in self._app.topLevelWidgets() if window.parent() is None]
        for window in windows:
            rescale.window(window)
        self.text_size = text_size
        self._apply_theme()
        for window in windows:
            settle(window)
        wording().say_anew()  # columns and labels measure their words when they say them

    def _system_changed(self) -> None:
        if self.theme == "system":
            self._apply_theme()

    def _apply_theme(self) -> None:
        apply_theme(self._app, tokens_for(self.theme), self.text_size / 100)
