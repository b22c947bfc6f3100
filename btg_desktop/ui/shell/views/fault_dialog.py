"""A bug of ours, told kindly: what it means for the clerk, and details for whoever mends it."""

from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from btg_desktop.ui.look.theme import px
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog
from btg_desktop.ui.widgets.note import announce
from btg_desktop.ui.widgets.parts import label

MOST_FAULTS: Final = 5
"""More than these tell nothing new; all of them are in the log."""


class FaultDialog(ActionDialog):
    """Further faults join the one that is told. The safe answer is to go on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("faultDialog", parent)
        self._faults: list[str] = []
        self._meaning = label("body", "faultMeaning")
        self._meaning.setWordWrap(True)
        self._title = label("caption", "faultTitle")
        self._details = QPlainTextEdit()
        self._details.setObjectName("faultDetails")
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setMinimumHeight(px(140))
        self._title.setBuddy(self._details)
        for widget in (self._meaning, self._title, self._details):
            self.body.addWidget(widget)
        self._retranslate()
        self.back_button.set_confirming(True)  # it comes in front of whatever the person was pressing
        self.focus_default(self.back_button)

    def add_fault(self, details: str) -> None:
        """Tell of another fault, once each."""
        if details in self._faults or len(self._faults) >= MOST_FAULTS:
            return
        self._faults.append(details)
        self._details.setPlainText("\n\n".join(self._faults))
        announce(self, f"{self.windowTitle()}. {self._meaning.text()}")

    def _forward(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())
        self.note.show_text("good", self.tr("Detalles copiados"))

    def _retranslate(self) -> None:
        self.set_heading(self.tr("Algo falló en la aplicación"), self.tr("La ventana sigue funcionando"))
        self._meaning.setText(
            self.tr(
                "Ninguna operación se perdió: lo que se haya enviado tiene su respuesta guardada, y lo que"
                " quedó sin respuesta se consulta de nuevo. Si se repite, copie los detalles y avise a"
                " soporte; no llevan datos de clientes."
            )
        )
        self._title.setText(self.tr("Detalles"))
        self._details.setAccessibleName(self.tr("Detalles"))
        self._details.setAccessibleDescription(self.tr("Solo para leer y copiar"))
        self.back_button.set_text(self.tr("Continuar"), self.tr("Esc"))
        self.forward_button.set_text(self.tr("Copiar detalles"), what=self.tr("Al portapapeles"))
