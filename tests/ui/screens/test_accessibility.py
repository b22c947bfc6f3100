"""Those who do not see the screen hear all of it: a name, what it is, and what one does with it."""

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QDateEdit, QDialog, QToolButton, QWidget
from screens import QTS_OWN, SCREENS, Screen

from btg_desktop import ui
from btg_desktop.ui.look.translation import install_language
from btg_desktop.ui.shell.views.main_window import MainWindow

Role = QAccessible.Role
Text = QAccessible.Text
Show = Callable[[Screen], QWidget]

TO_USE = {
    Role.Button,
    Role.CheckBox,
    Role.ColumnHeader,
    Role.ComboBox,
    Role.EditableText,
    Role.Graphic,
    Role.Link,
    Role.List,
    Role.ListItem,
    Role.MenuItem,
    Role.PageTab,
    Role.ProgressBar,
    Role.RadioButton,
    Role.SpinBox,
    Role.Table,
    Role.Tree,
}
"""What has a name wherever it stands."""
CELLS = {Role.Cell, Role.TreeItem}
"""Called by what is in them, which may be nothing."""
NO_ROLE = {Role.NoRole, Role.Client}


def heard(top: QWidget) -> Iterator[QAccessibleInterface]:
    """All that a screen reader finds in a window, in its order."""
    pending = [QAccessible.queryAccessibleInterface(top)]
    while pending:
        one = pending.pop()
        if one.state().invisible:
            continue
        yield one
        children = (one.child(place) for place in range(one.childCount()))
        pending += [child for child in reversed(list(children)) if child is not None]


def called(one: QAccessibleInterface) -> str:
    of: QObject | None = one.object()
    return f"{one.role().name} {of.objectName() or type(of).__name__ if of else ''}".strip()


def unheard(top: QWidget) -> list[str]:
    """What has no name, is nothing in particular, or does not say what one does with it."""
    wrong = []
    for one in heard(top):
        of, state = one.object(), one.state()
        is_button = isinstance(of, QAbstractButton)
        name, role = one.text(Text.Name).strip(), one.role()
        if (role in TO_USE or is_button or (state.focusable and role not in CELLS)) and not name:
            wrong.append(f"{called(one)} has no name")
        if state.focusable and role in NO_ROLE:
            wrong.append(f"{called(one)} has no role")
        needs = isinstance(of, QWidget) and state.focusable and not state.disabled and role != Role.StaticText
        if (needs or role is Role.Graphic) and not one.text(Text.Description).strip():
            wrong.append(f"{called(one)} «{name}» has no description")
    for day in top.findChildren(QDateEdit):
        arrows = day.calendarWidget().findChildren(QToolButton)
        wrong += [
            f"{each.objectName()} has no name"
            for each in arrows
            if not (each.accessibleName() or each.text())
        ]
    return wrong


@pytest.mark.parametrize("name", SCREENS)
def test_everything_has_a_name_a_role_and_a_description_in_both_languages(
    name: str, show: Show, qapp: QApplication
) -> None:
    shown = show(SCREENS[name])
    spanish = unheard(shown)
    assert len(list(heard(shown))) > 3
    install_language(qapp, "en")
    qapp.processEvents()
    assert (spanish, unheard(shown)) == ([], [])


@pytest.mark.parametrize("name", QTS_OWN)
def test_what_is_qts_own_has_names_too(name: str, show: Show) -> None:
    assert [words for words in unheard(show(QTS_OWN[name])) if "no name" in words or "no role" in words] == []


def test_every_window_and_dialog_has_a_title(show: Show) -> None:
    for name, screen in SCREENS.items():
        if name != "menu":
            assert show(screen).windowTitle(), name


def leaves(kind: type[QDialog]) -> set[type[QDialog]]:
    """The classes below `kind` that windows are made of, those of the program only."""
    below = [each for each in kind.__subclasses__() if each.__module__.startswith(ui.__name__)]
    further = [each for each in kind.__subclasses__() if each.__module__.startswith("PySide6")]
    ours = [leaves(each) or {each} for each in below]
    return set().union(*ours, *(leaves(each) for each in further))


def test_no_dialog_is_forgotten_here(window: MainWindow) -> None:
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        import_module(module.name)
    shown = {type(screen(window)) for screen in (*SCREENS.values(), QTS_OWN["export"])}
    assert leaves(QDialog) <= shown
