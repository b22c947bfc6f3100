"""Documents that do not fit: each is named once, and the rest is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from btg_desktop.domain.models import Unreadable
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.banner import DESK


class UnreadableDocuments(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told: set[Unreadable] = set()

    def tell(self, documents: Sequence[Unreadable]) -> None:
        """Name those of `documents` that were not named yet."""
        if not self._told.issuperset(documents):
            self._told.update(documents)
            self._window.banner.show_message(
                "warn",
                lambda: self.tr("Hay documentos que no se pueden leer; se muestra el resto"),
                "\n".join(f"{one.collection} {one.id}: {one.reason}" for one in documents),
                ("copy", "dismiss"),
                topic=DESK,
            )

    def tell_again(self) -> None:
        """Somebody asks to read everything anew: name again what still does not fit."""
        self._told.clear()
