"""Documents that do not fit: each is named once, and the rest is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from btg_desktop.domain.models import Unreadable
from btg_desktop.ui.context.notices import Notices
from btg_desktop.ui.widgets.banner import ABOUT_WINDOW


class UnreadableDocuments(QObject):
    """Tells of stored documents that the program cannot read; each once, until everything is read anew."""

    def __init__(self, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._banner = notices.banner
        self._told: set[Unreadable] = set()

    def tell(self, documents: Sequence[Unreadable]) -> None:
        """Name those of `documents` that were not named yet."""
        if not self._told.issuperset(documents):
            self._told.update(documents)
            self._banner.show_message(
                "warn",
                lambda: self.tr("Hay documentos que no se pueden leer; se muestra el resto"),
                "\n".join(f"{one.collection} {one.id}: {one.reason}" for one in documents),
                ("copy", "dismiss"),
                topic=ABOUT_WINDOW,
            )

    def tell_again(self) -> None:
        """Somebody asks to read everything anew: name again what still does not fit."""
        self._told.clear()
