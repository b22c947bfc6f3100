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
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.messages.views.messages_dialog import MessagesDialog
from btg_desktop.ui.runtime.tasks import Question
from btg_desktop.ui.widgets.banner import ABOUT_WINDOW
from btg_desktop.ui.widgets.tables.column_widths import RememberedWidths

Show = Callable[[MessagePage], None]

_PAGE_SIZE: Final = 200
_AGAIN_MS: Final = 300
"""Messages change in bursts: the list is read again once a burst has a pause."""


class MessagesController(QObject):
    """Answers about a group that is no longer shown are dropped."""

    queued = Signal()
    """Messages wait to be sent again."""

    summary_changed = Signal(object)
    """A Text: how many messages are not settled, for the foot of the window."""

    def __init__(self, services: Services, widths: RememberedWidths, shared: Shared) -> None:
        super().__init__(shared)
        self._services = services
        self._widths = widths
        self._shared = shared
        self._dialog: MessagesDialog | None = None
        self._counts: Mapping[NotificationState, int] = {}
        self._newest_asked = Question(shared.tasks, shared.connection.report)
        self._older_asked = Question(shared.tasks, shared.connection.report)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._reload)

    def open(self) -> None:
        """Show the centre, unless a dialog is in front."""
        if self._shared.dialogs.is_one_open():
            return
        self._dialog = dialog = MessagesDialog(self._shared.dialogs.window)
        self._widths.follow(dialog.table)
        dialog.show_counts(self._counts)
        dialog.group_chosen.connect(lambda _group: self._begin())
        dialog.model.page_wanted.connect(self._load_older)
        dialog.resend_requested.connect(self._resend)
        dialog.resend_held_requested.connect(self._resend_held)
        dialog.finished.connect(self._closed)
        self._shared.dialogs.open(dialog)
        self._begin()

    def show_counts(self, counts: Mapping[NotificationState, int]) -> None:
        """How many messages are in each state now."""
        if counts != self._counts:
            self._counts = dict(counts)
            self.summary_changed.emit(self._summary_text)
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
            dialog,
            None,
            min(max(dialog.model.rowCount(), _PAGE_SIZE), MAX_PAGE_SIZE),
            show,
            self._newest_asked,
        )

    def _load_older(self, after: MessageCursor) -> None:
        dialog = self._dialog
        if dialog is not None:
            self._read(
                dialog,
                after,
                _PAGE_SIZE,
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
                self._shared.unreadable.tell(page.unreadable)

        def failed(_error: BaseException) -> None:
            if is_asked():
                dialog.model.fail_page()
                dialog.show_progress(self.tr("No se pudieron leer las notificaciones"))

        question.ask(partial(self._services.messages.page, group, limit, after), shown, failed)

    def _say_rows(self, dialog: MessagesDialog) -> None:
        dialog.show_progress("" if dialog.model.rowCount() else self.tr("No hay notificaciones así"))

    def _resend(self, message_id: UUID) -> None:
        self._shared.tasks.write(
            partial(self._services.notifications.resend, message_id),
            lambda _queued: self._resent(),
            self._shared.connection.report,
        )

    def _resend_held(self) -> None:
        self._shared.tasks.write(
            self._services.messages.resend_held, self._held_resent, self._shared.connection.report
        )

    def _held_resent(self, count: int) -> None:
        self._shared.notices.toast.show_message(
            lambda: self.tr("Notificaciones puestas otra vez en cola: {count}").format(count=count),
            topic=ABOUT_WINDOW,
        )
        self._resent()

    def _resent(self) -> None:
        self._reload()
        self.queued.emit()

    def _summary_text(self) -> str:
        waiting = sum(
            self._counts.get(state, 0)
            for state in (NotificationState.PENDING, NotificationState.CLAIMED, NotificationState.SENDING)
        )
        counts = (
            (waiting, self.tr("pendientes: {count}")),
            (self._counts.get(NotificationState.FAILED, 0), self.tr("fallidas: {count}")),
            (self._counts.get(NotificationState.HELD, 0), self.tr("retenidas: {count}")),
            (self._counts.get(NotificationState.IN_DOUBT, 0), self.tr("en duda: {count}")),
        )
        shown = [text.format(count=count) for count, text in counts if count]
        return self.tr("Notificaciones") + " · " + " · ".join(shown) if shown else ""
