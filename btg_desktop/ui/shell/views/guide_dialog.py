"""The guide for the counter, which the sheet of keys opens."""

from PySide6.QtWidgets import QScrollBar, QWidget

from btg_desktop.ui.shell.guide import Guide
from btg_desktop.ui.shell.views.guide_view import GuideView
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog

_WIDTH = 900


class GuideDialog(ActionDialog):
    """The same guide in both languages of the window: it is written in Spanish, for the branches."""

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__("guideDialog", parent, _WIDTH)
        self._view = GuideView(guide, self)
        self.body.addWidget(self._view)
        self.forward_button.hide()
        self._retranslate()
        self.focus_default(self.back_button)
        self._view.setFocus()

    def scroll_bar(self) -> QScrollBar:
        return self._view.verticalScrollBar()

    def _retranslate(self) -> None:
        heading = self.tr("Guía de caja")
        self.set_heading(heading, self.tr("Tab va de enlace en enlace; Intro lo sigue"))
        self._view.setAccessibleName(heading)
        self._view.setAccessibleDescription(self.tr("Las flechas avanzan; Tab va de enlace en enlace"))
        self.back_button.set_text(self.tr("Cerrar"), self.tr("Esc"))
