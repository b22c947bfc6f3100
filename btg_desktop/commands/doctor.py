"""`btg-desktop doctor`: looks at everything the program needs, and says how to mend what is wrong."""

import json
import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import Final

import msgspec

from btg_desktop import __version__
from btg_desktop.bootstrap import (
    backup_folder,
    database_facts,
    intents_folder,
    requests_elsewhere,
    trust_system_certificates,
    waiting_intents,
)
from btg_desktop.commands.data_folder import refused_in
from btg_desktop.commands.violations import as_line
from btg_desktop.commands.window_libraries import load_window_libraries
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.audit import Violation
from btg_desktop.domain.branches import Branch
from btg_desktop.domain.errors import BtgError, LibraryMissing, NoSchema, NotAllowed, OtherSchema
from btg_desktop.services.backups import FRESH

_LIBRARIES: Final = ("PySide6-Essentials", "pymongo", "boto3")
_FREE_DISK_FLOOR_MB: Final = 1_000
_BACKUP_REMEDY: Final = "Abra la ventana: hace una copia al día. Si no la hace, dice por qué"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `remedy` is empty when it is fine."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def run(configuration: Configuration, *, as_json: bool) -> int:
    """Print every check; return 1 if one is not fine."""
    trust_system_certificates()
    checks = list(examine(configuration))
    settings = {
        key: {"value": shown, "origin": configuration.origins.get(key, "predeterminado")}
        for key, shown in _shown(configuration.settings).items()
    }
    if as_json:
        report = {
            "ok": all(check.ok for check in checks),
            "settings": settings,
            "locked": dict(configuration.locked),
            "checks": [asdict(check) for check in checks],
        }
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    else:
        for key, setting in settings.items():
            sys.stdout.write(f"{key} = {setting['value'] or '—'}  ({setting['origin']})\n")
        for check in checks:
            sys.stdout.write(f"{'✓' if check.ok else '✗'} {check.name}: {check.detail}\n")
            if check.remedy:
                sys.stdout.write(f"    {check.remedy}\n")
    return 0 if all(check.ok for check in checks) else 1


def examine(configuration: Configuration) -> Iterator[Check]:
    """Look at one thing after another."""
    settings = configuration.settings
    versions = ", ".join(f"{library} {_version(library)}" for library in _LIBRARIES)
    yield Check("versiones", ok=True, detail=f"{__version__}, Python {platform.python_version()}, {versions}")
    yield _variables(configuration)
    yield _window()
    folder = _folder(settings.data_dir)
    yield folder
    if folder.ok or settings.mongodb_uri:
        yield from _database(configuration)
    if folder.ok:
        yield _disk(settings.data_dir)
        yield from _unanswered(settings)
        yield _backup(settings)
    yield _channel(settings)


def _version(library: str) -> str:
    """A server without a window goes without the window's libraries."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "no instalado"


def _window() -> Check:
    """A server of the API goes without Qt."""
    try:
        load_window_libraries()
    except ModuleNotFoundError:
        return Check("ventana", ok=True, detail="este equipo atiende la API, sin ventana")
    except LibraryMissing as error:
        return Check("ventana", ok=False, detail=str(error), remedy=error.remedy)
    return Check("ventana", ok=True, detail="las bibliotecas del sistema están completas")


def _folder(data_dir: Path) -> Check:
    refused = refused_in(data_dir)
    if refused is None:
        return Check("carpeta de datos", ok=True, detail=str(data_dir))
    error = NotAllowed(path=str(refused))
    return Check("carpeta de datos", ok=False, detail=str(error), remedy=error.remedy)


def _variables(configuration: Configuration) -> Check:
    """A variable of another program is fine; one whose name is close to one of ours is a slip."""
    unknown = configuration.unknown
    slips = [each for each in unknown if each.meant]
    return Check(
        "variables",
        ok=not slips,
        detail="; ".join(map(str, unknown)) or "ninguna desconocida",
        remedy="Corrija el nombre de esa variable, o quítela" if slips else "",
    )


def _disk(data_dir: Path) -> Check:
    existing = next(folder for folder in (data_dir, *data_dir.absolute().parents) if folder.exists())
    free_mb = shutil.disk_usage(existing).free // 1_000_000
    return Check(
        "disco",
        ok=free_mb >= _FREE_DISK_FLOOR_MB,
        detail=f"{free_mb} MB libres en {data_dir}",
        remedy="" if free_mb >= _FREE_DISK_FLOOR_MB else "Libere espacio o elija otra carpeta con --data-dir",
    )


def _database(configuration: Configuration) -> Iterator[Check]:
    try:
        facts = database_facts(configuration)
    except BtgError as error:
        yield Check("base de datos", ok=False, detail=str(error), remedy=error.remedy)
        return
    kind = f"réplicas {facts.replica_set} ({facts.members})" if facts.replica_set else "sin réplicas"
    yield Check(
        "base de datos",
        ok=bool(facts.replica_set),
        detail=f"MongoDB {facts.version}, {kind}, esquema {facts.schema_version or 'ninguno'}",
        remedy="" if facts.replica_set else "Las operaciones de dinero necesitan un conjunto de réplicas",
    )
    if facts.unsafe is not None:
        yield Check("falla de mongod", ok=False, detail=str(facts.unsafe), remedy=facts.unsafe.remedy)
    if facts.schema_problem is not None:
        yield _schema(facts.schema_problem, is_private=not configuration.settings.mongodb_uri)
    else:
        yield _shape(facts.shape)
    yield from _encryption(configuration)
    yield _branch(configuration.settings.branch, facts.branch, facts.branches)
    yield _tokens(facts.lasting_tokens)


def _encryption(configuration: Configuration) -> Iterator[Check]:
    """Say that IT lets the way to the database be read; else it would not have been opened."""
    from btg_desktop.adapters.mongo.address import parse_address

    uri = configuration.settings.mongodb_uri
    if uri and (weakness := parse_address(uri).weakness):
        allowed_by = configuration.origins.get("allow_insecure_mongodb", "la configuración")
        yield Check("cifrado", ok=True, detail=f"la base de datos {weakness}: lo permite {allowed_by}")


def _schema(problem: OtherSchema, *, is_private: bool) -> Check:
    """A private database is new before its first window; without a schema, one of the bank may be a slip."""
    if is_private and isinstance(problem, NoSchema):
        return Check("esquema", ok=True, detail="la base de datos es nueva: la prepara la primera ventana")
    return Check("esquema", ok=False, detail=str(problem), remedy=problem.remedy)


def _shape(flaws: Sequence[Violation] | None) -> Check:
    """A strange index may delete by itself; without its validator a collection takes anything."""
    name = "índices y validadores"
    if flaws is None:
        remedy = "Dele las acciones listCollections y listIndexes (docker/mongo/roles.json)"
        return Check(name, ok=False, detail="este usuario no puede verlos", remedy=remedy)
    if not flaws:
        return Check(name, ok=True, detail="son los de esta versión")
    detail = "; ".join(as_line(flaw) for flaw in flaws)
    remedy = "Un administrador de la base de datos debe corregirlos; averigüe quién los cambió"
    return Check(name, ok=False, detail=detail, remedy=remedy)


def _branch(setting: str, branch: Branch | None, defined: int) -> Check:
    """A name that means no branch restricts nothing: where there are branches, it is a slip."""
    if branch is not None:
        offer = "todos los fondos" if branch.fund_ids is None else f"{len(branch.fund_ids)} fondos"
        return Check(
            "sucursal", ok=True, detail=f"{branch.name} ({branch.id}, {branch.city}): ofrece {offer}"
        )
    if not defined:
        return Check("sucursal", ok=True, detail="no hay sucursales definidas: se ofrecen todos los fondos")
    what = f"«{setting}» no está definida" if setting else "este equipo no dice cuál es la suya"
    remedy = "Corrija branch en la configuración, o defínala con: btg-desktop branches ARCHIVO"
    return Check("sucursal", ok=False, detail=f"{what}: se ofrecen todos los fondos", remedy=remedy)


def _tokens(lasting: Sequence[str] | None) -> Check:
    """Tokens that never expire are allowed, and named."""
    name = "credenciales de la API"
    if lasting is None:
        return Check(name, ok=True, detail="este usuario no las puede ver; área de tecnología: tokens list")
    return Check(name, ok=True, detail=f"no vencen: {', '.join(lasting)}" if lasting else "todas vencen")


def _unanswered(settings: Settings) -> Iterator[Check]:
    """What another address was asked for is asked again only there; what this PC did not write waits for a
    person.
    """
    name = "operaciones sin respuesta"
    elsewhere = sorted(requests_elsewhere(settings).items())
    for folder, count in elsewhere:
        yield Check(
            name,
            ok=False,
            detail=f"{count} de otra base de datos, en {folder}",
            remedy="Abra la ventana una vez con la configuración anterior. Si es la misma base de datos con "
            f"otra dirección, mueva lo que hay en esa carpeta a {intents_folder(settings)} y abra la ventana",
        )
    waiting = waiting_intents(settings)
    unproven = sum(not intent.is_proven for intent in waiting)
    if unproven:
        yield Check(
            name,
            ok=False,
            detail=f"{unproven} que este equipo no escribió, en {intents_folder(settings)}",
            remedy="Abra la ventana y decida en la lista de operaciones sin respuesta (F2)",
        )
    if not elsewhere and not unproven:
        yield Check(name, ok=True, detail=f"{len(waiting)} de esta base de datos, ninguna de otra")


def _channel(settings: Settings) -> Check:
    if settings.notify == "file":
        return Check("mensajes", ok=True, detail=f"archivos en {settings.data_dir / 'messages'}")
    from btg_desktop.adapters.channels.diagnosis import aws_facts

    ready, detail = aws_facts()
    remedy = "" if ready else "Revise las credenciales, la región y la cuenta de AWS de este equipo"
    return Check("mensajes", ok=ready, detail=detail, remedy=remedy)


def _backup(settings: Settings) -> Check:
    """Look at the last daily copy, and read all of it: only then is it one."""
    from btg_desktop.adapters.mongo.backup.archive import opened_archive
    from btg_desktop.adapters.private_mongod.folder import Folder

    name = "copia de seguridad"
    if settings.mongodb_uri:
        return Check(name, ok=True, detail="la base de datos es del banco, que la copia con sus medios")
    now = datetime.now(UTC)
    backups = [backup for backup in backup_folder(settings).daily() if backup.facts.made_at <= now]
    if not backups:
        created_at = Folder.within(settings.data_dir).created_at()
        is_new = created_at is None or now - created_at < FRESH
        detail = "todavía no hay ninguna; la base de datos es nueva" if is_new else "no hay ninguna"
        return Check(name, ok=is_new, detail=detail, remedy="" if is_new else _BACKUP_REMEDY)
    last = backups[-1]
    try:
        with opened_archive(last.path):
            age = now - last.facts.made_at
    except BtgError as error:
        return Check(name, ok=False, detail=str(error), remedy=_BACKUP_REMEDY)
    return Check(
        name,
        ok=age < FRESH,
        detail=f"la última tiene {age // timedelta(hours=1)} horas: {last.path}",
        remedy="" if age < FRESH else _BACKUP_REMEDY,
    )


def _shown(settings: Settings) -> dict[str, str]:
    """The settings as text, without a secret that came by the environment."""
    from btg_desktop.adapters.mongo.address import shown_address

    shown = {key: str(value) for key, value in msgspec.structs.asdict(settings).items()}
    shown["mongodb_uri"] = shown_address(shown["mongodb_uri"])
    return shown
