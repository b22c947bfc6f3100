"""Where the keyboard is can be seen: whatever takes the focus looks different while it has it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QScrollArea, QWidget
from reading import read
from screens import SCREENS, Screen

from btg_desktop.ui.look.theme import DARK, LIGHT, ThemeColours, apply_theme

Show = Callable[[Screen], QWidget]

LEAST = 60  # pixels that differ: more than a cursor, less than a ring round the smallest chip


def controls(top: QWidget) -> list[QWidget]:
    """What takes the focus by keyboard or by a click. Labels that one may copy from are no controls."""
    return [
        each
        for each in top.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.window() is top
        and not isinstance(each, QLabel)
    ]


def picture(top: QWidget, control: QWidget) -> QImage:
    around = control.parentWidget()
    framed = around if around is not None and around.focusProxy() is control else control
    area = QRect(framed.mapTo(top, QPoint(0, 0)), framed.size())
    return top.grab(area & top.rect()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, other: QImage) -> int:
    assert one.size() == other.size()
    pairs = zip(memoryview(one.constBits()).cast("I"), memoryview(other.constBits()).cast("I"), strict=True)
    return sum(first != second for first, second in pairs)


def is_seen(top: QWidget, control: QWidget) -> bool:
    control.setFocus(Qt.FocusReason.TabFocusReason)
    around = control.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):  # as Tab does
            around.ensureWidgetVisible(control)
        around = around.parentWidget()
    assert control.hasFocus(), control.objectName()
    with_focus = picture(top, control)
    control.clearFocus()
    return differing(with_focus, picture(top, control)) >= LEAST


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_is_seen(tokens: ThemeColours, show: Show, qapp: QApplication) -> None:
    apply_theme(qapp, tokens)
    looked_at: set[tuple[str, object]] = set()
    unseen = []
    for name in [each for each in SCREENS if each != "menu"]:
        top = show(SCREENS[name])
        for control in controls(top):
            key = control.objectName(), control.property("invalid")
            if key in looked_at:
                continue
            looked_at.add(key)
            if not is_seen(top, control):
                unseen.append(f"{name}: {control.objectName()}")
        if isinstance(top, QDialog):
            top.hide()
    assert unseen == []
    assert len(looked_at) > 50


def inner(control: QWidget) -> QImage:
    """Where the words of a button stand, inside the ring: the two thirds in the middle."""
    across, down = control.width() // 6, control.height() // 4
    middle = control.rect().adjusted(across, down, -across, -down)
    return control.grab(middle).toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_the_ring_is_all_that_the_focus_draws_on_a_button(show: Show) -> None:
    painted_over = []
    looked_at: set[tuple[str, object]] = set()
    for name in ("serving", "cancel", "messages", "register", "preferences"):
        top = show(SCREENS[name])
        read(top)
        for button in [each for each in controls(top) if isinstance(each, QAbstractButton)]:
            key = type(button).__name__, button.property("role")
            if key in looked_at or button.property("role") == "danger":  # whose ground changes
                continue
            looked_at.add(key)
            button.setFocus(Qt.FocusReason.TabFocusReason)
            top.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as Tab does
            with_focus = inner(button)
            button.clearFocus()
            if differing(with_focus, inner(button)):
                painted_over.append(f"{name}: {button.objectName()}")
        if isinstance(top, QDialog):
            top.hide()
    assert painted_over == []
    assert {role for _kind, role in looked_at} >= {"chip", "primary", "footer", "quiet", None}
