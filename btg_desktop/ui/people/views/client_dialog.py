"""Registering a client: who they are and how to tell them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from btg_desktop.domain.contacts import check_document, check_name
from btg_desktop.domain.models import INITIAL_BALANCE, REGISTRABLE, DocumentType
from btg_desktop.domain.typed import Datum, read_typed
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.texts import document_type_text
from btg_desktop.ui.look.theme import px
from btg_desktop.ui.people.drafts import ClientDraft
from btg_desktop.ui.people.views.contact_fields import ContactFields
from btg_desktop.ui.widgets.dialogs.form_dialog import FormDialog
from btg_desktop.ui.widgets.fields.calm_combo_box import CalmComboBox
from btg_desktop.ui.widgets.fields.text_field import TextField
from btg_desktop.ui.widgets.parts import button


class NameField(TextField):
    def check(self, text: str) -> str:
        return check_name(text)

    def what_is_missing(self) -> str:
        return self.tr("Escriba el nombre completo")


class DocumentField(TextField):
    """A document's number, with its type beside it, and the way to the client who has it already."""

    holder_requested = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._types = CalmComboBox(f"{name}TypeField", self)
        for document_type in REGISTRABLE:
            self._types.addItem("", document_type.value)
        self._types.currentIndexChanged.connect(self._edited)
        self.line.insertWidget(0, self._types)
        self.setTabOrder(self._types, self.editor)
        self._open_holder = button("secondary", f"{name}HolderButton")
        self._open_holder.hide()
        self._holder = ""
        self._open_holder.clicked.connect(lambda: self.holder_requested.emit(self._holder))
        self.below.addWidget(self._open_holder, 0, Qt.AlignmentFlag.AlignLeft)

    def document_type(self) -> DocumentType:
        return DocumentType(self._types.currentData())

    def set_document_type(self, document_type: DocumentType) -> None:
        self._types.setCurrentIndex(self._types.findData(document_type.value))

    def set_type_name(self, name: str) -> None:
        """Name the list of types, and write each in the window's language."""
        self._types.setAccessibleName(name)
        self._types.setAccessibleDescription(name)  # Qt calls a list by what is chosen in it, on Linux
        for index in range(self._types.count()):
            self._types.setItemText(index, document_type_text(DocumentType(self._types.itemData(index))))

    def offer_holder(self, client_id: str) -> None:
        """Offer to go to the client who has this document, until it is edited."""
        self._holder = client_id
        self._open_holder.show()

    def name_holder(self, text: str) -> None:
        self._open_holder.setText(text)

    def _edited(self) -> None:
        self._open_holder.hide()
        super()._edited()

    def check(self, text: str) -> str:
        return check_document(self.document_type(), text)

    def what_is_missing(self) -> str:
        return self.tr("Escriba el documento")


class ClientDialog(FormDialog):
    """Emits `submitted` with a ClientDraft. Its fields: `name`, `document`, `email`, `phone`, `consent`."""

    submitted = Signal(object)
    holder_requested = Signal(str)
    """The client who has the document already is wanted instead; carries what `offer_holder` was given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("clientDialog", parent)
        self._name = NameField("name", self)
        self._document = DocumentField("document", self)
        self._document.holder_requested.connect(self.holder_requested)
        self._contact = ContactFields(self)
        self.fields = {
            "name": self._name,
            "document": self._document,
            "email": self._contact.email,
            "phone": self._contact.phone,
            "consent": self._contact.consent,
        }
        self.body.setSpacing(px(12))
        for widget in (self._name, self._document, self._contact):
            self.body.addWidget(widget)
        self.body.addStretch()
        self._retranslate()
        self._name.editor.setFocus()

    def prefill(self, query: str) -> None:
        """Keep what found nobody, in the field that it belongs to, and go to the first that is empty."""
        typed = read_typed(query)
        fields = {
            Datum.NAME: self._name,
            Datum.DOCUMENT: self._document,
            Datum.EMAIL: self._contact.email,
            Datum.PHONE: self._contact.phone,
        }
        fields[typed.datum].editor.setText(typed.text)
        if typed.document_type is not None:
            self._document.set_document_type(typed.document_type)
        (self._name if self._name.editor.text() == "" else self._document).editor.setFocus()

    def offer_holder(self, client_id: str) -> None:
        """The document was refused since that client has it: offer to go to them."""
        self._document.offer_holder(client_id)

    def _submit(self) -> None:
        contact = self._contact.draft()
        self.submitted.emit(
            ClientDraft(
                name=self._name.value(),
                document_type=self._document.document_type(),
                document=self._document.value(),
                email=contact.email,
                phone=contact.phone,
                channel=contact.channel,
                consents=contact.consents,
            )
        )

    def _retranslate(self) -> None:
        self.set_heading(
            self.tr("Cliente nuevo"),
            self.tr("Empieza con {amount} disponibles").format(amount=amount_text(INITIAL_BALANCE)),
        )
        self._name.set_texts(self.tr("&Nombre completo"))
        self._document.set_texts(self.tr("&Documento"))
        self._document.set_type_name(self.tr("Tipo de documento"))
        self._document.name_holder(self.tr("A&brir ese cliente"))
        self.back_button.set_text(self.tr("Volver"), self.tr("Esc"))
        register = self.tr("Registrando…") if self._sending else self.tr("Registrar cliente")
        self.forward_button.set_text(register, "" if self._sending else self.tr("Intro"))
