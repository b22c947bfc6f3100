"""The real window on a real mongod, worked by keyboard."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from clerk import Clerk, Key
from cutting_proxy import CuttingProxy
from histories import Serve, store
from pymongo.database import Database
from pymongo.uri_parser import parse_uri
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from btg_desktop import config
from btg_desktop.adapters.mongo import connection, ledger
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.bootstrap import desk_of, open_services, waiting_intents
from btg_desktop.config import Configuration, Settings
from btg_desktop.services.memory import Memory
from btg_desktop.ui.context.live import LiveController
from btg_desktop.ui.look.appearance import Appearance
from btg_desktop.ui.movements import printing
from btg_desktop.ui.papers import output
from btg_desktop.ui.shell.app import BtgApp, tear_down
from btg_desktop.ui.widgets.dialogs.output_dialogs import ask_file

CLOSING_MS = 20_000
PATIENCE_SECONDS = 1.5

OpenDesk = Callable[..., Clerk]


@pytest.fixture
def plain_uri(mongodb_uri: str) -> str:
    return "".join(mongodb_uri)  # the private server's own kind of text hides its password


@pytest.fixture
def proxy(plain_uri: str) -> Iterator[CuttingProxy]:
    ((path, _),) = parse_uri(plain_uri)["nodelist"]
    cutting = CuttingProxy(path)
    yield cutting
    cutting.close()


@pytest.fixture
def proxied_uri(plain_uri: str, proxy: CuttingProxy) -> str:
    credentials, _, rest = plain_uri.rpartition("@")
    return f"{credentials}@127.0.0.1:{proxy.port}/{rest.partition('/')[2]}"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost database is given up sooner than a branch would, so that a test does not last as long."""
    monkeypatch.setattr(ledger, "SUBMIT_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr(connection.explained.__wrapped__, "__defaults__", (PATIENCE_SECONDS,))  # type: ignore[attr-defined]


@pytest.fixture
def settings(tmp_path: Path, plain_uri: str) -> dict[str, Any]:
    """What a desk is opened with; a test may change it first."""
    return {
        "mongodb_uri": plain_uri,
        "data_dir": tmp_path / "data",
        "branch": "Medellín Centro",
        "operator": "Laura Restrepo",
        "theme": "light",
    }


@pytest.fixture
def start_desk(
    qtbot: QtBot, qapp: QApplication, database: Database[Document], settings: dict[str, Any], tmp_path: Path
) -> Iterator[OpenDesk]:
    """Show a window whose database is still opening; it is closed, and waited for, after the test."""
    user_file = tmp_path / "settings.toml"
    with ExitStack() as windows:

        def start(locked: dict[str, str] | None = None, memory: Memory | None = None, **more: Any) -> Clerk:
            configuration = Configuration(Settings(**settings, **more), {}, locked or {}, user_file)
            used = configuration.settings
            save = partial(config.save, configuration)
            appearance = Appearance(
                qapp, used.language, used.theme, configuration.locked, save, used.text_size
            )
            app = BtgApp(
                partial(open_services, configuration),
                desk_of(used),
                appearance,
                memory,
                partial(waiting_intents, used),
            )
            windows.callback(end, app, appearance)
            app.window.resize(1366, 768)
            app.start()
            return Clerk(qtbot, app)

        def end(app: BtgApp, appearance: Appearance) -> None:
            if not app.window.isHidden():
                with qtbot.waitSignal(app.closed, timeout=CLOSING_MS):
                    app.window.close()
            tear_down(app)
            appearance.deleteLater()

        yield start


@pytest.fixture
def open_desk(qtbot: QtBot, start_desk: OpenDesk) -> OpenDesk:
    """Show a window and wait until its database is open, and it hears what others change."""

    def open_it(**options: Any) -> Clerk:
        clerk = start_desk(**options)
        hears: list[bool] = []

        def listen() -> None:
            live = clerk.window.findChild(LiveController)
            live.missed.connect(lambda: hears.append(True))  # what was changed before it is read

        clerk.app.opened.connect(listen)
        with qtbot.waitSignal(clerk.app.opened, timeout=30_000):
            pass
        clerk.wait(lambda: bool(hears), what="hearing changes")
        return clerk

    return open_it


@pytest.fixture
def clerk(open_desk: OpenDesk) -> Clerk:
    return open_desk()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the clerk's files go, instead of the home folder of whoever runs the tests."""
    made = tmp_path / "documents"
    made.mkdir()

    def ask(parent: QWidget, title: str, suggestion: str, chosen: object) -> None:
        ask_file(parent, title, str(made / suggestion), chosen)  # type: ignore[arg-type]

    monkeypatch.setattr(output, "ask_file", ask)
    return made


class OfficePrinter(QPrinter):
    """Says that it is a printer of paper; what it prints is in a file, for there is no paper here."""

    def outputFormat(self) -> QPrinter.OutputFormat:  # noqa: N802 - Qt's name
        return QPrinter.OutputFormat.NativeFormat

    def printerName(self) -> str:  # noqa: N802 - Qt's name
        return "HP-Piso-2"


def choose_printer(kind: type[QPrinter], file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose a printer of that kind, which prints into `file`, without asking."""

    def ask(_parent: QWidget, _title: str, layout: object, chosen: object) -> None:
        printer = kind() if layout is None else kind(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(file))
        chosen(printer)  # type: ignore[operator]

    monkeypatch.setattr(output, "ask_printer", ask)
    monkeypatch.setattr(printing, "ask_printer", ask)


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The PDF file that the clerk prints into."""
    file = tmp_path / "printed.pdf"
    choose_printer(QPrinter, file, monkeypatch)
    return file


@pytest.fixture
def office_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the printer HP-Piso-2 put on paper."""
    file = tmp_path / "paper.pdf"
    choose_printer(OfficePrinter, file, monkeypatch)
    return file


@pytest.fixture
def serve(clerk: Clerk, database: Database[Document]) -> Serve:
    """Register Julián and let him have a history that ends now."""

    def make(count: int) -> Clerk:
        clerk.register()
        client = database["usuarios"].find_one({"documento": "1214727927"})
        assert client is not None
        store(database, client["_id"], count, datetime.now(UTC) - timedelta(minutes=count))
        clerk.press(Key.Key_F5)
        clerk.wait(lambda: clerk.text("movementsCount") == f"{count:,}".replace(",", "."), what="count")
        return clerk

    return make
