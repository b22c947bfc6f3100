"""One key, one operation, one answer; and variants of the program that break this, which must be caught."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from uuid import UUID, uuid4

import httpx
import pytest
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.api.idempotency import RequestKey
from btg_desktop.domain.errors import OutcomeUnknown
from btg_desktop.domain.models import Client, Transaction
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.suite import Services

FUND_3 = "suscribir/3/vinculacion/50000"


def keyed(key: str) -> dict[str, str]:
    return {"Idempotency-Key": key}


def check_replay(portal: httpx.Client, client: Client, services: Services) -> None:
    """The promise: however often a key is sent, money moves once and the answer is the same."""
    for key in (str(uuid4()), "pedido 7", '"pedido 8"', "x"):
        before = services.clients.get(client.id).available_balance
        answers = [portal.post(f"/usuarios/{client.id}/{FUND_3}", headers=keyed(key)) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [201, 201, 201]
        assert len({answer.text for answer in answers}) == 1
        assert {answer.headers["Idempotency-Key"] for answer in answers} == {key.strip('"')}
        assert services.clients.get(client.id).available_balance == before - 50_000


def test_a_repeated_key_moves_money_once(portal: httpx.Client, ana: Client, services: Services) -> None:
    check_replay(portal, ana, services)
    assert list(services.verification.violations()) == []


def test_a_program_that_mints_an_id_for_every_try_is_caught(
    portal: httpx.Client, ana: Client, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RequestKey, "id_for", lambda _self, _token: uuid4())
    with pytest.raises(AssertionError):
        check_replay(portal, ana, services)


def test_a_program_that_forgets_the_key_between_tries_is_caught(
    portal: httpx.Client,
    ana: Client,
    services: Services,
    database: Database[Document],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    subscribe = Subscriptions.subscribe

    def forgetful(
        self: Subscriptions, request_id: UUID, client_id: str, fund_id: int, amount: Decimal, *more: None
    ) -> Transaction:
        database["solicitudes"].delete_many({})
        database["transacciones"].delete_many({})
        database["notificaciones"].delete_many({})
        return subscribe(self, request_id, client_id, fund_id, amount, *more)

    monkeypatch.setattr(Subscriptions, "subscribe", forgetful)
    with pytest.raises(AssertionError):
        check_replay(portal, ana, services)


def test_a_refusal_is_final_for_its_key(portal: httpx.Client, ana: Client) -> None:
    portal.post(f"/usuarios/{ana.id}/suscribir/4/vinculacion/480000")
    refused = portal.post(f"/usuarios/{ana.id}/{FUND_3}", headers=keyed("a"))
    assert refused.status_code == 409
    portal.post(f"/usuarios/{ana.id}/cancelar/4")  # now there would be enough
    again = portal.post(f"/usuarios/{ana.id}/{FUND_3}", headers=keyed("a"))
    assert (again.status_code, again.text) == (refused.status_code, refused.text)


@pytest.mark.parametrize(
    "other",
    [
        "suscribir/3/vinculacion/50001",
        "suscribir/2/vinculacion/125000",
        "suscribir/3/vinculacion/50000?notificacion=email",
        "cancelar/3",
    ],
)
def test_another_request_under_a_used_key_is_refused(
    portal: httpx.Client, ana: Client, services: Services, other: str
) -> None:
    portal.post(f"/usuarios/{ana.id}/{FUND_3}", headers=keyed("a"))
    answer = portal.post(f"/usuarios/{ana.id}/{other}", headers=keyed("a"))
    assert answer.status_code == 422
    assert answer.json()["type"].endswith(":clave-reutilizada")
    assert services.clients.get(ana.id).available_balance == 450_000


def test_a_repeated_key_registers_one_client(portal: httpx.Client, services: Services) -> None:
    body = {"nombre": "Luis Rojas", "correo": "luis@example.com"}
    first, again = (portal.post("/usuarios/", json=body, headers=keyed("alta 1")) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    other = portal.post("/usuarios/", json={**body, "nombre": "Ana Rojas"}, headers=keyed("alta 1"))
    assert other.status_code == 422
    assert len(services.clients.page().clients) == 1


def test_one_registration_from_many_at_once_registers_one_client(
    portal: httpx.Client, services: Services
) -> None:
    body = {
        "nombre": "Luis Rojas",
        "correo": "l@example.com",
        "tipo_documento": "CC",
        "documento": "43567210",
    }
    with ThreadPoolExecutor(8) as callers:
        answers = list(
            callers.map(lambda _: portal.post("/usuarios/", json=body, headers=keyed("alta")), range(8))
        )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert len(services.clients.page().clients) == 1


def test_registering_over_a_client_with_money_changes_nothing(
    portal: httpx.Client, services: Services
) -> None:
    body = {"_id": "77", "nombre": "Luis Rojas", "correo": "luis@example.com"}
    portal.post("/usuarios/", json=body)
    portal.post(f"/usuarios/77/{FUND_3}")
    again = portal.post("/usuarios/", json=body)
    assert again.status_code == 201
    assert again.json()["saldo_disponible"] == 450_000
    other = portal.post("/usuarios/", json={**body, "nombre": "Ana Rojas"})
    assert (other.status_code, other.json()["type"]) == (409, "urn:btg-desktop:problema:cliente-existente")
    assert services.clients.get("77").name == "Luis Rojas"
    assert list(services.verification.violations()) == []


def test_two_holders_may_use_the_same_words(
    api_pair: tuple[httpx.Client, httpx.Client], ana: Client, services: Services
) -> None:
    for caller in api_pair:
        assert caller.post(f"/usuarios/{ana.id}/{FUND_3}", headers=keyed("1")).status_code == 201
    assert services.clients.get(ana.id).available_balance == 400_000


@pytest.mark.parametrize("amount", [50_000, 600_000])
def test_a_key_of_another_holder_is_answered_to_nobody_else(
    api_pair: tuple[httpx.Client, httpx.Client], ana: Client, services: Services, amount: int
) -> None:
    """A UUID is the request's id, so two holders can send the same one."""
    owner, other = api_pair
    key, path = keyed(str(uuid4())), f"/usuarios/{ana.id}/suscribir/3/vinculacion/{amount}"
    first = owner.post(path, headers=key)
    balance = services.clients.get(ana.id).available_balance
    stolen = other.post(path, headers=key)
    assert stolen.status_code == 422
    assert stolen.json()["type"].endswith(":clave-reutilizada")
    assert set(stolen.json()) == {"type", "title", "status", "detail"}
    assert services.clients.get(ana.id).available_balance == balance
    again = owner.post(path, headers=key)
    assert (again.status_code, again.text) == (first.status_code, first.text)
    assert list(services.verification.violations()) == []


def test_one_key_from_two_holders_at_once_is_one_holders(
    api_pair: tuple[httpx.Client, httpx.Client], ana: Client, services: Services
) -> None:
    key = keyed(str(uuid4()))
    with ThreadPoolExecutor(8) as callers:
        sent = [
            (
                number % 2,
                callers.submit(api_pair[number % 2].post, f"/usuarios/{ana.id}/{FUND_3}", headers=key),
            )
            for number in range(8)
        ]
    statuses = {
        holder: {answer.result().status_code for who, answer in sent if who == holder} for holder in (0, 1)
    }
    assert sorted(statuses.values(), key=min) == [{201}, {422}]
    assert services.clients.get(ana.id).available_balance == 450_000


def test_one_key_from_many_at_once_moves_money_once(
    portal: httpx.Client, ana: Client, services: Services
) -> None:
    key = keyed(str(uuid4()))
    with ThreadPoolExecutor(8) as callers:
        answers = list(
            callers.map(lambda _: portal.post(f"/usuarios/{ana.id}/{FUND_3}", headers=key), range(8))
        )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert services.clients.get(ana.id).available_balance == 450_000


def test_an_unknown_outcome_says_to_repeat_with_the_same_key(
    portal: httpx.Client, ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_answer(_self: object, request_id: UUID, *_rest: object) -> Transaction:
        raise OutcomeUnknown(request=str(request_id))

    with monkeypatch.context() as patch:
        patch.setattr(Subscriptions, "subscribe", no_answer)
        unknown = portal.post(f"/usuarios/{ana.id}/{FUND_3}")
    assert unknown.status_code == 503
    assert unknown.headers["Retry-After"] == "1"
    assert unknown.json()["solicitud"] == unknown.headers["Idempotency-Key"]
    again = portal.post(f"/usuarios/{ana.id}/{FUND_3}", headers=keyed(unknown.headers["Idempotency-Key"]))
    assert again.status_code == 201
    assert again.json()["id"] == unknown.headers["Idempotency-Key"]


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_that_names_nothing_is_refused(portal: httpx.Client, ana: Client, key: str) -> None:
    assert portal.post(f"/usuarios/{ana.id}/{FUND_3}", headers=keyed(key)).status_code == 422


def test_sixteen_callers_spend_exactly_what_there_is(
    portal: httpx.Client, ana: Client, services: Services
) -> None:
    def subscribe(_: int) -> httpx.Response:
        return portal.post(f"/usuarios/{ana.id}/{FUND_3}")

    with ThreadPoolExecutor(16) as callers:
        answers = list(callers.map(subscribe, range(48)))
    accepted = [answer for answer in answers if answer.status_code == 201]
    refused = [answer for answer in answers if answer.status_code != 201]
    assert len(accepted) == 10
    assert {answer.status_code for answer in refused} == {409}
    assert {answer.json()["detail"] for answer in refused} == {
        "No tiene saldo disponible para vincularse al fondo DEUDAPRIVADA"
    }
    assert services.clients.get(ana.id).available_balance == 0
    assert list(services.verification.violations()) == []
