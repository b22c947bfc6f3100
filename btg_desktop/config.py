"""The settings, read once: flag > environment > user file > machine file > default.

A machine file may lock keys: then nothing above it counts. Unknown keys of a file and bad values are refused
with the place, the key and the reason. An unknown variable may be another program's: it is only
told. Secrets are not settings: the database password lives in the system's keyring.
"""

import logging
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
import platformdirs
from msgspec import Meta

from btg_desktop.domain.errors import BadAddress, InvalidDocument, SettingsError
from btg_desktop.domain.models import DocumentType

logger = logging.getLogger(__name__)

APP: Final = "btg-desktop"
ENVIRONMENT_PREFIX: Final = "BTG_"
LOCK_KEY: Final = "locked"
"""In the machine file: the list of keys that nobody below it may change."""


def _operator() -> str:
    """Who the system says this is; a variable would let anybody sign as somebody else."""
    if sys.platform == "win32":
        try:
            return os.getlogin()
        except OSError:
            return "operador"  # no session, as in a service
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"  # a user without a name, as in some containers


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that can be set. Folders and files are absolute or relative to where the program starts."""

    mongodb_uri: Annotated[str, Meta(pattern=r"^$|^mongodb(\+srv)?://")] = ""
    """Empty: the private server of this PC."""
    mongodb_database: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,38}$")] = "btg"
    mongod: str = ""
    """The mongod program of the private server; empty: look on PATH, then beside this program."""
    data_dir: Path = msgspec.field(default_factory=lambda: platformdirs.user_data_path(APP, appauthor=False))
    notify: Literal["file", "aws"] = "file"
    ses_sender: Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+$")] = "notificaciones@btg.example"
    """The sender of e-mails; SES must have verified it."""
    sns_sender_id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{0,11}$")] = ""
    branch: Annotated[str, Meta(max_length=60)] = ""
    operator: Annotated[str, Meta(min_length=1, max_length=60)] = msgspec.field(default_factory=_operator)
    bank_name: Annotated[str, Meta(min_length=1, max_length=80)] = "BTG Pactual"
    bank_nit: str = ""
    """The bank's tax number, printed on receipts; empty: not printed."""
    language: Literal["es", "en"] = "es"
    theme: Literal["light", "dark", "system"] = "system"
    text_size: Literal[100, 125, 150, 200] = 100
    """The size of all text, in per cent."""
    backups_to_keep: Annotated[int, Meta(ge=1, le=365)] = 7
    """How many daily copies of the private database stay in `<data_dir>/backups`."""


_REASONS: Final = {
    "mongodb_uri": "debe empezar por mongodb:// o mongodb+srv://",
    **dict.fromkeys(("mongod", "data_dir", "bank_nit"), "debe ser un texto"),
    **dict.fromkeys(("operator", "bank_name"), "debe ser un texto que no esté vacío ni sea largo"),
    "branch": "debe ser un texto de 60 caracteres a lo más",
    "mongodb_database": "debe tener letras sin tilde, cifras, - o _, y 38 a lo más",
    "notify": "debe ser file o aws",
    "ses_sender": "debe ser un correo",
    "sns_sender_id": "debe tener letras sin tilde, cifras o -, y 11 a lo más",
    "language": "debe ser es o en",
    "theme": "debe ser light, dark o system",
    "text_size": "debe ser 100, 125, 150 o 200",
    "backups_to_keep": "debe ser un número de 1 a 365",
}
"""What a value must be: the library's own words would be English, or a regular expression."""


@dataclass(frozen=True)
class UnknownVariable:
    """A `BTG_…` variable that sets nothing here; `meant` is the one it may be a slip of, or ""."""

    name: str
    meant: str

    def __str__(self) -> str:
        question = f": ¿quiso decir {self.meant}?" if self.meant else ""
        return f"la variable {self.name} no es de esta aplicación y no se usa{question}"


@dataclass(frozen=True)
class Configuration:
    """The settings, where each came from, and the file that the preferences dialog writes to."""

    settings: Settings
    origins: Mapping[str, str]
    locked: Mapping[str, str]
    user_file: Path
    unknown: tuple[UnknownVariable, ...] = ()

    def log_unknown(self) -> None:
        """Write the variables that set nothing to the log, without their values."""
        for each in self.unknown:
            logger.warning("%s", each)


@dataclass
class _Layers:
    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    locked: dict[str, str] = field(default_factory=dict)

    def lay_file(self, values: Mapping[str, Any], path: Path) -> None:
        """Put a file's values on top of what is there; a file holds no secret."""
        if _has_secret(values.get("mongodb_uri")):
            raise SettingsError(
                where=str(path), key="mongodb_uri", reason="la clave va en el llavero del sistema, no aquí"
            )
        self.lay(values, str(path))

    def lay(self, values: Mapping[str, Any], origin: str) -> None:
        """Put `values` on top of what is there, but for locked keys."""
        for key, value in values.items():
            if key not in Settings.__struct_fields__:
                raise SettingsError(where=origin, key=key, reason="no existe esta clave")
            if key not in self.locked:
                self.values[key] = _checked(key, value, origin)
                self.origins[key] = origin


def load(
    flags: Mapping[str, Any] | None = None,
    config_file: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Configuration:
    """Read the settings from everywhere. Raises SettingsError with the place, the key and the reason.

    `config_file` takes the place of the user's file and must exist.
    """
    user_file = config_file or platformdirs.user_config_path(APP, appauthor=False) / "settings.toml"
    if config_file and not config_file.is_file():
        raise SettingsError(where=str(config_file), key="--config", reason="no existe el archivo")
    layers = _Layers()
    machine_file = machine_folder() / "settings.toml"
    machine = _read(machine_file)
    locks = machine.pop(LOCK_KEY, [])
    layers.lay_file(machine, machine_file)
    layers.locked.update(_locks(locks, machine_file))
    layers.lay_file(_read(user_file), user_file)
    variables, unknown = _from_environment(environment)
    layers.lay(variables, "entorno")
    layers.lay(flags or {}, "opción")
    settings = Settings(**layers.values)
    return Configuration(settings, layers.origins, layers.locked, user_file, unknown)


def machine_folder() -> Path:
    """Where the file that may lock keys is. Only an administrator writes there, and no variable moves it.

    platformdirs follows variables on every system, so it is not asked: one of them would undo every lock.
    """
    if sys.platform == "win32":
        import winreg

        folders = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, folders) as key:
            return Path(winreg.QueryValueEx(key, "Common AppData")[0]) / APP
    if sys.platform == "darwin":
        return Path("/Library/Application Support") / APP
    return Path("/etc/xdg") / APP


def save(configuration: Configuration, key: str, value: str) -> None:
    """Write one setting to the user's file and leave the rest of it as it is. Raises SettingsError."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    from btg_desktop.durable import replace_file

    path = configuration.user_file
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
        document[key] = int(value) if value.isdecimal() else value
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, tomlkit.dumps(document).encode(), private=False)
    except (OSError, TOMLKitError) as error:
        raise SettingsError(where=str(path), key=key, reason=str(error)) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(where=str(path), key="TOML", reason=str(error)) from error


def _locks(keys: object, machine_file: Path) -> dict[str, str]:
    if not isinstance(keys, list) or not all(key in Settings.__struct_fields__ for key in keys):
        raise SettingsError(where=str(machine_file), key=LOCK_KEY, reason="debe ser una lista de claves")
    return dict.fromkeys(keys, str(machine_file))


def _from_environment(
    environment: Mapping[str, str],
) -> tuple[dict[str, str], tuple[UnknownVariable, ...]]:
    """What the variables set, by key, and those of them that set nothing."""
    ours = {
        name.removeprefix(ENVIRONMENT_PREFIX).lower(): (name, value)
        for name, value in environment.items()
        if name.startswith(ENVIRONMENT_PREFIX)
    }
    known = {key: value for key, (_name, value) in ours.items() if key in Settings.__struct_fields__}
    unknown = [UnknownVariable(name, _meant(key)) for key, (name, _) in ours.items() if key not in known]
    return known, tuple(unknown)


def _meant(key: str) -> str:
    """The variable whose name is closest to that of an unknown `key`; "" where none is close."""
    from difflib import get_close_matches

    close = get_close_matches(key, Settings.__struct_fields__, n=1, cutoff=0.75)
    return f"{ENVIRONMENT_PREFIX}{close[0].upper()}" if close else ""


def _checked(key: str, value: Any, origin: str) -> Any:
    """The value in its own type. Raises SettingsError."""
    stripped = value.strip() if isinstance(value, str) else value
    try:
        found = getattr(msgspec.convert({key: stripped}, Settings, strict=False, dec_hook=_path), key)
        if key == "mongodb_uri" and found:
            _check_address(found)
        return _nit(found) if key == "bank_nit" and found else found
    except msgspec.ValidationError as error:
        raise SettingsError(where=origin, key=key, reason=_REASONS[key]) from error
    except BadAddress as error:
        raise SettingsError(where=origin, key=key, reason=str(error.fields["reason"])) from error
    except InvalidDocument as error:
        reason = "debe ser un NIT con su dígito de verificación"
        raise SettingsError(where=origin, key=key, reason=reason) from error


def _has_secret(uri: object) -> bool:
    if not isinstance(uri, str) or not uri:
        return False
    from btg_desktop.adapters.mongo.address import has_secret  # not before the window shows, unless set

    return has_secret(uri.strip())  # what is no address is refused as such


def _check_address(uri: str) -> None:
    from btg_desktop.adapters.mongo.address import parse_address  # not before the window shows, unless set

    parse_address(uri)


def _nit(text: str) -> str:
    from btg_desktop.domain.contacts import check_document  # not before the window shows, unless it is set

    return check_document(DocumentType.NIT, text)


def _path(_type: type, value: Any) -> Path:
    if not isinstance(value, str | Path):
        raise TypeError("Expected a folder")
    return Path(value)
