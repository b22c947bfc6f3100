"""What is meant to be round is painted round at every size of text: Qt squares a corner that is too large."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDateEdit,
    QFrame,
    QLabel,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from btg_desktop.ui.look.scaling import SIZES
from btg_desktop.ui.look.theme import DARK, LIGHT, ThemeColours, apply_theme, colour
from btg_desktop.ui.widgets.fields.calm_date_edit import dress_calendar


@pytest.fixture(
    params=[(size, tokens) for size in SIZES for tokens in (LIGHT, DARK)],
    ids=lambda each: f"{each[0]} {each[1].name}",
)
def scale(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    size, tokens = request.param
    assert isinstance(tokens, ThemeColours)
    apply_theme(qapp, tokens, size / 100)
    yield size / 100
    apply_theme(qapp, LIGHT)


@pytest.fixture
def card(scale: float) -> Iterator[QFrame]:
    made = QFrame()
    made.setProperty("role", "card")
    yield made
    made.deleteLater()


def shown(qtbot: QtBot, card: QWidget, widget: QWidget) -> QImage:
    """What the widget looks like on the ground of a card."""
    layout = QVBoxLayout(card)
    layout.addWidget(widget)
    layout.addStretch()
    with qtbot.waitExposed(card):
        card.show()
    widget.clearFocus()
    widget.setFixedSize(widget.sizeHint())
    QApplication.processEvents()
    return card.grab(QRect(widget.mapTo(card, QPoint()), widget.size())).toImage()


def assert_round(image: QImage, area: QRect) -> None:
    """The four corners of `area` show the ground; the middle of its left edge does not."""
    ground = colour("surface")
    corners = (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight())
    assert [image.pixelColor(corner) for corner in corners] == [ground] * 4
    assert image.pixelColor(area.left(), area.center().y()) != ground


def indicator(button: QWidget, element: QStyle.SubElement) -> QRect:
    option = QStyleOptionButton()
    option.initFrom(button)
    return button.style().subElementRect(element, option, button)


@pytest.mark.parametrize("chosen", [False, True])
def test_a_radio_button_is_round(qtbot: QtBot, card: QFrame, scale: float, chosen: bool) -> None:
    button = QRadioButton("Correo")
    button.setChecked(chosen)
    image = shown(qtbot, card, button)
    area = indicator(button, QStyle.SubElement.SE_RadioButtonIndicator)
    assert area.width() == area.height() == round(16 * scale)
    assert_round(image, area)


def test_a_check_box_is_as_large_and_its_corners_are_soft(qtbot: QtBot, card: QFrame, scale: float) -> None:
    box = QCheckBox("Acepta")
    image = shown(qtbot, card, box)
    area = indicator(box, QStyle.SubElement.SE_CheckBoxIndicator)
    assert area.width() == area.height() == round(16 * scale)
    assert_round(image, area)


@pytest.mark.parametrize("role", ["pill", "badge"])
def test_a_pill_and_a_badge_are_round(qtbot: QtBot, card: QFrame, scale: float, role: str) -> None:
    label = QLabel("JM")
    label.setProperty("role", role)
    label.setProperty("tone", "primary")
    image = shown(qtbot, card, label)
    assert_round(image, image.rect())


def test_a_chip_is_round(qtbot: QtBot, card: QFrame, scale: float) -> None:
    chip = QPushButton("1M")
    chip.setProperty("role", "chip")
    chip.setProperty("tone", "primary")
    image = shown(qtbot, card, chip)
    assert_round(image, image.rect())


def test_a_calendars_arrows_grow_and_its_weekends_can_be_read(qtbot: QtBot, scale: float) -> None:
    edit = QDateEdit()
    qtbot.addWidget(edit)
    edit.setCalendarPopup(True)
    dress_calendar(edit)
    calendar = edit.calendarWidget()
    arrows = [calendar.findChild(QToolButton, f"qt_calendar_{each}month") for each in ("prev", "next")]
    assert [arrow.iconSize().height() for arrow in arrows if arrow] == [round(16 * scale)] * 2
    weekend = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
    workday = calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
    assert [calendar.weekdayTextFormat(day).foreground() for day in weekend] == [workday.foreground()] * 2
