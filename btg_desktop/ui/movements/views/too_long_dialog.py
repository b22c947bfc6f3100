"""Asks before only the first part of a long list is printed."""

from PySide6.QtWidgets import QWidget

from btg_desktop.domain.formats import format_count
from btg_desktop.ui.widgets.dialogs.action_dialog import ActionDialog
from btg_desktop.ui.widgets.parts import label


class TooLongDialog(ActionDialog):
    """Accepted, it wants the first `printed` of `count` movements on paper. To go back is the default."""

    def __init__(self, count: int, printed: int, pages: int, parent: QWidget | None = None) -> None:
        super().__init__("tooLongDialog", parent)
        self._figures = {
            "count": format_count(count),
            "printed": format_count(printed),
            "rest": format_count(count - printed),
            "pages": format_count(pages),
        }
        self._meaning = label("body", "tooLongMeaning")
        self._advice = label("muted", "tooLongAdvice")
        for words in (self._meaning, self._advice):
            words.setWordWrap(True)
            self.body.addWidget(words)
        self.body.addStretch()
        self._retranslate()
        self.focus_default(self.back_button)

    def _retranslate(self) -> None:
        heading = self.tr("Son {count} movimientos: en papel caben {printed}")
        self.set_heading(heading.format(**self._figures), "")
        meaning = self.tr("Los primeros {printed} ocupan {pages} páginas. Los otros {rest} no se imprimen.")
        self._meaning.setText(meaning.format(**self._figures))
        self._advice.setText(
            self.tr("Para imprimir menos, vuelva y elija fechas, fondo o tipo. Para tener todos, expórtelos.")
        )
        self.back_button.set_text(self.tr("Volver"), self.tr("Esc"))
        forward = self.tr("Imprimir los primeros {printed}")
        self.forward_button.set_text(
            forward.format(**self._figures), what=self.tr("Los demás no se imprimen")
        )
