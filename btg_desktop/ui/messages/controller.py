"""The centre of notifications: which messages it shows, and sending them again."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from btg_desktop.domain.models import NotificationState
from btg_desktop.services.messages import MessageCursor, MessagePage
from btg_desktop.services.paging import MAX_PAGE_SIZE
from btg_desktop.services.suite import Services
from btg_desktop.ui.context.connection import ConnectionController
from btg_desktop.ui.context.unreadable import UnreadableDocuments
from btg_desktop.ui.messages.views.messages_dialog import MessagesDialog
from btg_desktop.ui.runtime.tasks import Question, Tasks
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.widgets.banner import DESK

Show = Callable[[MessagePage], None]

PAGE: Final = 200
_AGAIN_MS: Final = 300
"""Messages change in bursts: the list is read again once a burst has a pause."""


class MessagesController(QObject):
    """Answers about a group that is no longer shown are dropped."""

    queued = Signal()
    """Messages wait to be sent again."""

    def __init__(
        self,
        services: Services,
        tasks: Tasks,
        window: MainWindow,
        connection: ConnectionController,
        unreadable: UnreadableDocuments,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._tasks = tasks
        self._window = window
        self._connection = connection
        self._unreadable = unreadable
        self._dialog: MessagesDialog | None = None
        self._counts: Mapping[NotificationState, int] = {}
        self._newest_asked = Question(tasks, connection.report)
        self._older_asked = Question(tasks, connection.report)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._reload)
        window.messages_requested.connect(self.open)

    def open(self) -> None:
        """Show the centre, unless a dialog is in front."""
        if self._window.has_dialog():
            return
        self._dialog = dialog = MessagesDialog(self._window)
        self._window.widths.follow(dialog.table)
        dialog.show_counts(self._counts)
        dialog.group_chosen.connect(lambda _group: self._begin())
        dialog.model.page_wanted.connect(self._load_older)
        dialog.resend_requested.connect(self._resend)
        dialog.resend_held_requested.connect(self._resend_held)
        dialog.finished.connect(self._closed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._begin()

    def show_counts(self, counts: Mapping[NotificationState, int]) -> None:
        """How many messages are in each state now."""
        if counts != self._counts:
            self._counts = dict(counts)
            if self._dialog is not None:
                self._dialog.show_counts(self._counts)
                self.messages_changed()

    def messages_changed(self) -> None:
        """Some message changed: read again soon what is shown."""
        if self._dialog is not None and not self._again.isActive():
            self._again.start()

    def _closed(self) -> None:
        self._dialog = None
        self._again.stop()

    def _begin(self) -> None:
        if self._dialog is not None:
            self._dialog.model.begin()
            self._dialog.show_progress(self.tr("Leyendo…"))
            self._reload()

    def _reload(self) -> None:
        """Read the newest again, as many as are here. Below 500 of them, what was read stays as it was."""
        dialog = self._dialog
        if dialog is None:
            return

        def show(page: MessagePage) -> None:
            if dialog.model.rowCount() > MAX_PAGE_SIZE:
                dialog.model.update_messages(page.messages)
            else:
                dialog.model.show_all(page.messages, page.next)

        self._read(
            dialog, None, min(max(dialog.model.rowCount(), PAGE), MAX_PAGE_SIZE), show, self._newest_asked
        )

    def _load_older(self, after: MessageCursor) -> None:
        dialog = self._dialog
        if dialog is not None:
            self._read(
                dialog,
                after,
                PAGE,
                lambda page: dialog.model.append_page(after, page.messages, page.next),
                self._older_asked,
            )

    def _read(
        self, dialog: MessagesDialog, after: MessageCursor | None, limit: int, show: Show, question: Question
    ) -> None:
        group = dialog.group()

        def is_asked() -> bool:
            return self._dialog is dialog and dialog.group() == group

        def shown(page: MessagePage) -> None:
            if is_asked():
                show(page)
                self._say_rows(dialog)
                self._unreadable.tell(page.unreadable)

        def failed(_error: BaseException) -> None:
            if is_asked():
                dialog.model.fail_page()
                dialog.show_progress(self.tr("No se pudieron leer las notificaciones"))

        question.ask(partial(self._services.messages.page, group, limit, after), shown, failed)

    def _say_rows(self, dialog: MessagesDialog) -> None:
        dialog.show_progress("" if dialog.model.rowCount() else self.tr("No hay notificaciones así"))

    def _resend(self, message_id: UUID) -> None:
        self._tasks.write(
            partial(self._services.notifications.resend, message_id),
            lambda _queued: self._resent(),
            self._connection.report,
        )

    def _resend_held(self) -> None:
        self._tasks.write(self._services.messages.resend_held, self._held_resent, self._connection.report)

    def _held_resent(self, count: int) -> None:
        self._window.toast.show_message(
            lambda: self.tr("Notificaciones puestas otra vez en cola: {count}").format(count=count),
            topic=DESK,
        )
        self._resent()

    def _resent(self) -> None:
        self._reload()
        self.queued.emit()
