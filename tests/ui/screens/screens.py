"""Every window and dialog of the program as a person meets it, filled with what a desk has to show.

A new dialog needs a screen here: a test compares them with the classes that there are.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeVar

from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QMenu, QTableView, QWidget
from samples import (
    CENTRO,
    DATED,
    DESK,
    FUNDS,
    JULIAN,
    MARTA,
    MESSAGES,
    MOVEMENTS,
    NOW,
    OWNERS,
    PENDING,
    RECEIPT,
    REPORT,
    SHIFT,
    TODAY,
    TOTALS,
)

from btg_desktop.domain.errors import InsufficientBalance, SettingsError
from btg_desktop.domain.models import NotificationState
from btg_desktop.ui.look.translation import error_text
from btg_desktop.ui.messages.views.messages_dialog import MessagesDialog
from btg_desktop.ui.money.views.cancel_dialog import CancelDialog
from btg_desktop.ui.money.views.pending_dialog import PendingDialog
from btg_desktop.ui.money.views.subscribe_dialog import SubscribeDialog
from btg_desktop.ui.money.views.unproven_dialog import UnprovenDialog
from btg_desktop.ui.movements.views.days_dialog import DaysDialog
from btg_desktop.ui.movements.views.too_long_dialog import TooLongDialog
from btg_desktop.ui.papers.views.receipt_dialog import ReceiptDialog
from btg_desktop.ui.papers.views.report_dialog import ReportDialog
from btg_desktop.ui.papers.views.shift_dialog import ShiftDialog
from btg_desktop.ui.papers.writing import receipt_paper
from btg_desktop.ui.people.views.client_dialog import ClientDialog
from btg_desktop.ui.people.views.preferences_dialog import PreferencesDialog
from btg_desktop.ui.printing.paper import page_layout
from btg_desktop.ui.shell.guide import read_guide
from btg_desktop.ui.shell.views.fault_dialog import FaultDialog
from btg_desktop.ui.shell.views.guide_dialog import GuideDialog
from btg_desktop.ui.shell.views.keys_dialog import KeysDialog
from btg_desktop.ui.shell.views.main_window import MainWindow
from btg_desktop.ui.shell.views.settings_error_dialog import SettingsErrorDialog
from btg_desktop.ui.widgets.dialogs.output_dialogs import ask_file, ask_printer
from btg_desktop.ui.widgets.dialogs.progress_dialog import ProgressDialog
from btg_desktop.ui.widgets.dialogs.save_dialog import SaveDialog
from btg_desktop.ui.widgets.fields.money_field import MoneyField

Screen = Callable[[MainWindow], QWidget]
"""Puts something on the screen, starting from a window in which nobody is chosen; returns what to look at."""

W = TypeVar("W", bound=QWidget)

SCREENS: Final[dict[str, Screen]] = {}


def _screen(make: Screen) -> Screen:
    SCREENS[make.__name__] = make
    return make


def part(whole: QWidget, kind: type[W], name: str) -> W:
    found = whole.findChild(kind, name)
    assert found is not None, name
    return found


# The window


@_screen
def welcome(window: MainWindow) -> QWidget:
    window.rail.search.clear_search()
    window.rail.show_desk(DESK.operator, DESK.branch)
    window.rail.show_connection("connecting")
    return window


@_screen
def found(window: MainWindow) -> QWidget:
    _search(window, "mon")
    window.rail.search.show_results([JULIAN, MARTA], "mon")
    return window


@_screen
def nobody_found(window: MainWindow) -> QWidget:
    _search(window, "Josefina")
    window.rail.search.show_results([], "Josefina")
    return window


@_screen
def new_client(window: MainWindow) -> QWidget:
    """Somebody without money in funds and without movements, where a branch offers two funds of five."""
    serving(window)
    window.client_card.show_client(MARTA)
    window.funds_card.show_client(MARTA)
    window.funds_card.show_branch(CENTRO)
    window.portfolio_card.show_client(MARTA, FUNDS)
    window.portfolio_card.show_balances([])
    window.movements_card.model.begin()
    window.movements_card.model.add_page([], {}, None)
    return window


@_screen
def serving(window: MainWindow) -> QWidget:
    welcome(window)
    window.rail.show_connection("connected")
    window.rail.search.show_recents([JULIAN, MARTA])
    window.rail.search.show_current(JULIAN.id)
    window.funds_card.show_funds(FUNDS)
    window.funds_card.show_client(JULIAN)
    window.client_card.show_client(JULIAN)
    window.portfolio_card.show_client(JULIAN, FUNDS)
    window.portfolio_card.show_balances([(each.at, each.balance_after) for each in MOVEMENTS[::-1]])
    card = window.movements_card
    card.filters.show_funds(FUNDS)
    card.model.begin()
    card.model.add_page(list(MOVEMENTS), MESSAGES, 1)
    card.show_totals(TOTALS)
    part(card, QTableView, "movementsTable").selectRow(len(MOVEMENTS) - 1)
    window.show_client_page(shown=True)
    window.toast.show_message(lambda: window.tr("Preferencias"))
    return window


@_screen
def waiting(window: MainWindow) -> QWidget:
    """The database is lost while a client is served, and a page of the history did not come."""
    serving(window)
    window.toast.hide()
    window.movements_card.model.jump(to_end=True)
    window.movements_card.model.fail_page()
    words = partial_error()
    window.funds_card.set_waiting(words)
    window.banner.show_message("warn", words, words, ("retry", "copy", "dismiss"))
    return window


@_screen
def branch(window: MainWindow) -> QWidget:
    serving(window)
    window.toast.hide()
    window.banner.clear()
    card = window.branch_card
    card.filters.show_funds(FUNDS)
    card.model.begin()
    card.model.add_page(list(MOVEMENTS), MESSAGES, None, OWNERS)
    card.show_totals(TOTALS)
    window.show_branch_page(shown=True)
    return window


@_screen
def unanswered(window: MainWindow) -> QWidget:
    """Two operations of the client wait for their answers."""
    serving(window)
    window.toast.hide()
    window.banner.clear()
    window.rail.show_pending_count(3)
    window.pending_band.show_operations(PENDING[:2])
    return window


@_screen
def menu(window: MainWindow) -> QWidget:
    serving(window)
    part(window, QAbstractButton, "movementsDatesFilter").click()
    return part(window, QMenu, "movementsDatesFilterMenu")


# Money


@_screen
def amount(window: MainWindow) -> QWidget:
    return SubscribeDialog(JULIAN, FUNDS[0], DESK, window)


@_screen
def wrong_amount(window: MainWindow) -> QWidget:
    dialog = SubscribeDialog(JULIAN, FUNDS[3], DESK, window)
    part(dialog, MoneyField, "").set_amount(Decimal(123_456_789))
    return dialog


@_screen
def review(window: MainWindow) -> QWidget:
    dialog = SubscribeDialog(JULIAN, FUNDS[0], DESK, window)
    part(dialog, QAbstractButton, "minimumButton").click()
    dialog.forward_button.click()
    return dialog


@_screen
def sending(window: MainWindow) -> QWidget:
    dialog = review(window)
    assert isinstance(dialog, SubscribeDialog)
    dialog.show_sending()
    return dialog


@_screen
def verifying(window: MainWindow) -> QWidget:
    dialog = sending(window)
    assert isinstance(dialog, SubscribeDialog)
    dialog.show_verifying(partial_error())
    return dialog


@_screen
def rejected(window: MainWindow) -> QWidget:
    dialog = sending(window)
    assert isinstance(dialog, SubscribeDialog)
    dialog.show_rejection(partial_error())
    return dialog


@_screen
def not_completed(window: MainWindow) -> QWidget:
    dialog = sending(window)
    assert isinstance(dialog, SubscribeDialog)
    dialog.show_problem(partial_error(), partial_error())
    return dialog


@_screen
def cancel(window: MainWindow) -> QWidget:
    return CancelDialog(JULIAN, FUNDS[1], DESK, window)


@_screen
def amount_after_another(window: MainWindow) -> QWidget:
    dialog = SubscribeDialog(JULIAN, FUNDS[0], DESK, window)
    dialog.show_pending(PENDING[:1])
    return dialog


@_screen
def review_after_another(window: MainWindow) -> QWidget:
    dialog = review(window)
    assert isinstance(dialog, SubscribeDialog)
    dialog.show_pending(PENDING[:2])
    return dialog


@_screen
def cancel_after_another(window: MainWindow) -> QWidget:
    dialog = CancelDialog(JULIAN, FUNDS[1], DESK, window)
    dialog.show_pending(PENDING[:1])
    return dialog


@_screen
def pending(window: MainWindow) -> QWidget:
    dialog = PendingDialog(window)
    dialog.show_operations(PENDING)
    return dialog


@_screen
def nothing_pending(window: MainWindow) -> QWidget:
    return PendingDialog(window)


@_screen
def unproven(window: MainWindow) -> QWidget:
    return UnprovenDialog(PENDING[2], JULIAN, FUNDS[1], DESK, window)


@_screen
def unproven_without_client(window: MainWindow) -> QWidget:
    return UnprovenDialog(PENDING[2], "El cliente no existe", None, DESK, window)


# Clients and the window


@_screen
def register(window: MainWindow) -> QWidget:
    dialog = ClientDialog(window)
    for field in dialog.fields.values():
        field.insist()
    return dialog


@_screen
def preferences(window: MainWindow) -> QWidget:
    return PreferencesDialog(JULIAN, "es", "light", {"theme": "/etc/xdg/btg-desktop/settings.toml"}, window)


@_screen
def messages(window: MainWindow) -> QWidget:
    dialog = MessagesDialog(window)
    dialog.model.show_all(DATED, None)
    dialog.show_counts(dict.fromkeys(NotificationState, 3))
    return dialog


@_screen
def keys(window: MainWindow) -> QWidget:
    return KeysDialog(window)


@_screen
def guide(window: MainWindow) -> QWidget:
    return GuideDialog(read_guide(), window)


@_screen
def fault(window: MainWindow) -> QWidget:
    dialog = FaultDialog(window)
    dialog.add_fault("ValueError: x")
    dialog.forward_button.click()
    return dialog


@_screen
def settings_error(window: MainWindow) -> QWidget:
    where = "/home/caja1/.config/btg-desktop/settings.toml"
    error = SettingsError(where=where, key="theme", reason="debe ser light, dark o system")
    return SettingsErrorDialog(error, window)


@_screen
def report(window: MainWindow) -> QWidget:
    dialog = ReportDialog(window)
    dialog.show_lines(REPORT)
    return dialog


@_screen
def days(window: MainWindow) -> QWidget:
    return DaysDialog(TODAY, TODAY.replace(day=1), window)


@_screen
def progress(window: MainWindow) -> QWidget:
    dialog = ProgressDialog(lambda: window.tr("Preferencias"), "", window)
    dialog.show_progress(12_345, 67_890)
    return dialog


@_screen
def too_long(window: MainWindow) -> QWidget:
    return TooLongDialog(1_234_567, 5_000, 123, window)


# Papers


@_screen
def receipt(window: MainWindow) -> QWidget:
    dialog = ReceiptDialog(RECEIPT.transaction, window)
    dialog.show_receipt(RECEIPT, receipt_paper(RECEIPT))
    dialog.show_outcome("bad", partial_error(), partial_error())
    return dialog


@_screen
def no_receipt(window: MainWindow) -> QWidget:
    dialog = ReceiptDialog(RECEIPT.transaction, window)
    dialog.show_problem(partial_error(), partial_error())
    return dialog


@_screen
def shift(window: MainWindow) -> QWidget:
    dialog = ShiftDialog(DESK.operator, DESK.branch, TODAY, window)
    dialog.show_summary(SHIFT)
    return dialog


@_screen
def empty_shift(window: MainWindow) -> QWidget:
    dialog = ShiftDialog(DESK.operator, DESK.branch, TODAY, window)
    dialog.show_summary(replace(SHIFT, lines=(), operations=(), first=NOW, last=NOW))
    return dialog


QTS_OWN: Final[dict[str, Screen]] = {}
"""Dialogs that are Qt's: their words are its translations', their controls its affair."""


def export(window: MainWindow) -> QWidget:
    return SaveDialog("movimientos", window)


def save_as(window: MainWindow) -> QWidget:
    ask_file(window, "Guardar", "comprobante-000012.pdf", lambda _path: None)
    return part(window, QFileDialog, "saveDialog")


def printer(window: MainWindow) -> QWidget:
    ask_printer(window, "Comprobante", page_layout(QSizeF(140, 216)), lambda _printer: None)
    return part(window, QDialog, "printDialog")


QTS_OWN.update(export=export, save_as=save_as, printer=printer)


def partial_error() -> Callable[[], str]:
    """A sentence that is said anew in the language of the moment."""
    return lambda: error_text(InsufficientBalance(fund=FUNDS[0].name))


def _search(window: MainWindow, text: str) -> None:
    welcome(window)
    window.rail.search.focus_search()
    part(window.rail, QWidget, "searchField").setProperty("text", text)
