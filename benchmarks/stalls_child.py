"""One window at work: `ours` or `bare`, DATA_DIR, CLIENT, SUBSCRIPTIONS. Prints its stalls (ms) as JSON."""

import json
import sys
import threading
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from benchmarks.counter import choose, subscribe
from benchmarks.heart import Heart, Step, until, work_our_window
from btg_desktop.ui.shell.app import BtgApp


def _ours(data_dir: Path, client_id: str, subscriptions: int) -> Heart:
    def script(desk_app: BtgApp, heart: Heart) -> Step:
        yield from choose(desk_app.window, client_id)
        for _ in range(subscriptions):
            yield from subscribe(desk_app.window)
        heart.end_phase("working")

    return work_our_window(data_dir, script)


class _BareWindow(QMainWindow):
    """A label that counts what the bare driver does on a thread."""

    opened = Signal()
    counted = Signal(str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        label = QLabel()
        self.setCentralWidget(label)
        self.resize(1100, 700)
        self.counted.connect(label.setText)

    def work(self, data_dir: Path, client_id: str, subscriptions: int) -> None:
        from benchmarks.bank import DATABASE
        from benchmarks.bare import BareBank
        from btg_desktop.adapters.private_mongod.server import PrivateMongod

        server = PrivateMongod(data_dir, DATABASE)
        with closing(server), closing(BareBank(server.start())) as bank:
            self.opened.emit()
            for number in range(subscriptions):
                bank.subscribe(client_id)
                self.counted.emit(str(number))
            self.ended.emit()


def _bare(data_dir: Path, client_id: str, subscriptions: int) -> Heart:
    app = QApplication([])
    window = _BareWindow()
    states: list[str] = []
    window.opened.connect(lambda: states.append("opened"))
    window.ended.connect(lambda: states.append("ended"))

    def script(heart: Heart) -> Step:
        for state, phase in (("opened", "opening"), ("ended", "working")):
            yield from until(lambda state=state: state in states)  # type: ignore[misc]
            heart.end_phase(phase)

    heart = Heart(script)
    heart.ended.connect(app.quit)
    window.show()
    thread = threading.Thread(target=window.work, args=(data_dir, client_id, subscriptions))
    QTimer.singleShot(0, window, thread.start)
    heart.start()
    app.exec()
    thread.join()
    return heart


if __name__ == "__main__":
    run = {"ours": _ours, "bare": _bare}[sys.argv[1]]
    sys.stdout.write(json.dumps(run(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])).phases) + "\n")
