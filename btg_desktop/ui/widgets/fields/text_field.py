"""A labelled line of text with its reason below, in words, once there is one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from btg_desktop.domain.errors import InvalidInput
from btg_desktop.ui.look.theme import px, restyle
from btg_desktop.ui.look.translation import Text, error_text, say
from btg_desktop.ui.widgets.fields.personal_edit import PersonalEdit
from btg_desktop.ui.widgets.note import announce
from btg_desktop.ui.widgets.parts import label
from btg_desktop.ui.widgets.sentence import Sentence


class TextField(QWidget):
    """Silent until the person first leaves the field or submits the form; live from then on.

    Subclasses say in `check` what the text must be, and what to do where there is none.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judged = False
        self._refusal: Text = ""  # what was said from outside about the text as it stands
        self.label = label("body")
        self.editor = PersonalEdit(self)
        self.editor.setObjectName(f"{name}Field")
        self.label.setBuddy(self.editor)
        self._reason = Sentence("error", f"{name}Reason")
        self.editor.textEdited.connect(self._edited)
        self.editor.editingFinished.connect(self._left)
        self._lay_out()
        self.judge()

    def check(self, text: str) -> str:
        """Return `text` as it is stored. Raises InvalidInput."""
        raise NotImplementedError

    def what_is_missing(self) -> str:
        """What to do where nothing was typed and something must be."""
        raise NotImplementedError

    def value(self) -> str:
        """What is in the field, as it is stored. Raises InvalidInput."""
        return self.check(self.editor.text())

    def error(self) -> InvalidInput | None:
        """Why the text cannot be used, or None."""
        try:
            self.value()
        except InvalidInput as error:
            return error
        return None

    def insist(self) -> bool:
        """Say from now on what is wrong; return whether something is."""
        self._judged = True
        self.judge()
        return self.error() is not None

    def refuse(self, text: Text) -> None:
        """Show `text` as the reason until the field is edited, and go there."""
        self._refusal = text
        self.judge()
        self.go_to()

    def go_to(self) -> None:
        """Put the cursor here and have the reason read out."""
        self.editor.setFocus()
        self.editor.selectAll()
        announce(self.editor, self._reason.text())

    def judge(self) -> None:
        """Show the reason as things stand now, in the window's language."""
        text = say(self._refusal) or (self._mistake() if self._judged else "")
        self._reason.setText(text)
        self._reason.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        if self.editor.property("invalid") != bool(text):
            self.editor.setProperty("invalid", bool(text))
            restyle(self.editor)

    def set_texts(self, name: str, placeholder: str = "") -> None:
        """Name the field; `&` marks the mnemonic."""
        self.label.setText(name)
        self.editor.setAccessibleName(name.replace("&", ""))
        self.editor.setPlaceholderText(placeholder)
        self.judge()

    def _mistake(self) -> str:
        error = self.error()
        if error is None:
            return ""
        return error_text(error) if self.editor.text().strip() else self.what_is_missing()

    def _edited(self) -> None:
        self._refusal = ""
        self.judge()

    def _left(self) -> None:
        # an empty field that was only passed through is not a mistake yet
        self._judged = self._judged or self.editor.isModified()
        self.judge()

    def _lay_out(self) -> None:
        self.line = QHBoxLayout()  # what else belongs to the text goes beside it
        self.line.setSpacing(px(8))
        self.line.addWidget(self.editor, stretch=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(self.label)
        layout.addLayout(self.line)
        self.below = QVBoxLayout()  # and what to do about a reason, below that
        layout.addWidget(self._reason)
        layout.addLayout(self.below)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
