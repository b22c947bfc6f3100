"""A bug of ours is logged whole and told kindly; the window goes on."""

import threading
from collections.abc import Iterator

import pytest
from clerk import Clerk, Key
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from btg_desktop.ui.runtime.faults import Faults

pytestmark = [pytest.mark.qt_no_exception_capture, pytest.mark.logs_errors]


@pytest.fixture
def told(clerk: Clerk) -> Iterator[Clerk]:
    """A desk that hears of faults, as the program starts one."""
    faults = Faults()
    faults.happened.connect(clerk.app.tell_fault, Qt.ConnectionType.QueuedConnection)
    faults.install()
    yield clerk
    faults.remove()


def fail() -> None:
    raise RuntimeError("Julián Montoya 1214727927")


def fail_otherwise() -> None:
    raise ZeroDivisionError


def details(clerk: Clerk) -> str:
    return clerk.find(QPlainTextEdit, "faultDetails").toPlainText()


def test_an_exception_in_a_slot_is_told_and_logged(told: Clerk, caplog: pytest.LogCaptureFixture) -> None:
    QTimer.singleShot(0, fail)
    told.wait(lambda: told.text("heading") == "Algo falló en la aplicación")
    assert "RuntimeError" in details(told)
    assert "test_faults.py" in details(told)
    assert "Traceback" in caplog.text
    told.press(Key.Key_Escape)
    told.register()


def test_an_exception_in_a_thread_is_told_and_logged(told: Clerk, caplog: pytest.LogCaptureFixture) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    told.wait(lambda: told.text("heading") == "Algo falló en la aplicación")
    assert "RuntimeError" in details(told)
    assert "Traceback" in caplog.text


def test_the_details_can_be_copied_and_hold_no_clients_data(told: Clerk) -> None:
    QTimer.singleShot(0, fail)
    told.press_button("forwardButton")
    copied = QGuiApplication.clipboard().text()
    assert copied == details(told)
    assert "RuntimeError" in copied
    assert "Julián" not in copied
    assert "1214727927" not in copied


def test_faults_that_follow_join_the_dialog_that_is_open(told: Clerk) -> None:
    for _ in range(3):
        QTimer.singleShot(0, fail)
        QTimer.singleShot(0, fail_otherwise)
    told.wait(lambda: "ZeroDivisionError" in details(told))
    assert [dialog.objectName() for dialog in told.dialogs()] == ["faultDialog"]


def test_a_fault_while_money_is_reviewed_loses_nothing(told: Clerk) -> None:
    told.register()
    told.enter_amount(1, "75000")
    QTimer.singleShot(0, fail)
    told.wait(lambda: told.dialogs()[-1].objectName() == "faultDialog")
    told.press(Key.Key_Escape)
    told.wait(lambda: [dialog.objectName() for dialog in told.dialogs()] == ["subscribeDialog"])
    told.press(Key.Key_Return)
    told.wait_for_no_dialog()
    told.wait_for_balance("$ 425.000")
