"""Who a client is and how to reach them: what a typed name, document, e-mail or telephone must be.

The libraries that know e-mail addresses, telephones and tax numbers take as long to import as the window
takes to paint: they are imported at the first check, or by `warm_up` on a thread that may wait.
"""

import re
import unicodedata
from typing import Final

from btg_desktop.domain.errors import (
    InvalidClientId,
    InvalidDocument,
    InvalidEmail,
    InvalidName,
    InvalidPhone,
    LandlineForSms,
    MissingContact,
    NameTooLong,
    StrangeSigns,
)
from btg_desktop.domain.models import Channel, DocumentType

MAX_NAME_LENGTH: Final = 120

_COLOMBIA: Final = "CO"
_MOBILE: Final = re.compile(r"\+573[0-9]{9}")
_CLIENT_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_MIN_NAME_LENGTH: Final = 2
_NAME_BEGINS: Final = re.compile(r"[^\W_]")
_NAME_SIGNS: Final = re.compile(r"[\w .,'’&/()-]+")
_DOCUMENTS: Final = {
    DocumentType.CC: re.compile(r"[1-9][0-9]{4,9}"),
    DocumentType.CE: re.compile(r"[1-9][0-9]{2,9}"),
    DocumentType.TI: re.compile(r"[1-9][0-9]{9,10}"),
    DocumentType.PA: re.compile(r"[A-Z0-9]{5,12}"),
}


def warm_up() -> None:
    """Import what the checks need, so that no form waits for it."""
    import email_validator  # noqa: F401
    import phonenumbers  # noqa: F401
    import stdnum.co.nit  # noqa: F401


def check_name(text: str) -> str:
    """Return the name with single spaces, in NFC. Raises InvalidName, NameTooLong or StrangeSigns."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if len(name) > MAX_NAME_LENGTH:
        raise NameTooLong(maximum=MAX_NAME_LENGTH, length=len(name))
    strange = _strange_signs(name)
    if strange:
        raise StrangeSigns(signs=" ".join(strange))
    if len(name) < _MIN_NAME_LENGTH:
        raise InvalidName
    return name


def _strange_signs(name: str) -> list[str]:
    """The signs that no name has, each once; what cannot be seen is told by its number."""
    first = name[:1] if _NAME_BEGINS.match(name) is None else ""
    signs = dict.fromkeys(first + _NAME_SIGNS.sub("", name))
    return [sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs]


def check_client_id(text: str) -> str:
    """Return the id that a caller gives a client, if it can stand in an address. Raises InvalidClientId."""
    if not _CLIENT_ID.fullmatch(text):
        raise InvalidClientId
    return text


def bare_document(text: str) -> str:
    """Return `text` without what only makes a number easier to read; the dash of a NIT stays."""
    return re.sub(r"[\s.]", "", text)


def check_document(document_type: DocumentType, text: str) -> str:
    """Return the document without separators; a NIT as `890907157-0`, its check digit verified.

    Raises InvalidDocument.
    """
    bare = bare_document(_without_type(document_type, text))
    if document_type is DocumentType.NIT:
        from stdnum.co import nit
        from stdnum.exceptions import ValidationError

        try:
            digits = nit.validate(bare)
        except ValidationError as error:
            raise InvalidDocument(document_type=document_type) from error
        return f"{digits[:-1]}-{digits[-1]}"
    if document_type not in _DOCUMENTS or not _DOCUMENTS[document_type].fullmatch(bare):
        raise InvalidDocument(document_type=document_type)
    return bare


def _without_type(document_type: DocumentType, text: str) -> str:
    """A number may come with its type before it, as it is shown. A passport may begin with those letters."""
    upper = text.strip().upper()
    if shown := re.match(rf"{document_type}[\s.:]+", upper):
        return upper[shown.end() :]
    return upper if document_type is DocumentType.PA else upper.removeprefix(document_type)


def check_email(text: str) -> str:
    """Return the address in its normal form; syntax only, nothing is looked up. Raises InvalidEmail."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise InvalidEmail from error


def check_phone(text: str) -> str:
    """Return a Colombian number as `+57…`; landlines too. Raises InvalidPhone."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text.strip(), _COLOMBIA)
    except phonenumbers.NumberParseException as error:
        raise InvalidPhone from error
    if not phonenumbers.is_valid_number_for_region(number, _COLOMBIA) or number.extension:
        raise InvalidPhone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_mobile(phone: str) -> bool:
    """Whether a stored number can receive text messages: `+573XXXXXXXXX`."""
    return _MOBILE.fullmatch(phone) is not None


def check_contact(channel: Channel, email: str, phone: str) -> tuple[str, str]:
    """Return (e-mail, telephone) as stored, `""` for none; the chosen channel must be reachable.

    Raises InvalidEmail, InvalidPhone, LandlineForSms or MissingContact.
    """
    email = check_email(email) if email.strip() else ""
    phone = check_phone(phone) if phone.strip() else ""
    if not (email if channel is Channel.EMAIL else phone):
        raise MissingContact
    if channel is Channel.SMS and not is_mobile(phone):
        raise LandlineForSms
    return email, phone


def fold(text: str) -> str:
    """Return `text` for searching: no accents, no case."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def search_words(name: str, document: str, phone: str) -> list[str]:
    """All that a client can be found by: each word of the name, the document, the national number."""
    words = [*re.findall(r"\w+", fold(name)), fold(document), phone.removeprefix("+57")]
    return sorted({word for word in words if word})
