"""The clients that the rail lists: recents, or what a search found."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from btg_desktop.domain.models import Client
from btg_desktop.ui.look.discreet import document_text, name_text
from btg_desktop.ui.look.plain import tool_tip

Index = QModelIndex | QPersistentModelIndex

NAME_ROLE: Final = Qt.ItemDataRole.UserRole + 1
DOCUMENT_ROLE: Final = Qt.ItemDataRole.UserRole + 2


class ClientsModel(QAbstractListModel):
    """One row per client; a screen reader hears the name and the document."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._clients: tuple[Client, ...] = ()

    def show(self, clients: Sequence[Client]) -> None:
        self.beginResetModel()
        self._clients = tuple(clients)
        self.endResetModel()

    def retranslate(self) -> None:
        """Say all again, as it may be shown now."""
        if self._clients:
            self.dataChanged.emit(self.index(0), self.index(len(self._clients) - 1))

    def client_at(self, row: int) -> Client:
        return self._clients[row]

    def row_of(self, client_id: str) -> int:
        """The client's row, or -1."""
        return next((row for row, client in enumerate(self._clients) if client.id == client_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._clients)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        client = self._clients[index.row()]
        name = name_text(client.name)
        document = f"{client.document_type} {document_text(client.document)}"
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{name}, {document}"
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(f"{name}\n{document}")
            case _ if role == NAME_ROLE:
                return name
            case _ if role == DOCUMENT_ROLE:
                return document
        return None
