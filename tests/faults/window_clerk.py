"""The clerk at a window under fire: works by keyboard, reads the list of what waits, and writes down both."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from clerk import CONTROL, SHIFT, Clerk, Key
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QTableView

from btg_desktop.ui.client_page.model import HELD, NAME
from btg_desktop.ui.shell.app import BtgApp
from faults.chance import seeded
from faults.desk import FIRST_DOCUMENT, MINIMUMS, DeskPlan, Operation
from faults.history import History

_TURN_MS: Final = 10
_PATIENCE_MS: Final = 6_000
_CLOSING_MS: Final = 60_000
_VERIFYING_MS: Final = 2_000
_READING_MS: Final = 250
_FEW_READINGS: Final = 3
_LAST_READINGS: Final = 6
_SENDING: Final = "Enviando la operación"
_VERIFYING: Final = "Verificando la operación"
_TOLD: Final = {
    _VERIFYING: "unknown",
    "Operación rechazada": "rejected",
    "No se pudo completar la operación": "problem",
}


class Patience:
    """Lets the window go on until something is so, in the place of pytest-qt."""

    def waitUntil(self, check: Callable[[], None], timeout: int) -> None:  # noqa: N802 - pytest-qt's name
        """Raises TimeoutError with what `check` still misses."""
        deadline = time.monotonic() + min(timeout, _PATIENCE_MS) / 1_000
        while True:
            try:
                check()
            except AssertionError as missing:
                if time.monotonic() >= deadline:
                    raise TimeoutError(str(missing)) from missing
            else:
                return
            pause(_TURN_MS)


def pause(milliseconds: int) -> None:
    """The window goes on meanwhile."""
    turn = QEventLoop()
    QTimer.singleShot(milliseconds, turn.quit)
    turn.exec()


class WindowClerk(Clerk):
    """Serves until `end` (monotonic seconds), or until the script is done and nothing waits."""

    def __init__(self, app: BtgApp, plan: DeskPlan, history: History, asks: list[str], end: float) -> None:
        super().__init__(Patience(), app)  # type: ignore[arg-type]
        self._plan = plan
        self._history = history
        self._asks = asks
        self._end = end
        self._chance = seeded(f"{plan.seed} {plan.name}")
        self._confirmed = 0
        self._listed: list[list[str]] = []
        """The rows of the last reading."""
        self._is_closed = False
        app.closed.connect(self._closed)

    def serve(self) -> None:
        """Whatever does not come in time is given up: the database may be away."""
        while not self._is_over() and not self._is_open():
            self._read_list(_FEW_READINGS)
            self._try(lambda: self.press(Key.Key_F5))
        self._read_list(_FEW_READINGS)
        for operation in self._script():
            if self._is_over():
                return
            confirmed = self._confirmed
            is_served = self._try(lambda each=operation: self._serve(each))
            self._clear_desk()
            if self._confirmed > confirmed or not is_served:
                self._read_list(self._chance.randint(_FEW_READINGS, 2 * _FEW_READINGS))
        while not self._is_over() and self._read_list(_LAST_READINGS):
            pass

    def leave(self) -> None:
        """Close the window, and wait until all behind it has ended. Raises TimeoutError."""
        self.app.window.close()
        deadline = time.monotonic() + _CLOSING_MS / 1_000
        while not self._is_closed:
            if time.monotonic() >= deadline:
                raise TimeoutError("the window did not close")
            pause(_TURN_MS)

    def _closed(self) -> None:
        self._is_closed = True

    def _is_over(self) -> bool:
        return time.monotonic() >= self._end

    def _is_open(self) -> bool:
        return self.text("connection") == "Conectado"

    def _try(self, act: Callable[[], object]) -> bool:
        """Whether it came to its end in time."""
        try:
            act()
        except TimeoutError as given_up:
            self._history.write("given up", why=str(given_up)[:200])
            return False
        return True

    # Serving

    def _serve(self, operation: Operation) -> None:
        number = self._plan.clients.index(operation.client)
        self.search(str(FIRST_DOCUMENT + number))
        self.press(Key.Key_Return)
        self.wait(lambda: self.text("clientName") == f"Cliente {number}", what="the client")
        band = self._band()
        opened = self._cancellation if operation.amount is None else self._subscription
        if opened(operation):
            self._confirm(operation, band)

    def _subscription(self, operation: Operation) -> bool:
        """Whether the review is on screen: the client may have too little."""
        self.enter_amount(self._row_of(operation.fund) + 1, str(operation.amount))
        return self.text("heading") == "Revise antes de suscribir"

    def _cancellation(self, operation: Operation) -> bool:
        """Whether there is something to cancel."""
        table = self.find(QTableView, "fundsTable")
        held = table.model().index(self._row_of(operation.fund), HELD).data() or ""
        if not any(letter.isdigit() for letter in str(held)):
            return False
        table.setFocus()
        table.setCurrentIndex(table.model().index(self._row_of(operation.fund), NAME))
        self.press(Key.Key_C, CONTROL | SHIFT)
        self.find(QAbstractButton, "forwardButton")
        return True

    def _row_of(self, fund: int) -> int:
        """The funds stand in the order of their numbers."""
        return fund - 1

    def _confirm(self, operation: Operation, band: list[str]) -> None:
        """Press Enter. Where an operation of the client waits, tick the box first, unless in haste."""
        is_hasty = self._chance.random() < self._plan.haste
        if self.text("waitingOperationsText") and not is_hasty:
            self.find(QCheckBox, "anotherOperationBox").setFocus()
            self.press(Key.Key_Space)
        boxes = self.window.findChildren(QCheckBox, "anotherOperationBox")
        is_ticked = any(box.isVisible() and box.isChecked() for box in boxes)
        heading, before = self.text("heading"), len(self._asks)
        self._confirmed += 1
        self._history.write("confirm", client=operation.client, is_ticked=is_ticked, band=band)
        for _ in range(3 if is_hasty else 1):
            if self.text("heading") == heading:
                self._press_forward(operation)
        if self.text("heading") == heading:
            return  # another operation stands in the way
        self._hear(before, closes_at_once=is_hasty or self._chance.random() < 0.5)

    def _press_forward(self, operation: Operation) -> None:
        """Enter confirms an opening; a cancellation's button takes Space once it can have the focus."""
        if operation.amount is not None:
            self.press(Key.Key_Return)
            return
        button = self.find(QAbstractButton, "forwardButton")
        if button.isEnabled():
            button.setFocus()
            self.press(Key.Key_Space)

    def _hear(self, before: int, *, closes_at_once: bool) -> None:
        """Wait for the answer, but not for ever."""
        self.wait(lambda: self.text("heading") != _SENDING, what="an answer")
        if self._told() == "unknown":
            self._write_told(before)
            if closes_at_once:
                return  # Esc comes next
            deadline = time.monotonic() + _VERIFYING_MS / 1_000
            while self._told() == "unknown" and time.monotonic() < deadline:
                pause(_TURN_MS)
        self._write_told(before)

    def _told(self) -> str:
        """What the dialog says; it is gone once the operation is applied."""
        return _TOLD.get(self.text("heading"), "applied") if self.dialogs() else "applied"

    def _write_told(self, before: int) -> None:
        self._history.write(
            "told", ids=self._asks[before:], told=self._told(), text=f"{self.toast()}\n{self.banner()}"
        )

    def _clear_desk(self) -> None:
        """Esc, until no dialog is open. What is being sent cannot be closed."""
        while self.dialogs() and not self._is_over():
            if self.text("heading") == _SENDING:
                pause(_TURN_MS)
            else:
                self._try(lambda: self.press(Key.Key_Escape))
                pause(_TURN_MS)

    # Reading

    def _read_list(self, times: int) -> bool:
        """Open the list, read it so many times while it is open, and close it; whether anything waits."""
        self._try(lambda: self.press(Key.Key_F2))
        for _ in range(times):
            if any(dialog.objectName() == "pendingDialog" for dialog in self.dialogs()):
                self._listed = self._rows()
                self._history.write(
                    "list",
                    rows=self._listed,
                    count=self._count(),
                    client=self.text("clientName"),
                    band=self._band(),
                    banner=self.banner(),
                )
            pause(_READING_MS)
        self._clear_desk()
        return bool(self._listed)

    def _rows(self) -> list[list[str]]:
        for table in self.window.findChildren(QTableView, "pendingTable"):
            if table.isVisible():
                model = table.model()
                return [
                    [str(model.index(row, column).data()) for column in range(model.columnCount())]
                    for row in range(model.rowCount())
                ]
        return []

    def _count(self) -> int:
        """What the rail's button says, which is hidden while nothing waits."""
        button = self.window.findChild(QAbstractButton, "pendingButton")
        return int(button.accessibleName().rpartition(" ")[2]) if button.isVisible() else 0

    def _band(self) -> list[str]:
        band = self.window.pending_band
        return band.texts() if band.isVisible() else []

    def _script(self) -> Iterable[Operation]:
        if not self._plan.submits:
            return ()
        return self._plan.operations or self._invent()

    def _invent(self) -> Iterator[Operation]:
        """Endless openings and cancellations; mostly for a client who has an operation without an answer."""
        while True:
            client = self._chance.choice(self._plan.clients)
            if self._listed and self._chance.random() < 0.8:
                name = self._chance.choice(self._listed)[0]
                client = self._plan.clients[int(name.rpartition(" ")[2])]
            fund = self._chance.choice(list(MINIMUMS))
            amount = None if self._chance.random() < 0.4 else str(MINIMUMS[fund])
            yield Operation("", client, fund, amount)
