"""The API on a real socket, over the real use cases and a real mongod."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from api_scene import PATIENCE_SECONDS, Api
from pymongo.database import Database
from serving import Program, Start

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.api.app import create_app
from btg_desktop.api.server import listening, server_for
from btg_desktop.bootstrap import open_services
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.models import Client
from btg_desktop.services.suite import Services

BRANCH = "Medellín Centro"


@pytest.fixture(scope="session")
def suite(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The use cases as the program opens them; once, since closing a connection takes half a second."""
    settings = Settings(
        mongodb_uri="".join(mongodb_uri),
        data_dir=tmp_path_factory.mktemp("api"),
        branch=BRANCH,
        operator="tecnologia",
    )
    with open_services(Configuration(settings, {}, {}, Path("settings.toml"))) as services:
        yield services


@pytest.fixture
def services(suite: Services, database: Database[Document]) -> Services:
    """The use cases on a database without clients and tokens."""
    return suite


@pytest.fixture
def start_api(services: Services) -> Iterator[Callable[..., Api]]:
    """Starts servers on free ports; all of them end with the test."""
    with ExitStack() as stack:

        def start(**options: Any) -> Api:
            opened = stack.enter_context(listening("127.0.0.1", 0))
            server = server_for(create_app(services, **options))
            thread = threading.Thread(target=server.run, args=([opened],), name="api")
            thread.start()

            def stop() -> None:
                server.should_exit = True
                thread.join(PATIENCE_SECONDS)

            stack.callback(stop)
            return Api(f"http://127.0.0.1:{opened.getsockname()[1]}", services, stack)

        yield start


@pytest.fixture
def api(start_api: Callable[..., Api]) -> Api:
    return start_api()


@pytest.fixture
def portal(api: Api) -> httpx.Client:
    """A caller who may do everything."""
    return api.connect()


@pytest.fixture
def api_pair(api: Api) -> tuple[httpx.Client, httpx.Client]:
    """Two callers with a token each."""
    return api.connect(name="portal"), api.connect(name="app")


@pytest.fixture
def ana(services: Services) -> Client:
    """A client with COP 500.000, told by e-mail."""
    return services.clients.register(
        name="Ana Gómez", document_type="CC", document="43567210", email="ana@example.com", phone="3102223344"
    )


@pytest.fixture
def start(mongodb_uri: str, tmp_path: Path) -> Iterator[Start]:
    """Starts programs; all of them end with the test."""
    started: list[Program] = []

    def start_it(*arguments: str, more: str = "") -> Program:
        started.append(Program(tmp_path, "".join(mongodb_uri), *arguments, more=more))
        return started[-1]

    yield start_it
    for program in started:
        if program.process.poll() is None:
            program.end(signal.SIGTERM)
