"""What can go wrong, as people are told it. The tree:

BtgError
├── InvalidInput            the text in a field is not usable; nothing was sent
│   ├── InvalidAmount       EmptyAmount, NegativeAmount, ZeroAmount, TooManyDecimals,
│   │                       AmbiguousAmount, AmountTooLarge
│   ├── InvalidName         NameTooLong, StrangeSigns
│   ├── InvalidEmail, InvalidPhone, LandlineForSms, InvalidDocument
│   ├── InvalidClientId, WrongOpening
│   └── MissingContact      the chosen channel has no address
├── Rejection               the bank's answer is no; stored under the request's id for ever
│   ├── InsufficientBalance, BelowMinimum, NotSubscribed, FundNotOffered, ChannelNotChosen
│   └── UnknownClient, UnknownFund
├── UnknownTransaction      there is no such movement
├── DuplicateDocument       the document already belongs to a client
├── ClientExists            the id already belongs to another client
├── UnknownToken, TokenNameTaken
├── RequestMismatch         the request id was used before for something else
├── OutcomeUnknown          sent, but no answer: the same id must be sent again
├── BooksInconsistent       a stored document stands in the way: nothing moved, and IT must look
├── SettingsError           a settings file, variable or flag is wrong
│   ├── BadAddress          the database's connection string; whoever knows says where it stands
│   ├── BanksDatabase       only for the private database of one PC
│   ├── InvalidBranches     what IT says of the branches does not hold together
│   └── BadSource           nothing can be imported from there
└── Unavailable             something outside does not work; `remedy` says what to do
    ├── NoDisplay, TourFailed, NotSaved, NotPrinted
    ├── DatabaseUnavailable, DatabaseRefused, DatabaseNotPrepared
    ├── OtherSchema         NoSchema, OlderSchema, NewerSchema
    ├── ApiMissing, AddressRefused
    ├── BackupFailed        BackupExists, BackupInterrupted, BackupTooSlow, NoRoomForBackup
    ├── ExportFailed        ExportInterrupted, ExportTooLong, NoRoomForExport
    ├── RestoreRefused      NotABackup, DamagedBackup, BackupTooNew, DatabaseNotEmpty,
    │                       DatabaseInUse, UnfinishedRestore
    └── PrivateServerError  MongodMissing, PortRefused, FolderNotWritable, DiskFull, ServerStopped
"""

from decimal import Decimal
from typing import ClassVar

from btg_desktop.domain.formats import fill_in


class BtgError(Exception):
    """An error with a message for people.

    `template` is the Spanish message, with the names of `fields` in braces. The window translates
    the template and then fills it in, so both languages say the same with the same figures.
    """

    template: ClassVar[str] = "Ocurrió un error inesperado"
    remedy: ClassVar[str] = ""

    def __init__(self, **fields: Decimal | str | int) -> None:
        self.fields = fields
        super().__init__(self.fill(self.template))

    def fill(self, template: str) -> str:
        """Put this error's fields into `template`; amounts read as COP."""
        return fill_in(template, self.fields)


class InvalidInput(BtgError):
    """A text that cannot be used; shown beside its field."""


class InvalidAmount(InvalidInput):
    template = "El valor no es un número. Escríbalo así: 75.000"


class EmptyAmount(InvalidAmount):
    template = "Escriba el valor"


class NegativeAmount(InvalidAmount):
    template = "El valor no puede ser negativo"


class ZeroAmount(InvalidAmount):
    template = "El valor debe ser mayor que cero"


class TooManyDecimals(InvalidAmount):
    template = "El valor admite máximo dos decimales"


class AmbiguousAmount(InvalidAmount):
    template = "El valor no es claro: use el punto para los miles y la coma para los decimales (75.000,50)"


class AmountTooLarge(InvalidAmount):
    template = "El valor es demasiado grande: el máximo es {maximum}"


class InvalidName(InvalidInput):
    template = "Escriba el nombre completo"


class NameTooLong(InvalidName):
    template = "El nombre es demasiado largo: tiene {length} letras y el máximo es {maximum}"


class StrangeSigns(InvalidName):
    template = "El nombre tiene signos que no se admiten: {signs}"


class InvalidDocument(InvalidInput):
    template = "El número no es válido para un documento {document_type}"


class InvalidEmail(InvalidInput):
    template = "El correo no es válido. Escríbalo así: nombre@dominio.com"


class InvalidPhone(InvalidInput):
    template = "El teléfono no es válido. Un celular colombiano tiene 10 dígitos y empieza por 3"


class LandlineForSms(InvalidInput):
    template = "Es un teléfono fijo: no recibe SMS. Escriba un celular o elija correo"


class MissingContact(InvalidInput):
    template = "Falta el dato de contacto del canal elegido"


class InvalidClientId(InvalidInput):
    template = "El identificador del cliente solo admite letras, dígitos, guiones y guiones bajos: máximo 64"


class WrongOpening(InvalidInput):
    template = "Un cliente nuevo empieza con {initial} disponibles, sin saldos en fondos y sin movimientos"


class Rejection(BtgError):
    """The bank's final answer to one request: no. `code` is how it is stored."""

    code: ClassVar[str]


class InsufficientBalance(Rejection):
    code = "saldo_insuficiente"
    template = "No tiene saldo disponible para vincularse al fondo {fund}"


class BelowMinimum(Rejection):
    code = "bajo_minimo"
    template = "El valor está por debajo del monto mínimo del fondo {fund}: {minimum}"


class NotSubscribed(Rejection):
    code = "sin_vinculacion"
    template = "El cliente no está vinculado al fondo {fund}"


class FundNotOffered(Rejection):
    code = "fondo_no_ofrecido"
    template = "La sucursal {branch} no ofrece el fondo {fund}"


class ChannelNotChosen(Rejection):
    code = "canal_no_elegido"
    template = "El cliente eligió que se le avise por otro medio: {channel}"


class UnknownClient(Rejection):
    code = "cliente_desconocido"
    template = "No existe el cliente {client}"


class UnknownFund(Rejection):
    code = "fondo_desconocido"
    template = "No existe el fondo {fund}"


class UnknownTransaction(BtgError):
    template = "No existe el movimiento {transaction}"


class DuplicateDocument(BtgError):
    """`client` is the id of the one who has it; empty if they have just lost it."""

    template = "Ya existe un cliente con ese documento"


class ClientExists(BtgError):
    template = "El identificador {client} ya es de otro cliente"


class UnknownToken(BtgError):
    template = "No existe la credencial {name}"
    remedy = "Vea las que hay con: btg-desktop tokens list"


class TokenNameTaken(BtgError):
    template = "Ya existe la credencial {name}, o existió: sus operaciones llevan ese nombre"
    remedy = "Elija otro nombre"


class RequestMismatch(BtgError):
    template = "La solicitud {request} ya se usó para otra operación"


class OutcomeUnknown(BtgError):
    """Sent, and no answer came. Send the same request id again: it has one answer for ever."""

    template = "No hay respuesta todavía de la solicitud {request}: se está verificando"


class BooksInconsistent(BtgError):
    """A document that this program did not write stands where this movement must: nothing moved.

    `index` names the unique index that it holds. Asking again is no use until IT has looked.
    """

    template = "No se movió dinero: los libros tienen un documento que este programa no escribió ({index})"
    remedy = "Avise al área de tecnología: btg-desktop verify dice cuál es. No repita la operación"


class SettingsError(BtgError):
    template = "{where}: {key}: {reason}"
    remedy = "Corrija ese valor y vuelva a abrir la aplicación"


class BadAddress(SettingsError):
    template = "mongodb_uri: {reason}"


class BanksDatabase(SettingsError):
    template = "La base de datos es del banco ({where}: {key}): sus propias copias la cubren"
    remedy = "Este comando es para la base local de un equipo, la que se usa sin mongodb_uri"


class InvalidBranches(SettingsError):
    remedy = "Corrija el archivo y repita. No se cambió nada"


class BadSource(SettingsError):
    template = "No se puede importar {source}: {reason}"
    remedy = "Indique un archivo JSON, una carpeta de mongodump o una dirección mongodb://"


class Unavailable(BtgError):
    """Something outside the program does not work; `remedy` says what to do about it."""


class NoDisplay(Unavailable):
    template = "No hay una pantalla donde abrir la ventana"
    remedy = "Ábrala desde un escritorio, o vea un recorrido con: btg-desktop tour CARPETA"


class TourFailed(Unavailable):
    template = "El recorrido se detuvo en {step}"
    remedy = "Revise la instalación con: btg-desktop doctor"


class NotSaved(Unavailable):
    template = "No se pudo guardar {file} ({reason})"
    remedy = "Revise la carpeta y sus permisos, o elija otra"


class NotPrinted(Unavailable):
    template = "No se pudo imprimir {title}"
    remedy = "Revise que la impresora esté encendida y conectada, y repita"


class DatabaseUnavailable(Unavailable):
    template = "No hay conexión con la base de datos ({reason})"
    remedy = "Revise la red y la dirección del servidor; la aplicación reintenta sola"


class DatabaseRefused(Unavailable):
    template = "La base de datos rechazó la operación ({reason})"
    remedy = "Revise el usuario, la clave y los permisos con el área de tecnología"


class DatabaseNotPrepared(Unavailable):
    """Its schema is none (0) or an older one, and this user may not make the one that is needed."""

    template = "La base de datos no está preparada para este programa (esquema {found}; necesita el {needed})"
    remedy = "El área de tecnología la prepara, con su propio usuario: btg-desktop schema"


class OtherSchema(Unavailable):
    """What only looks at a database leaves its shape alone, and does not guess at another one."""


class NoSchema(OtherSchema):
    template = "La base de datos {database} todavía está sin preparar: no tiene esquema"
    remedy = "Revise mongodb_database o, si es nueva, prepárela con: btg-desktop schema"


class OlderSchema(OtherSchema):
    template = "El esquema de la base de datos ({stored}) es anterior al de este programa ({own})"
    remedy = "Póngala al día con: btg-desktop schema"


class NewerSchema(OtherSchema):
    template = "El esquema de la base de datos ({stored}) es más nuevo que el de este programa ({own})"
    remedy = "Actualice el programa de este equipo"


class ApiMissing(Unavailable):
    template = "Este equipo no tiene los paquetes de la API ({package})"
    remedy = "Instálelos con: pip install 'btg-desktop[api]'"


class AddressRefused(Unavailable):
    template = "No se puede atender en {address} ({reason})"
    remedy = "Cierre el programa que lo ocupa, o elija otra dirección con --host y --port"


class BackupFailed(Unavailable):
    template = "No se pudo hacer la copia de seguridad ({reason})"
    remedy = "Revise la carpeta y sus permisos, y repita"


class BackupExists(BackupFailed):
    template = "Ya existe {file}"
    remedy = "Elija otro nombre, o agregue --force para reemplazarlo"


class BackupInterrupted(BackupFailed):
    template = "La copia de seguridad se interrumpió"
    remedy = ""


class BackupTooSlow(BackupFailed):
    template = "La copia no terminó en {seconds} segundos, el límite para ver la base en un solo momento"
    remedy = "Repita con el equipo menos ocupado o en un disco más rápido"


class NoRoomForBackup(BackupFailed):
    template = "No hay espacio para la copia de seguridad en la carpeta {folder}"
    remedy = "Libere espacio en ese disco o elija otro"


class ExportFailed(Unavailable):
    template = "No se pudo escribir {file} en la carpeta {folder} ({reason})"
    remedy = "Cierre el archivo si está abierto, revise los permisos de la carpeta o elija otra"


class ExportInterrupted(ExportFailed):
    template = "La exportación se canceló; no quedó ningún archivo"
    remedy = ""


class ExportTooLong(ExportFailed):
    template = "{file} pasaría de {maximum} filas, el límite de Excel"
    remedy = "Elija menos movimientos con los filtros, o exporte a CSV, que no tiene límite"


class NoRoomForExport(ExportFailed):
    template = "No hay espacio en el disco de la carpeta {folder}"
    remedy = "Libere espacio en ese disco o elija otra carpeta"


class RestoreRefused(Unavailable):
    """Nothing was changed."""


class NotABackup(RestoreRefused):
    template = "{file} no es una copia de seguridad de BTG Desktop"
    remedy = "Las copias diarias están en la subcarpeta backups de la carpeta de datos"


class DamagedBackup(RestoreRefused):
    template = "La copia de seguridad {file} está dañada o incompleta ({reason})"
    remedy = "No se cambió nada. Use otra copia"


class BackupTooNew(RestoreRefused):
    template = "La copia de seguridad {file} es de un programa más nuevo ({program})"
    remedy = "No se cambió nada. Actualice el programa de este equipo"


class DatabaseNotEmpty(RestoreRefused):
    template = "La base de datos de este equipo ya tiene datos"
    remedy = "Agregue --replace para reemplazarlos; antes se guarda una copia de lo que hay"


class DatabaseInUse(RestoreRefused):
    template = "Otra ventana u otro comando usa la base de datos de este equipo"
    remedy = "Ciérrelo y repita. No se cambió nada"


class UnfinishedRestore(RestoreRefused):
    template = "La base de datos está a medio restaurar de la copia {file}"
    remedy = "Espere a que termine o, si se interrumpió, repita: btg-desktop restore ARCHIVO"


class PrivateServerError(Unavailable):
    template = "La base de datos local no pudo iniciar ({reason})"
    remedy = "Consulte el registro del servidor en la carpeta de datos"


class MongodMissing(PrivateServerError):
    template = "No se encontró el programa mongod"
    remedy = "Instale MongoDB o indique su ruta en la clave mongod de la configuración"


class PortRefused(PrivateServerError):
    template = "El puerto {port} no se puede usar"
    remedy = "Cierre el programa que lo ocupa o revise el cortafuegos local"


class FolderNotWritable(PrivateServerError):
    template = "No se puede escribir en la carpeta {folder}"
    remedy = "Dé permiso de escritura al usuario o elija otra carpeta con --data-dir"


class DiskFull(PrivateServerError):
    template = "No hay espacio en el disco de la carpeta {folder}"
    remedy = "Libere espacio y vuelva a abrir la aplicación"


class ServerStopped(PrivateServerError):
    template = "La base de datos local se detuvo ({reason})"
    remedy = "La aplicación la reinicia sola; si se repite, consulte su registro"


REJECTIONS: dict[str, type[Rejection]] = {
    error.code: error
    for error in (
        InsufficientBalance,
        BelowMinimum,
        NotSubscribed,
        FundNotOffered,
        ChannelNotChosen,
        UnknownClient,
        UnknownFund,
    )
}
"""Each rejection by the code it is stored under."""
