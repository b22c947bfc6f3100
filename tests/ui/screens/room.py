"""Whether all words on a screen have the room they need."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QWidget,
)

from btg_desktop.ui.widgets.parts import ElidedLabel

SCREEN = (1366, 768)
"""The smallest that a branch has, in pixels."""


def cramped(top: QWidget) -> list[str]:
    """The words that are cut, and what has to be scrolled sideways to be read."""
    wrong = []
    if top.width() > SCREEN[0] or top.height() > SCREEN[1]:
        wrong.append(f"{top.objectName()} is larger than the screen: {top.size().toTuple()}")
    for each in top.findChildren(QWidget):
        if each.isVisible() and each.window() is top:
            wrong += _cramped(each)
    return wrong


def _cramped(widget: QWidget) -> Iterator[str]:
    match widget:
        case ElidedLabel():
            if widget.text() != widget.full_text() and widget.toolTip() != widget.full_text():
                yield f"«{widget.full_text()}» is told nowhere"
        case QLabel() if widget.text() and not _label_fits(widget):
            yield f"label «{widget.text()}» {widget.objectName()}"
        case QPushButton() | QCheckBox() | QRadioButton() if not _button_fits(widget):
            yield f"button «{widget.text()}» {widget.objectName()}"
        case QComboBox() if not _list_fits(widget):
            yield f"list «{widget.currentText()}» {widget.objectName()}"
        case QLineEdit() if widget.placeholderText() and not widget.text() and not _hint_fits(widget):
            yield f"hint «{widget.placeholderText()}» {widget.objectName()}"
        case QTableView():
            yield from _cut_cells(widget)
        case QHeaderView() if widget.orientation() is Qt.Orientation.Horizontal:
            yield from _cut_headers(widget)
    if isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QHeaderView):
        sideways = widget.horizontalScrollBar().maximum()
        if sideways:
            yield f"{widget.objectName()} scrolls sideways by {sideways}"


def _label_fits(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() >= label.heightForWidth(label.width()) and _longest_word_fits(label)
    wanted = label.sizeHint()
    return label.width() >= wanted.width() and label.height() >= label.minimumSizeHint().height()


def _longest_word_fits(label: QLabel) -> bool:
    words = label.text().split()
    return max(map(label.fontMetrics().horizontalAdvance, words), default=0) <= label.contentsRect().width()


def _button_fits(button: QWidget) -> bool:
    wanted = button.minimumSizeHint()
    return button.width() >= wanted.width() and button.height() >= wanted.height()


def _list_fits(box: QComboBox) -> bool:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    return box.fontMetrics().horizontalAdvance(box.currentText()) <= room.width() + 1  # rounded


def _hint_fits(field: QLineEdit) -> bool:
    if isinstance(field.parent(), QDateEdit):
        return True
    return field.fontMetrics().horizontalAdvance(field.placeholderText()) <= field.contentsRect().width()


def _cut_headers(header: QHeaderView) -> Iterator[str]:
    for column in range(header.count()):
        text = str(header.model().headerData(column, Qt.Orientation.Horizontal) or "")
        if text and not header.isSectionHidden(column):
            wanted = header.fontMetrics().horizontalAdvance(text)
            if wanted > header.sectionSize(column):
                yield f"header «{text}» of {header.parent().objectName()}"


def _cut_cells(table: QTableView) -> Iterator[str]:
    """Names of any length end in …, and are told whole by the pointer; figures and states are never cut."""
    model = table.model()
    for row in range(model.rowCount(QModelIndex())):
        for column in range(model.columnCount(QModelIndex())):
            index = model.index(row, column)
            if table.isColumnHidden(column) or not index.data():
                continue
            is_cut = table.sizeHintForIndex(index).width() > table.columnWidth(column)
            if is_cut and not index.data(Qt.ItemDataRole.ToolTipRole):
                yield f"cell «{index.data()}» of {table.objectName()}"
