"""`btg-desktop serve` and `tokens` as a shell runs them, on a machine that has no Qt."""

import json
import re
import signal
import ssl
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
import trustme
from pymongo.database import Database
from serving import PATIENCE_SECONDS, Program, Start

from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.bootstrap import intents_folder
from btg_desktop.config import Settings
from btg_desktop.domain.models import Client, Desk, NotificationState, Request, TransactionKind
from btg_desktop.domain.tokens import Scope
from btg_desktop.services.suite import Services


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_without_qt_or_a_display_until_it_is_told_to_end(
    start: Start, services: Services, ana: Client, number: int
) -> None:
    secret, _ = services.tokens.create("portal", (Scope.OPERATIONS_WRITE, Scope.CLIENTS_READ))
    program = start("serve", "--port", "0")
    url = program.first_line()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {secret}"}) as portal:
        assert portal.get("/salud").json()["estado"] == "ok"
        moved = portal.post(f"/usuarios/{ana.id}/suscribir/3/vinculacion/50000")
        assert moved.status_code == 201
    code, output, complaints = program.end(number)
    assert (code, output) == (0, "")
    assert "Traceback" not in complaints
    assert "POST /usuarios/{id}/suscribir/{fondo}/vinculacion/{valor} 201" in complaints
    assert ana.id not in complaints
    assert secret not in complaints
    (transaction,) = services.history.page(ana.id).transactions
    assert transaction.desk.operator == "portal"


def test_what_was_written_is_sent_by_the_server_too(
    start: Start, services: Services, ana: Client, tmp_path: Path
) -> None:
    secret, _ = services.tokens.create("portal", [Scope.OPERATIONS_WRITE])
    program = start("serve", "--port", "0")
    url = program.first_line()
    answer = httpx.post(
        f"{url}/usuarios/{ana.id}/suscribir/3/vinculacion/50000",
        headers={"Authorization": f"Bearer {secret}"},
    )
    message_id = UUID(answer.json()["id"])
    while services.history.messages([message_id])[message_id].state is not NotificationState.SENT:
        assert program.process.poll() is None
    assert list((tmp_path / "messages").iterdir())


def test_what_is_under_way_when_it_is_told_to_end_gets_its_answer(
    start: Start, services: Services, ana: Client, database: Database[Document], tmp_path: Path
) -> None:
    secret, _ = services.tokens.create("portal", [Scope.OPERATIONS_WRITE])
    program = start("serve", "--port", "0")
    url = f"{program.first_line()}/usuarios/{ana.id}/suscribir/3/vinculacion/50000"
    headers = {"Authorization": f"Bearer {secret}"}
    with ThreadPoolExecutor(1) as caller, database.client.start_session() as session:
        with session.start_transaction():  # whoever wants this client has to wait
            database["usuarios"].update_one({"_id": ana.id}, {"$set": {"idioma": "en"}}, session=session)
            answer = caller.submit(httpx.post, url, headers=headers, timeout=PATIENCE_SECONDS)
            while not list(tmp_path.glob("intents/*/*/*.json")):
                assert program.process.poll() is None
            program.process.send_signal(signal.SIGTERM)
            while not any("Shutting down" in line for line in program.errors):
                assert program.process.poll() is None
            session.abort_transaction()  # it only held the client
        assert answer.result().status_code == 201
    code, _, complaints = program.end()
    assert code == 0
    assert "Traceback" not in complaints
    assert services.clients.get(ana.id).available_balance == 450_000
    assert list(services.verification.violations()) == []


def test_an_intent_of_an_earlier_process_gets_its_answer(
    start: Start, services: Services, ana: Client, mongodb_uri: str, tmp_path: Path
) -> None:
    settings = Settings(mongodb_uri="".join(mongodb_uri), data_dir=tmp_path)
    journal = IntentJournal(intents_folder(settings))
    request = Request(
        uuid4(),
        TransactionKind.SUBSCRIPTION,
        ana.id,
        3,
        Decimal(50_000),
        Desk("portal", "Medellín Centro", "servidor"),
    )
    journal.save(request)
    journal.close()
    program = start("serve", "--port", "0")
    program.first_line()
    while services.clients.get(ana.id) == ana:
        assert program.process.poll() is None
    _, _, complaints = program.end(signal.SIGTERM)
    assert f"earlier request {request.id}: applied" in complaints
    assert services.clients.get(ana.id).available_balance == 450_000


_FAILING = """
import threading
from btg_desktop.adapters.mongo.stores import MongoFunds

def fail(*_ignored):
    raise RuntimeError("Ana Gómez 43567210")

def fail_everywhere(*_ignored):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    fail()

MongoFunds.all = fail_everywhere
"""


def test_a_bug_leaves_its_places_in_the_log_and_no_word_that_may_be_a_clients(
    start: Start, services: Services, tmp_path: Path
) -> None:
    secret, _ = services.tokens.create("portal", [Scope.FUNDS_READ])
    program = start("serve", "--port", "0", more=_FAILING)
    url = program.first_line()
    assert httpx.get(f"{url}/fondos/", headers={"Authorization": f"Bearer {secret}"}).status_code == 500
    code, output, complaints = program.end(signal.SIGTERM)
    assert (code, output) == (0, "")
    for log in (complaints, (tmp_path / "logs" / "btg-desktop.log").read_text(encoding="utf-8")):
        assert "RuntimeError" in log
        assert "a fault of the program ends a thread" in log
        assert " fail_everywhere" in log
        assert "Ana" not in log
        assert "43567210" not in log


@pytest.mark.parametrize(
    "broken",
    [
        "from btg_desktop.services.subscriptions import Subscriptions as Broken; Broken.abandoned = fail",
        "import btg_desktop.api.server as broken; broken.serve = fail",
    ],
)
def test_a_bug_that_ends_it_says_no_word_that_may_be_a_clients(start: Start, broken: str) -> None:
    more = f"""
def fail(*_ignored):
    raise RuntimeError("Ana Gómez 43567210")

{broken}
"""
    code, _, complaints = start("serve", "--port", "0", more=more).end()
    assert code != 0
    assert "RuntimeError" in complaints
    assert " fail" in complaints
    assert "Ana" not in complaints
    assert "43567210" not in complaints


def test_on_a_database_of_its_own_it_stops_that_too(tmp_path: Path) -> None:
    program = Program(tmp_path, "", "serve", "--port", "0")
    assert httpx.get(f"{program.first_line()}/salud").status_code == 200
    while not list((tmp_path / "backups").glob("*")):  # and copies it, as a window would
        assert program.process.poll() is None
    code, _, complaints = program.end(signal.SIGTERM)
    assert code == 0
    assert "Traceback" not in complaints


def test_behind_a_proxy_it_listens_to_the_network(start: Start, services: Services) -> None:
    program = start("serve", "--host", "0.0.0.0", "--port", "0", "--behind-proxy")  # noqa: S104
    port = program.first_line().rpartition(":")[2]
    assert httpx.get(f"http://127.0.0.1:{port}/salud").status_code == 200


def test_it_speaks_tls_with_a_certificate(start: Start, services: Services, tmp_path: Path) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    issued.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    issued.private_key_pem.write_to_path(tmp_path / "key.pem")
    program = start(
        "serve", "--host", "0.0.0.0", "--port", "0",  # noqa: S104
        "--tls-cert", str(tmp_path / "cert.pem"), "--tls-key", str(tmp_path / "key.pem"),
    )  # fmt: skip
    port = program.first_line().rpartition(":")[2]
    context = ssl.create_default_context()
    authority.configure_trust(context)
    assert httpx.get(f"https://127.0.0.1:{port}/salud", verify=context).status_code == 200
    program.end(signal.SIGTERM)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--host", "0.0.0.0"], 2, "--behind-proxy"),  # noqa: S104
        (["--tls-cert", "nada.pem"], 2, "van los dos"),
        (["--port", "0", "--tls-cert", "nada.pem", "--tls-key", "nada.pem"], 2, "No such file"),
        (["--port", "0", "--rate", "mucho"], 2, "--rate"),
        (["--host", "no.existe.invalid", "--behind-proxy"], 1, "No se puede atender en no.existe.invalid"),
        (["--port", "99999"], 1, "No se puede atender en 127.0.0.1:99999"),
    ],
)
def test_what_cannot_be_served_says_why(
    start: Start, services: Services, arguments: list[str], code: int, said: str
) -> None:
    ended, output, complaints = start("serve", *arguments).end()
    assert (ended, output) == (code, "")
    assert said in complaints
    assert "Traceback" not in complaints


def test_a_port_that_is_taken_says_so(start: Start, services: Services) -> None:
    port = start("serve", "--port", "0").first_line().rpartition(":")[2]
    code, _, complaints = start("serve", "--port", port).end()
    assert code == 1
    assert "Cierre el programa que lo ocupa" in complaints


@pytest.mark.parametrize("package", ["fastapi", "uvicorn", "fastapi_swagger"])
def test_without_the_extra_it_says_how_to_get_it(start: Start, package: str) -> None:
    hide = f"""
import importlib.util
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "{package}" else find(name, *rest)
"""
    code, _, complaints = start("serve", more=hide).end()
    assert code == 1
    assert f"no tiene los paquetes de la API ({package})" in complaints
    assert "pip install 'btg-desktop[api]'" in complaints


def test_a_terminal_without_qt_helps_too(start: Start) -> None:
    code, output, _ = start("serve", "--help").end()
    assert code == 0
    assert "--behind-proxy" in output


def test_tokens_are_made_listed_and_revoked(start: Start, services: Services) -> None:
    code, secret, told = start(
        "tokens", "create", "portal", "--scope", "funds:read", "--scope", "clients:read", "--days", "30"
    ).end()
    assert code == 0
    assert re.fullmatch(r"btg_[A-Za-z0-9_-]{43}\n", secret)
    assert secret.strip() not in told
    found = services.tokens.find(secret.strip())
    assert found is not None
    assert found.scopes == {"funds:read", "clients:read"}

    code, output, complaints = start("tokens", "create", "portal", "--scope", "funds:read").end()
    assert (code, output) == (1, "")
    assert "Ya existe la credencial portal" in complaints

    _, output, _ = start("tokens", "list", "--json").end()
    (listed,) = json.loads(output)
    assert listed["name"] == "portal"
    assert listed["scopes"] == ["clients:read", "funds:read"]
    assert listed["revoked_at"] is None
    assert secret.strip() not in output

    assert start("tokens", "revoke", "portal").end()[0] == 0
    assert services.tokens.find(secret.strip()) is None
    _, output, _ = start("tokens", "list").end()
    assert "revocada" in output
    code, _, complaints = start("tokens", "revoke", "nadie").end()
    assert code == 1
    assert "tokens list" in complaints


@pytest.mark.parametrize(
    ("arguments", "days"), [([], 90), (["--expires", "7"], 7), (["--expires", "never"], None)]
)
def test_a_token_expires_unless_it_is_said_that_it_never_does(
    start: Start, services: Services, arguments: list[str], days: int | None
) -> None:
    assert start("tokens", "create", "portal", "--scope", "funds:read", *arguments).end()[0] == 0
    (token,) = services.tokens.all()
    left = token.expires_at and token.expires_at - datetime.now(UTC)
    assert (None if left is None else round(left / timedelta(days=1))) == days


def test_tokens_that_never_expire_work_and_are_named(
    start: Start, services: Services, database: Database[Document]
) -> None:
    secret, _ = services.tokens.create("portal", [Scope.FUNDS_READ])
    services.tokens.create("app", [Scope.FUNDS_READ])
    services.tokens.create("vieja", [Scope.FUNDS_READ], days=None)
    services.tokens.revoke("vieja")
    database["tokens"].update_one({"_id": "portal"}, {"$unset": {"vence": ""}})  # as earlier versions did
    assert services.tokens.find(secret) is not None
    _, listed, _ = start("tokens", "list").end()
    assert [line for line in listed.splitlines() if "no vence" in line] == ["portal\tno vence\tfunds:read"]
    _, report, _ = start("doctor", "--json").end()
    (check,) = [each for each in json.loads(report)["checks"] if each["name"] == "credenciales de la API"]
    assert check["detail"] == "no vencen: portal"


@pytest.mark.parametrize(
    "arguments",
    [
        ["create", "portal"],
        ["create", "portal", "--scope", "all"],
        ["create", "un nombre", "--scope", "funds:read"],
        ["create", "portal", "--scope", "funds:read", "--days", "0"],
        ["create", "portal", "--scope", "funds:read", "--expires", "nunca"],
        [],
    ],
)
def test_a_wrong_token_command_is_bad_usage(start: Start, arguments: list[str]) -> None:
    assert start("tokens", *arguments).end()[0] == 2
