"""The composition root: builds everything once, in order, and takes it down in the reverse order.

pymongo and boto3 cost more to import than the window takes to show: the functions here that need
them import them when they run, which the window does on a worker thread.
"""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from btg_desktop import config
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.errors import (
    BadAddress,
    BanksDatabase,
    PrivateServerError,
    SettingsError,
)
from btg_desktop.domain.models import Desk, Intent
from btg_desktop.domain.receipts import Bank

if TYPE_CHECKING:
    from pymongo.database import Database

    from btg_desktop.adapters.memory_file import MemoryFile
    from btg_desktop.adapters.mongo.backup.folder import LocalBackupFolder
    from btg_desktop.adapters.mongo.connection import Document
    from btg_desktop.adapters.mongo.diagnosis import ServerFacts
    from btg_desktop.adapters.private_mongod.server import PrivateMongod
    from btg_desktop.services.backups import DailyBackups, Restoration
    from btg_desktop.services.importing.importer import Import
    from btg_desktop.services.ports import BackupMaker, MessageChannel
    from btg_desktop.services.suite import Services

ServerEvent = Callable[[PrivateServerError | None], None]
"""Told of a private server that stopped (the error), and of one that serves again (None)."""


def _ignore(_event: PrivateServerError | None) -> None:
    """Nobody watches."""


@contextmanager
def open_services(
    configuration: Configuration | None = None,
    on_server_event: ServerEvent = _ignore,
    channel: "MessageChannel | None" = None,
    *,
    only_looks: bool = False,
) -> Iterator["Services"]:
    """Open the database and everything on top of it; close it all at the end.

    Without a `configuration`, the settings as the program would read them; without a `channel`, messages
    go where they say. Who `only_looks` gets the database as it is, and OtherSchema where that is of another
    version; else it is brought to this one. Raises SettingsError or a subclass of Unavailable, each with
    what to do about it.
    """
    from btg_desktop.adapters.channels.router import build_channel
    from btg_desktop.adapters.intents import IntentJournal
    from btg_desktop.adapters.mongo.schema import ensure_schema
    from btg_desktop.adapters.mongo.schema_version import require_schema
    from btg_desktop.assembly import assemble

    configuration = configuration or config.load()
    settings = configuration.settings
    with ExitStack() as stack:
        database = stack.enter_context(_open_database(configuration, on_server_event))
        (require_schema if only_looks else ensure_schema)(database)
        intents = IntentJournal(intents_folder(settings))
        stack.callback(intents.close)
        carrier = channel or build_channel(
            settings.notify, settings.data_dir / "messages", settings.ses_sender, settings.sns_sender_id
        )
        daily_backups = _daily_backups(settings, database)
        desk, bank = desk_of(settings), bank_of(settings)
        yield assemble(database, intents, carrier, desk, bank, daily_backups)


@contextmanager
def open_backup_maker(configuration: Configuration) -> Iterator["BackupMaker"]:
    """Open the private database to copy it. Raises BanksDatabase, else as `open_services`."""
    from btg_desktop.adapters.mongo.backup.snapshot import MongoBackups
    from btg_desktop.adapters.mongo.schema import ensure_schema

    _require_private(configuration)
    with _open_database(configuration, _ignore) as database:
        ensure_schema(database)
        yield MongoBackups(database)


@contextmanager
def open_restoration(configuration: Configuration, file: Path) -> Iterator["Restoration"]:
    """Check all of `file`, then start the private server, whatever its database is like.

    Raises BanksDatabase or RestoreRefused, else as `open_services`.
    """
    from btg_desktop.adapters.mongo.audit import MongoAuditReader
    from btg_desktop.adapters.mongo.backup.restoration import MongoRestoreTarget, opened_backup
    from btg_desktop.adapters.mongo.backup.snapshot import RESERVE_BYTES, MongoBackups
    from btg_desktop.adapters.mongo.connection import connect
    from btg_desktop.services.backups import Restoration
    from btg_desktop.services.verification import Verification

    _require_private(configuration)
    settings = configuration.settings
    with opened_backup(file) as source, ExitStack() as stack:
        server = _private_server(settings, _ignore, stack)
        database = connect(server.start(), settings.mongodb_database)
        stack.callback(database.client.close)
        yield Restoration(
            source,
            MongoRestoreTarget(database, server.alone),
            MongoBackups(database, RESERVE_BYTES),
            backup_folder(settings),
            Verification(MongoAuditReader(database)),
        )


@contextmanager
def open_import(
    configuration: Configuration, source: str, database: str | None, *, rehearse: bool
) -> Iterator["Import"]:
    """Check all of `source` (a file, a folder, or a live `database`), then open our own to import into it.

    A rehearsal writes nothing into it, not even its schema. Raises BadSource, else as `open_services`.
    """
    from btg_desktop.adapters.mongo.imports import MongoImportTarget
    from btg_desktop.adapters.mongo.schema import ensure_schema
    from btg_desktop.adapters.mongo.schema_version import require_schema
    from btg_desktop.adapters.seed.source import opened_source
    from btg_desktop.services.importing.importer import Import
    from btg_desktop.services.importing.rehearsal import Rehearsal

    with (
        opened_source(source, database) as documents,
        _open_database(configuration, _ignore) as own,
    ):
        if rehearse:
            require_schema(own, or_none=True)
        else:
            ensure_schema(own)
        target = MongoImportTarget(own)
        yield Import(documents, Rehearsal(target) if rehearse else target)


def backup_folder(settings: Settings) -> "LocalBackupFolder":
    """Where the copies of this PC's database are kept."""
    from btg_desktop.adapters.mongo.backup.folder import LocalBackupFolder

    return LocalBackupFolder(settings.data_dir / "backups", settings.mongodb_database)


def _daily_backups(settings: Settings, database: "Database[Document]") -> "DailyBackups | None":
    from btg_desktop.adapters.mongo.backup.snapshot import RESERVE_BYTES, MongoBackups
    from btg_desktop.services.backups import DailyBackups

    if settings.mongodb_uri:
        return None
    maker = MongoBackups(database, RESERVE_BYTES)
    return DailyBackups(maker, backup_folder(settings), settings.backups_to_keep)


def _require_private(configuration: Configuration) -> None:
    if configuration.settings.mongodb_uri:
        raise BanksDatabase(where=configuration.origins["mongodb_uri"], key="mongodb_uri")


def database_facts(configuration: Configuration) -> "ServerFacts":
    """Open the database as it is, ask what that is, and close it. Raises as `open_services`."""
    from btg_desktop.adapters.mongo.diagnosis import server_facts

    with _open_database(configuration, _ignore, strict_api=False) as database:
        return server_facts(database, configuration.settings.branch)


def lay_out_schema(configuration: Configuration) -> int:
    """Bring the database to this program's schema; return the version that it has then.

    Raises DatabaseNotPrepared where the database's user may not, else as `open_services`.
    """
    from btg_desktop.adapters.mongo.schema import ensure_schema

    with _open_database(configuration, _ignore) as database:
        return ensure_schema(database)


@contextmanager
def _open_database(
    configuration: Configuration, on_server_event: ServerEvent, *, strict_api: bool = True
) -> Iterator["Database[Document]"]:
    """The database as it is; the private server is started before and let go after."""
    from btg_desktop.adapters.mongo.connection import connect, disconnect

    settings = configuration.settings
    with ExitStack() as stack:
        try:
            uri, password = _database_address(settings, on_server_event, stack)
            database = connect(uri, settings.mongodb_database, password, strict_api=strict_api)
        except BadAddress as error:
            raise _where_it_stands(configuration, error) from error
        stack.callback(disconnect, database)
        yield database


def _where_it_stands(configuration: Configuration, error: BadAddress) -> SettingsError:
    where = configuration.origins.get("mongodb_uri", "configuración")
    return SettingsError(where=where, key="mongodb_uri", reason=error.fields["reason"])


def _database_address(
    settings: Settings, on_server_event: ServerEvent, stack: ExitStack
) -> tuple[str, str | None]:
    """The connection string and, where it lacks one, the password; starts the private server if needed."""
    if settings.mongodb_uri:
        from btg_desktop.adapters.keyring_passwords import database_password

        return settings.mongodb_uri, database_password(settings.mongodb_uri)
    return _private_server(settings, on_server_event, stack).start(), None


def _private_server(settings: Settings, on_server_event: ServerEvent, stack: ExitStack) -> "PrivateMongod":
    """The private server, not started yet; `stack` lets go of it."""
    from btg_desktop.adapters.private_mongod.server import PrivateMongod

    binary = Path(settings.mongod) if settings.mongod else None
    server = PrivateMongod(settings.data_dir, settings.mongodb_database, binary, on_server_event)
    stack.callback(server.close)
    return server


def database_key(settings: Settings) -> str:
    """A folder name for each database: an intent must never be sent to another one."""
    from btg_desktop.adapters.mongo.address import parse_address

    if not settings.mongodb_uri:
        return f"private-{settings.mongodb_database}"
    return parse_address(settings.mongodb_uri).folder_of(settings.mongodb_database)


def intents_folder(settings: Settings) -> Path:
    """Where requests to this database wait for their answer; those to others are beside it."""
    return settings.data_dir / "intents" / database_key(settings)


def waiting_intents(settings: Settings) -> list[Intent]:
    """What waits for its answer on this PC, oldest first; needs no database. Raises OSError."""
    from btg_desktop.adapters.intents import look

    return look(intents_folder(settings))


def requests_elsewhere(settings: Settings) -> Mapping[Path, int]:
    """How many requests of this PC wait for the answer of another database, by folder."""
    from btg_desktop.adapters.intents import waiting_in

    own = intents_folder(settings)
    return {folder: count for folder, count in waiting_in(own.parent).items() if folder != own}


def window_memory(settings: Settings) -> "MemoryFile":
    """What the window remembers on this PC; a client's id means nothing in another database."""
    from btg_desktop.adapters.memory_file import MemoryFile

    return MemoryFile(settings.data_dir / "windows" / f"{database_key(settings)}.json")


def desk_of(settings: Settings) -> Desk:
    """Who works here: written into every transaction."""
    return Desk(operator=settings.operator, branch=settings.branch, host=socket.gethostname())


def bank_of(settings: Settings) -> Bank:
    """Whose papers these are: printed on every receipt."""
    return Bank(name=settings.bank_name, nit=settings.bank_nit)


def trust_system_certificates() -> None:
    """Trust what the system trusts: branches sit behind TLS inspection.

    It changes the whole process, so only the program itself calls it, before boto3 or pymongo load.
    """
    import truststore

    truststore.inject_into_ssl()
