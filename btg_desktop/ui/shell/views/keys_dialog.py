"""The sheet of keys that F1 shows."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from btg_desktop.ui.look.theme import px
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog
from btg_desktop.ui.widgets.held_keys import Shortcut
from btg_desktop.ui.widgets.parts import label


class KeysDialog(ActionDialog):
    """Every key of the window, by what one wants to do; F1 once more asks for the guide."""

    guide_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("keysDialog", parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.body.addStretch()
        Shortcut("F1", self).activated.connect(self.forward_button.click)
        self._lines = [
            (self._cell(row, 0, "pill"), self._cell(row, 1, "body")) for row in range(len(self._keys()))
        ]
        self._retranslate()
        self.focus_default(self.back_button)

    def _forward(self) -> None:
        self.accept()
        self.guide_requested.emit()

    def _keys(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+F", self.tr("Buscar un cliente")),
            (self.tr("↑  ↓  Intro"), self.tr("Elegir de la lista")),
            ("Ctrl+N", self.tr("Cliente nuevo")),
            ("Alt+1 … 9", self.tr("Suscribir al fondo de esa fila")),
            (self.tr("Ctrl+Mayús+C"), self.tr("Cancelar la vinculación a un fondo")),
            ("Ctrl+P", self.tr("Comprobante del movimiento elegido, o del último")),
            (self.tr("Alt+F · O · T"), self.tr("Filtrar los movimientos por fecha, fondo o tipo")),
            (self.tr("Alt+E · Alt+P"), self.tr("Exportar o imprimir los movimientos filtrados")),
            (self.tr("Ctrl+↑ · Ctrl+↓"), self.tr("Ordenar por la columna, o clic en su título")),
            (self.tr("Inicio · Fin"), self.tr("Ir al primer o al último movimiento")),
            ("F2", self.tr("Operaciones sin respuesta")),
            ("F5", self.tr("Actualizar")),
            ("F6", self.tr("Notificaciones: ver y reenviar")),
            ("F7", self.tr("Movimientos de la sucursal")),
            ("F8", self.tr("Modo discreto: ocultar valores y datos personales")),
            ("F9", self.tr("Cierre de turno")),
            ("F10", self.tr("Informes")),
            (self.tr("Ctrl+,"), self.tr("Preferencias")),
            (self.tr("Intro"), self.tr("Avanzar un paso en un diálogo")),
            (self.tr("Esc"), self.tr("Volver un paso; nada se mueve")),
            (self.tr("Tab"), self.tr("Ir al siguiente control")),
            ("F1", self.tr("Esta hoja de teclas; otra vez, la guía de caja")),
        ]

    def _cell(self, row: int, column: int, role: str) -> QLabel:
        cell = label(role)
        if role == "pill":
            cell.setProperty("tone", "primary")
        else:
            cell.setWordWrap(True)
        align = Qt.AlignmentFlag
        # a key is as wide as its name; a sentence may wrap
        place = align.AlignVCenter | align.AlignLeft if role == "pill" else align.AlignVCenter
        self._grid.addWidget(cell, row, column, place)
        return cell

    def _retranslate(self) -> None:
        self.set_heading(self.tr("Teclas"), self.tr("Todo el trabajo se puede hacer con el teclado"))
        self.back_button.set_text(self.tr("Cerrar"), self.tr("Esc"))
        self.forward_button.set_text(self.tr("Guía de caja"), "F1")
        for (key_label, text_label), (key, text) in zip(self._lines, self._keys(), strict=True):
            key_label.setText(key)
            text_label.setText(text)
