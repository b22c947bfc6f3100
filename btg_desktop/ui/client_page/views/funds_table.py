"""The table of funds, with real buttons in each row: what can be bought and what is held, in one look."""

from typing import Any, Final, NamedTuple, cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from btg_desktop.domain.models import Fund
from btg_desktop.ui.client_page.model import (
    ACTIONS,
    BRIEF_ROLE,
    CATEGORY,
    COLUMNS,
    HELD,
    MINIMUM,
    NAME,
    WHOLE_ROLE,
    FundsModel,
)
from btg_desktop.ui.look.plain import tool_tip
from btg_desktop.ui.look.texts import key_text
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.widgets.parts import button
from btg_desktop.ui.widgets.tables.data_table import DataTable, Stack
from btg_desktop.ui.widgets.tables.delegates import dress_table

ROW_HEIGHT: Final = 40
FEWEST_ROWS: Final = 5
MOST_ROWS: Final = 8
NARROWEST: Final = 320
_BESIDE: Final = QBoxLayout.Direction.LeftToRight
_DOWN: Final = QBoxLayout.Direction.TopToBottom
_STACKS: Final = (
    Stack(row_height=ROW_HEIGHT),
    Stack(frozenset({CATEGORY, MINIMUM}), {NAME: BRIEF_ROLE}, 46),
    Stack(frozenset({CATEGORY, MINIMUM, HELD}), {NAME: WHOLE_ROLE}, 68),
)
"""In the last one the two buttons of a row stand one above the other."""


class Actions(NamedTuple):
    """The buttons of one row."""

    cancel: QPushButton
    subscribe: QPushButton

    def stand(self, *, upright: bool) -> None:
        """Stand one above the other, or beside each other at the right."""
        cell = cast("QWidget", self.cancel.parentWidget())
        line = cast("QBoxLayout", cell.layout())
        line.setDirection(_DOWN if upright else _BESIDE)
        line.setStretch(line.count() - 1, int(upright))


class FundsTable(DataTable):
    """Rows get their buttons when they come into view, so that a long catalogue costs nothing.

    On the current row Enter subscribes and Delete cancels.
    """

    subscribe_requested = Signal(object)
    cancel_requested = Signal(object)

    def __init__(self, model: FundsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fundsTable")
        self._funds = model
        self._waiting = ""
        self._actions: dict[int, Actions] = {}  # by row
        self._action_widths: dict[bool, int] = {}  # beside each other, and one above the other
        self._focused: tuple[int, int] | None = None  # fund id and button, across a reset
        self.setModel(model)
        dress_table(self, ROW_HEIGHT)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(ACTIONS, QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(px(86))
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._sort)
        self.stack_columns(NAME, _STACKS, frozenset())
        model.modelAboutToBeReset.connect(self._remember_focus)
        model.modelReset.connect(self._equip_again)
        model.dataChanged.connect(self._refresh_buttons)
        model.dataChanged.connect(self.measure_columns_again)

    def set_waiting(self, reason: str) -> None:
        """Keep the buttons from moving money for `reason`; "" lets them."""
        self._waiting = reason
        self._refresh_buttons()

    def current_fund(self) -> Fund | None:
        index = self.currentIndex()
        return self._funds.fund_at(index.row()) if index.isValid() else None

    def retranslate(self) -> None:
        self._funds.retranslate()
        self._refresh_buttons()
        self._fit_actions()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(560), self._height_of(min(max(self._funds.rowCount(), FEWEST_ROWS), MOST_ROWS)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrower than its columns, it scrolls: large text must not push the page off a small screen."""
        return QSize(px(NARROWEST), self._height_of(FEWEST_ROWS))

    # Where there is little room

    def _is_upright(self) -> bool:
        """Whether the buttons of a row stand one above the other."""
        return self._stack is _STACKS[-1]

    def _apply(self, stack: Stack) -> None:
        super()._apply(stack)
        if self._action_widths:
            self.horizontalHeader().resizeSection(ACTIONS, self._action_widths[self._is_upright()])
        for actions in self._actions.values():
            actions.stand(upright=self._is_upright())

    def _column_needs(self, column: int, stack: Stack) -> int:
        if column == ACTIONS:
            return self._action_widths.get(stack is _STACKS[-1], 0)
        return super()._column_needs(column, stack)

    def _height_of(self, rows: int) -> int:
        header = self.horizontalHeader()
        scrolls = header.length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if scrolls else 0
        return int(header.height() + rows * self.verticalHeader().defaultSectionSize()) + bar

    # Buttons

    def updateGeometries(self) -> None:  # noqa: N802
        super().updateGeometries()
        self._equip_visible_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.updateGeometry()  # the scroll bar of a narrow table takes a place of its own
        self._equip_visible_rows()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        self._equip_visible_rows()

    def _equip_again(self) -> None:
        self._actions.clear()
        self.updateGeometry()
        self._equip_visible_rows()
        if self._focused:
            row = self._funds.row_of(self._focused[0])
            if row in self._actions:
                self._actions[row][self._focused[1]].setFocus(Qt.FocusReason.OtherFocusReason)
        self._focused = None

    def _remember_focus(self) -> None:
        for row, actions in self._actions.items():
            for place, each in enumerate(actions):
                if each.hasFocus():
                    self._focused = (self._funds.fund_at(row).id, place)

    def _equip_visible_rows(self) -> None:
        first = self.rowAt(0)
        if first < 0:
            return
        last = self.rowAt(self.viewport().height() - 1)
        last = self._funds.rowCount() - 1 if last < 0 else last
        missing = [row for row in range(first, last + 1) if row not in self._actions]
        for row in missing:
            self._equip(row)
        if missing:
            self._order_tabs()

    def _fit_actions(self) -> None:
        """Make the last column wide enough for both buttons, in this language and at this size."""
        self._action_widths = {upright: self._width_of_actions(upright=upright) for upright in (False, True)}
        self.horizontalHeader().resizeSection(ACTIONS, self._action_widths[self._is_upright()])
        self.measure_again()

    def _width_of_actions(self, *, upright: bool) -> int:
        sample = Actions(button("quiet", ""), button("secondary", ""))
        cell = _cell_of(sample)
        cell.setParent(self)
        cell.hide()
        sample.cancel.setText(self.tr("Cancelar"))
        sample.subscribe.setText(max(self.tr("Suscribir"), self.tr("No se ofrece"), key=len))
        sample.stand(upright=upright)
        cell.ensurePolished()
        width = cell.sizeHint().width()
        cell.deleteLater()
        return width

    def _equip(self, row: int) -> None:
        fund = self._funds.fund_at(row)
        actions = Actions(
            button("quiet", f"cancelFund{fund.id}"), button("secondary", f"subscribeFund{fund.id}")
        )
        actions.cancel.clicked.connect(lambda: self.cancel_requested.emit(fund.id))
        actions.subscribe.clicked.connect(lambda: self.subscribe_requested.emit(fund.id))
        self._actions[row] = actions
        cell = _cell_of(actions)
        for each in actions:
            each.installEventFilter(self)
        actions.stand(upright=self._is_upright())
        self._show_actions(row)
        self.setIndexWidget(self._funds.index(row, ACTIONS), cell)

    def _refresh_buttons(self) -> None:
        for row in self._actions:
            self._show_actions(row)

    def _show_actions(self, row: int) -> None:
        fund = self._funds.fund_at(row)
        cancel, subscribe = self._actions[row]
        cancel.setText(self.tr("Cancelar"))
        cancel.setAccessibleName(self.tr("Cancelar la vinculación a {fund}").format(fund=fund.name))
        cancel.setVisible(bool(self._funds.held(fund)))
        subscribe.setText(self.tr("Suscribir"))
        subscribe.setAccessibleName(self.tr("Suscribir a {fund}").format(fund=fund.name))
        not_offered = self._funds.not_offered(fund)
        if not_offered:
            subscribe.setText(self.tr("No se ofrece"))
        keys = (self.tr("Ctrl+Mayús+C"), f"Alt+{row + 1}" if row < 9 else "")
        reasons = (self._waiting, not_offered or self._waiting)
        for each, shortcut, reason in zip((cancel, subscribe), keys, reasons, strict=True):
            each.setEnabled(not reason)
            each.setToolTip(tool_tip(reason or shortcut))
            each.setAccessibleDescription(reason or key_text(shortcut) if shortcut else reason)

    def _order_tabs(self) -> None:
        before: QWidget = self
        for row in sorted(self._actions):
            for each in self._actions[row]:
                QWidget.setTabOrder(before, each)
                before = each

    # Keys and header

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusIn:
            for row, actions in self._actions.items():
                if watched in actions:
                    self.setCurrentIndex(self._funds.index(row, NAME))
        return bool(super().eventFilter(watched, event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        fund = self.current_fund()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if fund and not self._waiting:
                self.subscribe_requested.emit(fund.id)
            case Qt.Key.Key_Delete if fund and not self._waiting and self._funds.held(fund):
                self.cancel_requested.emit(fund.id)
            case _:
                super().keyPressEvent(event)

    def _sort(self, column: Any, order: Qt.SortOrder) -> None:
        if column == ACTIONS or column >= COLUMNS:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        else:
            self._funds.sort(column, order)


def _cell_of(actions: Actions) -> QWidget:
    cell = QWidget()
    line = QBoxLayout(_BESIDE, cell)
    line.setContentsMargins(px(8), 0, px(10), 1)
    line.setSpacing(px(6))
    line.addStretch(1)
    for each in actions:
        line.addWidget(each)
    line.addStretch(0)
    return cell
