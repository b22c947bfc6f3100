"""Who may ask, what for, and how often."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from api_scene import Api
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.api import security
from btg_desktop.domain.models import Client
from btg_desktop.domain.tokens import Scope, Token

GUESS = "btg_" + "x" * 43


class Crowd:
    """How many are inside at once; `most` is how many there ever were."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self.most = 0

    def __enter__(self) -> None:
        with self._changed:
            self._inside += 1
            self.most = max(self.most, self._inside)
            self._changed.notify_all()

    def __exit__(self, *_failure: object) -> None:
        with self._changed:
            self._inside -= 1

    def reached(self, number: int) -> bool:
        """Wait until so many have been inside at once."""
        with self._changed:
            return self._changed.wait_for(lambda: self.most >= number, 10)


@pytest.fixture
def no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request looks its token up."""
    monkeypatch.setattr(security, "REMEMBERED_SECONDS", 0.0)


@pytest.mark.parametrize("secret", [None, GUESS, "btg_", "otra cosa", "btg_\xf1"])
def test_without_a_valid_token_nothing_is_answered(api: Api, secret: str | None) -> None:
    headers = {} if secret is None else {"Authorization": f"Bearer {secret}".encode("latin-1")}
    answer = httpx.get(f"{api.url}/fondos/", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith('Bearer realm="btg-desktop"')
    assert ("invalid_token" in answer.headers["www-authenticate"]) == (secret is not None)
    assert answer.headers["content-type"] == "application/problem+json"


def test_another_scheme_is_no_token(api: Api) -> None:
    assert httpx.get(f"{api.url}/fondos/", auth=("laura", "secreta")).status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/fondos/", Scope.FUNDS_READ),
        ("GET", "/usuarios/", Scope.CLIENTS_READ),
        ("GET", "/usuarios/{id}", Scope.CLIENTS_READ),
        ("GET", "/usuarios/{id}/historial", Scope.CLIENTS_READ),
        ("POST", "/usuarios/", Scope.CLIENTS_WRITE),
        ("POST", "/usuarios/{id}/suscribir/3/vinculacion/50000", Scope.OPERATIONS_WRITE),
        ("POST", "/usuarios/{id}/cancelar/3", Scope.OPERATIONS_WRITE),
    ],
)
def test_each_route_asks_for_exactly_its_scope(
    api: Api, ana: Client, method: str, path: str, scope: Scope
) -> None:
    body = {"nombre": "Luis Rojas", "correo": "luis@example.com"} if path == "/usuarios/" else None
    path = path.format(id=ana.id)
    others = api.connect(*(set(Scope) - {scope}), name="otro")
    refused = others.request(method, path, json=body)
    assert refused.status_code == 403
    assert f'scope="{scope}"' in refused.headers["www-authenticate"]
    assert refused.json()["type"].endswith(":sin-permiso")
    assert api.services.clients.get(ana.id) == ana
    assert api.connect(scope, name="este").request(method, path, json=body).status_code not in {401, 403}


def test_a_revoked_token_stops_working(api: Api, no_memory: None) -> None:
    portal = api.connect()
    assert portal.get("/fondos/").status_code == 200
    api.services.tokens.revoke("portal")
    assert portal.get("/fondos/").status_code == 401


def test_a_token_that_ended_stops_working(api: Api, database: Database[Document], no_memory: None) -> None:
    secret, token = api.services.tokens.create("portal", tuple(Scope), days=1)
    assert token.expires_at is not None
    assert timedelta(hours=23) < token.expires_at - datetime.now(UTC) < timedelta(hours=25)
    portal = api.connect_with(secret)
    assert portal.get("/fondos/").status_code == 200
    database["tokens"].update_one({"_id": "portal"}, {"$set": {"vence": datetime.now(UTC)}})
    assert portal.get("/fondos/").status_code == 401


def test_the_database_holds_no_secret(api: Api, database: Database[Document]) -> None:
    secret, _ = api.services.tokens.create("portal", (Scope.FUNDS_READ,))
    assert secret.startswith("btg_")
    assert secret not in str(list(database["tokens"].find()))


def test_the_log_names_the_route_and_the_caller_and_nothing_personal(
    api: Api, ana: Client, caplog: pytest.LogCaptureFixture
) -> None:
    secret, _ = api.services.tokens.create("portal", tuple(Scope))
    caplog.set_level("INFO")
    api.connect_with(secret).get(f"/usuarios/{ana.id}", params={"buscar": ana.document})
    api.connect_with(secret).get("/usuarios/", params={"buscar": ana.document})
    lines = [record.getMessage() for record in caplog.records if record.name.endswith("envelope")]
    assert lines[0].startswith("GET /usuarios/{id} 200 ")
    assert lines[0].endswith(" ms portal")
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("btg_desktop")
    )
    for secret_or_datum in (secret, ana.id, ana.document, ana.name):
        assert secret_or_datum not in ours


def test_a_token_may_ask_so_often_and_no_more(start_api: Callable[..., Api], ana: Client) -> None:
    portal = start_api(rate="3/hour").connect()
    answers = [portal.get("/fondos/") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["ratelimit"].partition(";t=")[0] for answer in answers] == [
        '"token";r=2',
        '"token";r=1',
        '"token";r=0',
        '"token";r=0',
    ]
    assert answers[0].headers["ratelimit-policy"] == '"token";q=3;w=3600'
    assert 3590 <= int(answers[3].headers["retry-after"]) <= 3600
    assert answers[3].headers["content-type"] == "application/problem+json"


def test_one_token_does_not_spend_what_is_anothers(start_api: Callable[..., Api]) -> None:
    api = start_api(rate="1/hour")
    portal, app = api.connect(name="portal"), api.connect(name="app")
    assert [portal.get("/fondos/").status_code for _ in range(2)] == [200, 429]
    assert app.get("/fondos/").status_code == 200


def test_an_address_that_guesses_is_kept_out_but_not_who_has_a_token_there(api: Api, no_memory: None) -> None:
    portal = api.connect()
    assert portal.get("/fondos/").status_code == 200
    thief = api.connect_with(GUESS)
    answers = [thief.get("/fondos/") for _ in range(21)]
    assert [answer.status_code for answer in answers] == [401] * 20 + [429]
    assert 50 <= int(answers[-1].headers["retry-after"]) <= 60
    assert portal.get("/fondos/").status_code == 200
    assert api.connect(name="app").get("/fondos/").status_code == 200  # one that was never seen before
    assert thief.get("/fondos/").status_code == 429


def test_who_guesses_too_often_takes_no_threads_from_others(
    api: Api, no_memory: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal, app = api.connect(name="portal"), api.connect(name="app")
    thief = api.connect_with(GUESS)
    for _ in range(20):
        thief.get("/fondos/")
    found, gate, at_once = api.services.tokens.find, threading.Event(), Crowd()

    def find(secret: str) -> Token | None:
        if secret == GUESS:
            with at_once:
                gate.wait(10)
        return found(secret)

    monkeypatch.setattr(api.services.tokens, "find", find)
    with ThreadPoolExecutor(40) as crowd:
        guesses = [crowd.submit(httpx.get, f"{api.url}/fondos/", headers=thief.headers) for _ in range(40)]
        assert at_once.reached(security.GUESSES_AT_ONCE)
        try:
            assert httpx.get(f"{api.url}/salud").status_code == 200
        finally:
            gate.set()
        assert {guess.result().status_code for guess in guesses} == {429}
    assert at_once.most == security.GUESSES_AT_ONCE
    assert [caller.get("/fondos/").status_code for caller in (portal, app)] == [200, 200]


def test_behind_a_proxy_only_its_own_word_says_who_calls(start_api: Callable[..., Api]) -> None:
    api = start_api(behind_proxy=True)
    thief = api.connect_with(GUESS)
    for number in range(20):  # what the caller itself sent stands first, and may be anything
        thief.get("/fondos/", headers={"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.7"})
    assert thief.get("/fondos/", headers={"X-Forwarded-For": "1.1.1.1, 203.0.113.7"}).status_code == 429
    assert thief.get("/fondos/", headers={"X-Forwarded-For": "203.0.113.7, 8.8.8.8"}).status_code == 401


def test_who_has_a_network_of_addresses_guesses_no_more_often(start_api: Callable[..., Api]) -> None:
    thief = start_api(behind_proxy=True).connect_with(GUESS)
    for number in range(20):
        thief.get("/fondos/", headers={"X-Forwarded-For": f"2001:db8:1:2::{number:x}"})
    assert thief.get("/fondos/", headers={"X-Forwarded-For": "2001:db8:1:2:a:b:c:d"}).status_code == 429
    assert thief.get("/fondos/", headers={"X-Forwarded-For": "2001:db8:1:3::1"}).status_code == 401


def test_without_a_proxy_a_header_says_nothing(api: Api) -> None:
    thief = api.connect_with(GUESS)
    for number in range(20):
        thief.get("/fondos/", headers={"X-Forwarded-For": f"10.0.0.{number}"})
    assert thief.get("/fondos/", headers={"X-Forwarded-For": "8.8.8.8"}).status_code == 429


BALANCES = {
    "saldo_despues",
    "saldo_actual",
    "saldo_disponible",
    "saldo_fondos",
    "saldo_por_fondo",
    "faltante",
}


def test_who_may_only_move_money_learns_no_balance(api: Api, ana: Client) -> None:
    mover = api.connect(Scope.OPERATIONS_WRITE)
    opened = mover.post(f"/usuarios/{ana.id}/suscribir/3/vinculacion/50000")
    refused = mover.post(f"/usuarios/{ana.id}/suscribir/4/vinculacion/450001")
    closed = mover.post(f"/usuarios/{ana.id}/cancelar/3")
    assert [each.status_code for each in (opened, refused, closed)] == [201, 409, 201]
    for answer in (opened, refused, closed):
        assert not BALANCES & set(answer.json())
        assert "450000" not in answer.text.replace("450001", "")
    assert opened.json()["mensaje"]


def test_who_may_read_clients_too_learns_it(api: Api, ana: Client) -> None:
    mover = api.connect(Scope.OPERATIONS_WRITE, Scope.CLIENTS_READ)
    opened = mover.post(f"/usuarios/{ana.id}/suscribir/3/vinculacion/50000").json()
    refused = mover.post(f"/usuarios/{ana.id}/suscribir/4/vinculacion/450001").json()
    assert opened["saldo_despues"] == opened["saldo_actual"] == 450000
    assert refused["faltante"] == 1


def test_who_may_only_register_learns_no_balance(api: Api) -> None:
    body = {"_id": "77", "nombre": "Luis Rojas", "correo": "luis@example.com"}
    registrar, everything = api.connect(Scope.CLIENTS_WRITE, name="alta"), api.connect(name="todo")
    assert registrar.post("/usuarios/", json=body).status_code == 201
    everything.post("/usuarios/77/suscribir/3/vinculacion/50000")
    again = registrar.post("/usuarios/", json=body)
    assert again.status_code == 201
    assert again.json()["nombre"] == "Luis Rojas"
    assert not BALANCES & set(again.json())
    assert everything.post("/usuarios/", json=body).json()["saldo_disponible"] == 450000
