"""What holds for every dialog: names for people and programs, no surprises by wheel, room for its text."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QTableView,
    QTextBrowser,
    QWidget,
)
from reading import read

from btg_desktop.domain.models import Client, Desk, DocumentType, Fund, Transaction, TransactionKind
from btg_desktop.domain.receipts import Bank, Receipt
from btg_desktop.domain.shifts import ShiftLine, ShiftOperation, ShiftSummary
from btg_desktop.ui.look.theme import DARK, LIGHT, apply_theme
from btg_desktop.ui.look.translation import install_language
from btg_desktop.ui.messages.views.messages_dialog import MessagesDialog
from btg_desktop.ui.money.views.cancel_dialog import CancelDialog
from btg_desktop.ui.money.views.subscribe_dialog import SubscribeDialog
from btg_desktop.ui.papers.views.receipt_dialog import ReceiptDialog
from btg_desktop.ui.papers.views.report_dialog import ReportDialog
from btg_desktop.ui.papers.views.shift_dialog import ShiftDialog
from btg_desktop.ui.papers.writing import receipt_paper
from btg_desktop.ui.people.views.client_dialog import ClientDialog
from btg_desktop.ui.people.views.preferences_dialog import PreferencesDialog
from btg_desktop.ui.shell.guide import read_guide
from btg_desktop.ui.shell.views.fault_dialog import FaultDialog
from btg_desktop.ui.shell.views.guide_dialog import GuideDialog
from btg_desktop.ui.shell.views.guide_view import GuideView
from btg_desktop.ui.shell.views.keys_dialog import KeysDialog

Opener = Callable[[QDialog], None]
Maker = Callable[[], QDialog]

DAY = date(2026, 11, 24)
MOVED = Transaction(
    UUID(int=7), "cliente-1", 3, TransactionKind.CANCELLATION, 1, "FPV_BTG_PACTUAL_RECAUDADORA",
    Decimal(75_000), Decimal(425_000), datetime(2026, 11, 24, 15, 38, tzinfo=UTC),
    Desk("Laura Restrepo", "Medellín Centro", "pc"),
)  # fmt: skip

KINDS = [
    "subscribe",
    "cancel",
    "client",
    "preferences",
    "keys",
    "guide",
    "report",
    "receipt",
    "shift",
    "messages",
    "fault",
]


def with_receipt(dialog: ReceiptDialog) -> ReceiptDialog:
    """The receipt of somebody who left a pension fund: as long as they come."""
    receipt = Receipt(
        MOVED, "Medellín Centro", 12, MOVED.at, "Laura Restrepo", "Julián Montoya", DocumentType.CC,
        "1214727927", "FPV", "es", Bank("BTG Pactual", "890907157-0"),
    )  # fmt: skip
    dialog.show_receipt(receipt, receipt_paper(receipt))
    return dialog


def with_operations(dialog: ShiftDialog) -> ShiftDialog:
    one = ShiftOperation(MOVED, "Julián Montoya", DocumentType.CC, "1214727927")
    lines = [ShiftLine(n, MOVED.fund_name, MOVED.kind, 2, Decimal("99999999.99")) for n in range(1, 6)]
    dialog.show_summary(ShiftSummary("Laura", "Medellín", DAY, tuple(lines), MOVED.at, MOVED.at, (one,) * 4))
    return dialog


@pytest.fixture(params=KINDS)
def make(
    request: pytest.FixtureRequest, window: QWidget, client: Client, pension_fund: Fund, desk: Desk
) -> Maker:
    makers: dict[str, Maker] = {
        "subscribe": lambda: SubscribeDialog(client, pension_fund, desk, window),
        "cancel": lambda: CancelDialog(client, pension_fund, desk, window),
        "client": lambda: ClientDialog(window),
        "preferences": lambda: PreferencesDialog(client, "es", "light", {}, window),
        "keys": lambda: KeysDialog(window),
        "guide": lambda: GuideDialog(read_guide(), window),
        "messages": lambda: MessagesDialog(window),
        "fault": lambda: FaultDialog(window),
        "report": lambda: ReportDialog(window),
        "receipt": lambda: with_receipt(ReceiptDialog(MOVED, window)),
        "shift": lambda: with_operations(ShiftDialog(desk.operator, desk.branch, DAY, window)),
    }
    return makers[request.param]


@pytest.fixture
def dialog(make: Maker, opened: Opener) -> QDialog:
    made = make()
    opened(made)
    return made


def controls(dialog: QDialog) -> list[QWidget]:
    """What a person can reach in `dialog`."""
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QTableView, QTextBrowser)
    return [widget for widget in dialog.findChildren(QWidget) if isinstance(widget, kinds)]


def test_every_control_has_a_name_for_programs_and_one_for_people(dialog: QDialog) -> None:
    for control in controls(dialog):
        if not control.isVisibleTo(dialog):
            continue
        interface = QAccessible.queryAccessibleInterface(control)
        assert control.objectName(), control
        assert interface.text(QAccessible.Text.Name), control.objectName()


def test_names_are_unique_within_a_dialog(dialog: QDialog) -> None:
    names = [label.objectName() for label in dialog.findChildren(QLabel) if label.objectName()]
    ours = (control for control in controls(dialog) if not control.objectName().startswith("qt_"))
    names += [control.objectName() for control in ours if control.objectName()]
    assert sorted(names) == sorted(set(names))


def test_the_dialog_has_a_title(dialog: QDialog) -> None:
    assert dialog.windowTitle()
    assert dialog.objectName()


def test_every_focusable_control_is_reached_by_tab(dialog: QDialog) -> None:
    reachable = {
        control.objectName()
        for control in controls(dialog)
        if control.isVisible() and control.isEnabled() and _takes_tab(control)
    }
    seen = set()
    for _ in range(20):
        seen.add(QApplication.focusWidget().objectName())
        dialog.focusNextChild()
    assert reachable <= seen


def is_reached_by_arrows(control: QWidget) -> bool:
    """One of several chips: Tab goes to the one that is chosen."""
    return isinstance(control, QPushButton) and control.group() is not None and not control.isChecked()


def test_the_wheel_does_not_change_a_list_without_the_focus(dialog: QDialog) -> None:
    for box in dialog.findChildren(QComboBox):
        box.clearFocus()
        before = box.currentIndex()
        for turn in (-120, 120):
            QApplication.sendEvent(box, wheel(turn))
        assert box.currentIndex() == before
        assert not box.hasFocus()


def wheel(turn: int) -> QWheelEvent:
    nowhere = QPointF(5, 5)
    return QWheelEvent(
        nowhere,
        nowhere,
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def _takes_tab(control: QWidget) -> bool:
    takes_it = control.focusProxy() is None and bool(control.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_it and not is_reached_by_arrows(control)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_text_is_cut(qapp: QApplication, make: Maker, opened: Opener, language: str, scale: float) -> None:
    apply_theme(qapp, DARK, scale)
    dialog = make()
    opened(dialog)
    install_language(qapp, "en" if language == "en" else "es")
    for _turn in range(2):  # in the first the body asks its dialog for room, which it gets in the second
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            if not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), label.text()
    for button in dialog.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    apply_theme(qapp, LIGHT)


def test_at_twice_the_size_the_buttons_stay_on_a_small_screen(
    qapp: QApplication, make: Maker, opened: Opener
) -> None:
    apply_theme(qapp, LIGHT, 2.0)
    dialog = make()
    opened(dialog)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    back = dialog.findChild(QPushButton, "backButton")
    assert back is not None
    assert back.mapTo(dialog, back.rect().bottomRight()).y() < dialog.height()
    apply_theme(qapp, LIGHT)


def test_at_the_usual_size_nothing_scrolls(dialog: QDialog) -> None:
    of_the_guide = [guide.verticalScrollBar() for guide in dialog.findChildren(GuideView)]
    bars = [bar for bar in dialog.findChildren(QScrollBar) if bar.isVisible() and bar not in of_the_guide]
    assert bars == []


def test_amounts_stay_exact_in_signals(window: QWidget, opened: Opener, desk: Desk, client: Client) -> None:
    rich = Fund(9, "GRANDE", Decimal("5000000000.01"), "FIC")
    dialog = CancelDialog(_holding(client, rich), rich, desk, window)
    asked: list[Decimal] = []
    dialog.submitted.connect(asked.append)
    opened(dialog)
    read(dialog)
    dialog.forward_button.click()
    assert asked == [Decimal("5000000000.01")]


def _holding(client: Client, fund: Fund) -> Client:
    import dataclasses

    return dataclasses.replace(client, holdings={fund.id: fund.minimum_amount})
