"""Today's copy, made behind a real window: silent when it works, kind when it does not, gone on closing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from pymongo.database import Database
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from btg_desktop.adapters.mongo.backup.folder import LocalBackupFolder
from btg_desktop.adapters.mongo.backup.snapshot import MongoBackups
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.stores import MongoFunds
from btg_desktop.domain.errors import BackupInterrupted
from btg_desktop.services.backups import DailyBackups
from btg_desktop.services.catalogue import Catalogue
from btg_desktop.services.ports import Backup, BackupMaker
from btg_desktop.ui.context.connection import Connection
from btg_desktop.ui.runtime.tasks import Tasks
from btg_desktop.ui.shell.backups import BackupsController
from btg_desktop.ui.shell.views.main_window import MainWindow

Watch = Callable[[BackupMaker], BackupsController]


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=MainWindow.finish_closing)
    window.show()
    return window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def watch(qtbot: QtBot, database: Database[Document], window: MainWindow, folder: Path) -> Iterator[Watch]:
    """Starts what the window does about today's copy."""
    tasks = Tasks()
    connection = Connection(Catalogue(MongoFunds(database)), tasks, window.notices, window)

    def start(maker: BackupMaker) -> BackupsController:
        backups = DailyBackups(maker, LocalBackupFolder(folder, "btg"), keep=7)
        controller = BackupsController(backups, tasks, window.notices, connection, first_ms=0, again_ms=50)
        window.closing.connect(controller.stop)
        return controller

    yield start
    window.closing.emit()
    with qtbot.waitCallback() as closed:
        tasks.close(lambda: None, closed)


def test_a_copy_is_made_and_nobody_is_disturbed(
    qtbot: QtBot, watch: Watch, window: MainWindow, folder: Path, database: Database[Document]
) -> None:
    with qtbot.waitSignal(watch(MongoBackups(database)).ended):
        pass
    assert len(list(folder.iterdir())) == 1
    assert not window.banner.isVisible()


def test_a_failure_is_shown_with_its_remedy_and_its_end_too(
    qtbot: QtBot, watch: Watch, window: MainWindow, folder: Path, database: Database[Document]
) -> None:
    folder.write_text("a file is in the way")
    controller = watch(MongoBackups(database))
    with qtbot.waitSignal(controller.ended):
        pass
    assert "No se pudo hacer la copia de seguridad de hoy" in window.banner.accessibleName()
    assert "Revise la carpeta" in window.banner.accessibleName()
    folder.unlink()
    qtbot.waitUntil(lambda: "ya está hecha" in window.toast.findChild(QLabel).text())
    assert not window.banner.isVisible()
    assert len(list(folder.iterdir())) == 1


class EndlessMaker:
    """Copies until it is told to stop."""

    def __init__(self) -> None:
        self.began = Event()

    def make(self, path: Path, *, stopped: Callable[[], bool], **_options: object) -> Backup:
        assert not path.exists()
        self.began.set()
        while not stopped():
            Event().wait(0.01)
        raise BackupInterrupted


def test_closing_the_window_lets_go_of_a_copy_under_way(
    qtbot: QtBot, watch: Watch, window: MainWindow
) -> None:
    maker = EndlessMaker()
    controller = watch(maker)
    qtbot.waitUntil(maker.began.is_set)
    with qtbot.waitSignal(controller.ended):
        window.close()
    assert not window.banner.isVisible()
