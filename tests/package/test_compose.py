"""docker-compose.yml and its scripts give the program a database and a message service to develop with."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml
from botocore.exceptions import ClientError
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import OperationFailure
from pymongo.uri_parser import parse_uri

from btg_desktop import config
from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo.connection import Document, connect
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.adapters.mongo.schema import ensure_schema
from btg_desktop.adapters.mongo.stores import MongoClients
from btg_desktop.config import ENVIRONMENT_PREFIX, Settings
from btg_desktop.domain.models import Desk
from btg_desktop.services.clients import Clients
from btg_desktop.services.subscriptions import Subscriptions

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
EXAMPLE = ROOT / ".env.example"
DOCKER_MONGO = ROOT / "docker" / "mongo"
UNAUTHORIZED = 13

DUMMY_CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
}


def found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed here")
    return path


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own scripts
        command,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def example() -> dict[str, str]:
    """The example's settings, as the shell of CONTRIBUTING reads them."""
    done = run("bash", "-c", f"env -i bash -c 'set -a; . {EXAMPLE}; env'")
    assert done.returncode == 0, done.stderr
    return dict(line.split("=", 1) for line in done.stdout.splitlines())


@pytest.fixture
def services() -> Mapping[str, Any]:
    done = run(found("docker-compose"), "--env-file", EXAMPLE, "-f", COMPOSE, "config")
    assert done.returncode == 0, done.stderr
    return dict(yaml.safe_load(done.stdout)["services"])


def test_compose_accepts_the_file_and_publishes_on_loopback_only(services: Mapping[str, Any]) -> None:
    assert set(services) == {"mongo", "aws", "api"}
    ports = [str(port) for service in services.values() for port in service["ports"]]
    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_every_setting_of_the_example_is_one_that_the_program_knows() -> None:
    keys = {
        name.removeprefix(ENVIRONMENT_PREFIX).lower()
        for name in example()
        if name.startswith(ENVIRONMENT_PREFIX)
    }
    assert keys
    assert keys <= set(Settings.__struct_fields__)


def test_the_example_speaks_to_the_ports_that_compose_publishes(services: Mapping[str, Any]) -> None:
    settings = example()
    published = {str(port).split(":")[1] for name in ("mongo", "aws") for port in services[name]["ports"]}
    addresses = settings["BTG_MONGODB_URI"] + settings["AWS_ENDPOINT_URL"]
    assert published == set(re.findall(r"localhost:(\d+)", addresses))


def test_development_and_tests_use_the_same_moto() -> None:
    image = re.search(r"motoserver/moto:(\S+)", COMPOSE.read_text())
    assert image
    assert f"\nmoto=={image[1]} " in (ROOT / "requirements" / "dev.lock").read_text()


# --- the REST API ------------------------------------------------------------------------------


def test_the_api_starts_only_when_asked_for_and_after_what_it_needs(services: Mapping[str, Any]) -> None:
    assert {name for name, service in services.items() if "profiles" in service} == {"api"}
    assert services["api"]["profiles"] == ["api"]
    healthy = {"condition": "service_healthy"}
    assert services["api"]["depends_on"] == {"mongo": healthy, "aws": healthy}


def test_the_api_s_container_may_do_no_more_than_it_must(services: Mapping[str, Any]) -> None:
    api = services["api"]
    assert api["read_only"] is True
    assert api["cap_drop"] == ["ALL"]
    assert api["security_opt"] == ["no-new-privileges:true"]
    assert {"privileged", "user", "cap_add", "network_mode", "pid"} & set(api) == set()


def test_the_api_knows_every_setting_that_compose_gives_it(services: Mapping[str, Any]) -> None:
    given = {name for name in services["api"]["environment"] if name.startswith(ENVIRONMENT_PREFIX)}
    assert {name.removeprefix(ENVIRONMENT_PREFIX).lower() for name in given} <= set(
        Settings.__struct_fields__
    )


def test_the_api_speaks_to_the_other_containers_by_their_names(services: Mapping[str, Any]) -> None:
    environment = services["api"]["environment"]
    _, _, database = environment["BTG_MONGODB_URI"].partition("@")
    port = services["mongo"]["environment"]["MONGO_PORT"]
    assert database == f"mongo:{port}/?directConnection=true&authSource=btg"
    assert environment["AWS_ENDPOINT_URL"] == "http://aws:5000"


def test_money_moves_through_a_name_that_is_not_the_member_s(
    mongodb_uri: str, services: Mapping[str, Any], tmp_path: Path, database: Database[Document]
) -> None:
    """As in Compose: the member calls itself otherwise than the one who asks for it."""
    options = services["api"]["environment"]["BTG_MONGODB_URI"].partition("/?")[2]
    private = parse_uri(mongodb_uri)
    ((host, port),) = private["nodelist"]
    assert host == "127.0.0.1"
    user = f"{private['username']}:{private['password']}"
    options = options.replace("authSource=btg", f"authSource={private['database']}")
    opened = connect(f"mongodb://{user}@localhost:{port}/?{options}", "btg")
    intents = IntentJournal(tmp_path)
    try:
        client = Clients(MongoClients(opened)).register(
            name="Ana", document_type="CC", document="1214727927", email="ana@example.com", channel="email"
        )
        subscriptions = Subscriptions(MongoLedger(opened), intents, Desk("api", "", "api"))
        moved = subscriptions.subscribe(uuid.uuid4(), client.id, 1, Decimal(75000))
        assert moved.balance_after == Decimal(425000)
        assert opened.client.nodes == {("localhost", port)}
    finally:
        intents.close()
        opened.client.close()


# --- the message service -----------------------------------------------------------------------


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, moto_url: str) -> str:
    monkeypatch.setenv("AWS_ENDPOINT_URL", moto_url)
    for name, value in DUMMY_CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    return moto_url


def send_from(sender: str) -> str:
    answer = boto3.client("sesv2").send_email(
        FromEmailAddress=sender,
        Destination={"ToAddresses": ["ana@example.com"]},
        Content={"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}},
    )
    return str(answer["MessageId"])


def test_the_health_check_verifies_the_sender_and_may_run_again(endpoint: str) -> None:
    for _ in range(2):
        done = run(
            sys.executable,
            ROOT / "docker" / "aws" / "ready.py",
            AWS_ENDPOINT_URL=endpoint,
            SES_SENDER="notificaciones@btg.example",
            **DUMMY_CREDENTIALS,
        )
        assert done.returncode == 0, done.stderr
    assert send_from("notificaciones@btg.example")
    with pytest.raises(ClientError):
        send_from("otra@btg.example")


# --- the database ------------------------------------------------------------------------------


@pytest.fixture
def mongod(tmp_path: Path) -> Iterator[int]:
    """A fresh mongod as docker/mongo/start.sh starts it."""
    key = tmp_path / "keyfile"
    key.write_text("c2VjcmV0byBkZSBwcnVlYmE=")
    key.chmod(0o400)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ["--dbpath", tmp_path, "--replSet", "btg", "--keyFile", key, "--bind_ip", "127.0.0.1"]
    arguments += ["--port", str(port), "--logpath", tmp_path / "log", "--wiredTigerCacheSizeGB", "0.25"]
    process = subprocess.Popen([mongod_program(), *arguments], stdout=subprocess.DEVNULL)  # noqa: S603
    yield port
    process.terminate()
    process.wait(30)


def mongod_program() -> Path:
    package = find_spec("fiftyone")
    if package is None or package.submodule_search_locations is None:
        pytest.skip("there is no mongod from PyPI for this kind of machine")
    return Path(package.submodule_search_locations[0], "db", "bin", "mongod")


def check(port: int, administrator: str = "uno") -> int:
    """The exit code of the health check, as Docker runs it until it says that it is ready."""
    return run(
        found("mongosh"),
        *("--quiet", "--norc", "--nodb", DOCKER_MONGO / "ready.js"),
        MONGO_PORT=str(port),
        MONGO_DATABASE="btg",
        MONGO_ADMIN_PASSWORD=administrator,
        MONGO_PASSWORD="dos",
    ).returncode


@pytest.fixture
def ready(mongod: int) -> int:
    """The port of a mongod that passed its health check."""
    assert any(check(mongod) == 0 for _ in range(10))
    return mongod


def test_the_health_check_makes_a_replica_set_whose_developer_may_not_delete(ready: int) -> None:
    assert check(ready) == 0
    assert check(ready, administrator="otra") != 0

    opened = connect(f"mongodb://btg:dos@localhost:{ready}/?replicaSet=btg&authSource=btg", "btg")
    try:
        ensure_schema(opened)
        with opened.client.start_session() as session:
            client = session.with_transaction(lambda s: opened["usuarios"].find_one({}, session=s))
        assert client is None
        with pytest.raises(OperationFailure) as refused:
            opened["fondos"].delete_one({})
    finally:
        opened.client.close()
    assert refused.value.code == UNAUTHORIZED


def test_an_administrator_makes_the_roles_and_brings_a_changed_one_back(ready: int) -> None:
    def make_roles(database: str) -> None:
        address = f"mongodb://admin:uno@localhost:{ready}/{database}?authSource=admin&directConnection=true"
        done = run(found("mongosh"), "--quiet", "--norc", address, DOCKER_MONGO / "roles.js")
        assert (done.returncode, done.stderr) == (0, "")

    def rights(database: str) -> dict[str, dict[str, set[str]]]:
        told = client[database].command("rolesInfo", 1, showPrivileges=True)["roles"]
        return {
            role["role"]: {
                each["resource"]["collection"]: set(each["actions"]) for each in role["privileges"]
            }
            for role in told
        }

    wanted = {
        role: {collection: set(actions) for collection, actions in listed.items()}
        for role, listed in json.loads((DOCKER_MONGO / "roles.json").read_text()).items()
    }
    address = f"mongodb://admin:uno@localhost:{ready}/?authSource=admin&directConnection=true"
    with MongoClient[dict[str, Any]](address) as client:
        assert rights("btg") == wanted
        client["btg"].command("updateRole", "btg_desk", privileges=[])
        for database in ("btg", "otra"):
            make_roles(database)
            assert rights(database) == wanted


def test_the_apis_container_may_do_without_tls_by_its_machine_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the network of the containers the database has another name than this computer, and no TLS."""
    volumes = yaml.safe_load(COMPOSE.read_text())["services"]["api"]["volumes"]
    mounted = [volume for volume in volumes if "/etc/xdg" in volume]
    assert mounted == ["./docker/api/development.toml:/etc/xdg/btg-desktop/settings.toml:ro"]
    monkeypatch.setattr(config, "machine_folder", lambda: tmp_path)
    shutil.copy(ROOT / "docker" / "api" / "development.toml", tmp_path / "settings.toml")
    (tmp_path / "user.toml").touch()
    assert config.load({}, tmp_path / "user.toml", {}).settings.allow_insecure_mongodb
