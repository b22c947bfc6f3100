"""What every test may use, and what no test may leave behind. The database is a real mongod."""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import truststore
from pymongo.database import Database

from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo.connection import Document, connect
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.adapters.mongo.schema import ensure_schema
from btg_desktop.adapters.mongo.stores import MongoClients
from btg_desktop.adapters.mongo.validators import VALIDATORS
from btg_desktop.adapters.private_mongod.server import PrivateMongod
from btg_desktop.domain.models import Client, Desk
from btg_desktop.services.clients import Clients
from btg_desktop.services.subscriptions import Subscriptions

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

DESK = Desk("laura", "Medellín Centro", "pc-1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with a long test come first: in the end no core waits for another."""
    files = {item.path for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in files)


class _ErrorRecorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_logged_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """A logged error fails the test, unless it is marked `logs_errors`."""
    recorder = _ErrorRecorder()
    logging.getLogger().addHandler(recorder)
    yield
    logging.getLogger().removeHandler(recorder)
    if request.node.get_closest_marker("logs_errors") is None:
        assert recorder.messages == []


@pytest.fixture(autouse=True, scope="session")
def this_process_keeps_its_certificates() -> Iterator[None]:
    """The program changes its whole process; commands that tests run inside this one must not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(truststore, "inject_into_ssl", lambda: None)
        yield


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A thread or a child process that outlives its test fails it."""
    threads, children = set(threading.enumerate()), set(psutil.Process().children(recursive=True))
    yield
    # Python never hears of the end of a thread that Qt started; a desk waits for its own.
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in threads and not isinstance(thread, threading._DummyThread)
    ]
    for thread in left:
        thread.join(timeout=5)
    assert [thread.name for thread in left if thread.is_alive()] == []
    born = set(psutil.Process().children(recursive=True)) - children
    _, alive = psutil.wait_procs(born, timeout=5)
    assert [process.name() for process in alive] == []


@pytest.fixture(scope="session")
def mongod_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the private mongod of the whole run."""
    return tmp_path_factory.mktemp("mongod")


@pytest.fixture(scope="session")
def mongodb_uri(mongod_folder: Path) -> Iterator[str]:
    """A private mongod for the whole run, as the program itself would start it."""
    server = PrivateMongod(mongod_folder, "btg", None, lambda _event: None)
    uri = server.start()
    yield uri
    server.close()


@pytest.fixture(scope="session")
def connection(mongodb_uri: str) -> Iterator[Database[Document]]:
    """One connection for the whole run: closing one takes half a second."""
    opened = connect(mongodb_uri, "btg")
    ensure_schema(opened)
    yield opened
    opened.client.close()


@pytest.fixture
def database(connection: Database[Document]) -> Iterator[Database[Document]]:
    """The program's database, with its schema and catalogue and nothing else."""
    ensure_schema(connection)
    yield connection
    for name in VALIDATORS:
        if name != "esquema":
            connection[name].delete_many({})


@pytest.fixture
def insert_unchecked(database: Database[Document]) -> Callable[[str, Document], None]:
    """Writes what the validators would refuse, as another program might have."""

    def insert(collection: str, document: Document) -> None:
        database.command("collMod", collection, validationLevel="off")
        database[collection].replace_one({"_id": document["_id"]}, document, upsert=True)
        database.command("collMod", collection, validationLevel="strict")

    return insert


@pytest.fixture
def clients(database: Database[Document]) -> Clients:
    return Clients(MongoClients(database))


@pytest.fixture
def julian(clients: Clients) -> Client:
    """A client with COP 500.000, told by SMS."""
    return clients.register(
        name="Julián Montoya",
        document_type="CC",
        document="1.214.727.927",
        email="julian@example.com",
        phone="300 544 4343",
        channel="sms",
    )


@pytest.fixture
def subscriptions(database: Database[Document], tmp_path: Path) -> Iterator[Subscriptions]:
    intents = IntentJournal(tmp_path / "intents")
    yield Subscriptions(MongoLedger(database), intents, DESK)
    intents.close()


@pytest.fixture(scope="module")
def moto_url() -> Iterator[str]:
    """Where a stand-in for Amazon SES and SNS listens, on a real socket."""
    from moto.server import ThreadedMotoServer  # takes its time: only where it is used

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()
