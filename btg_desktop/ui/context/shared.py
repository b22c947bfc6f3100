"""What each controller is given beside its own use cases: all that the features of one window share."""

from PySide6.QtCore import QObject

from btg_desktop.services.suite import Services
from btg_desktop.ui.context.connection import Connection
from btg_desktop.ui.context.current_client import CurrentClient
from btg_desktop.ui.context.dialogs import Dialogs
from btg_desktop.ui.context.notices import Notices
from btg_desktop.ui.context.unreadable import UnreadableDocuments
from btg_desktop.ui.runtime.tasks import Tasks


class Shared(QObject):
    """What the features have in common while the database is open; the parent of their controllers."""

    def __init__(self, services: Services, tasks: Tasks, notices: Notices, dialogs: Dialogs) -> None:
        super().__init__(dialogs.window)
        self.tasks = tasks
        self.notices = notices
        self.dialogs = dialogs
        self.connection = Connection(services.catalogue, tasks, notices, self)
        self.unreadable = UnreadableDocuments(notices, self)
        self.current = CurrentClient(services, tasks, self.connection, self.unreadable)
