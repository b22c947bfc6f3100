"""The older program's routes and bodies, with right status codes and exact amounts."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from btg_desktop.adapters.mongo.stores import MongoFunds
from btg_desktop.api import health
from btg_desktop.api.bodies import MAX_BODY_BYTES
from btg_desktop.domain.errors import DatabaseRefused, DatabaseUnavailable
from btg_desktop.domain.models import Channel, Client
from btg_desktop.log_lines import in_short
from btg_desktop.services.ports import FundList
from btg_desktop.services.suite import Services

LEGACY = {
    "nombre": "Julián Montoya",
    "correo": "julian@example.com",
    "telefono": 3005444343,
    "saldo_disponible": 500000.0,
    "saldo_fondos": [0, 0, 0, 0, 0],
    "transacciones": [],
}


def test_the_catalogue(portal: httpx.Client) -> None:
    answer = portal.get("/fondos/")
    assert answer.status_code == 200
    assert answer.json()[0] == {
        "_id": "1",
        "nombre": "FPV_BTG_PACTUAL_RECAUDADORA",
        "monto_minimo": 75000,
        "categoria": "FPV",
    }
    assert [fund["_id"] for fund in answer.json()] == ["1", "2", "3", "4", "5"]
    assert "75000.0" not in answer.text


def test_the_main_job_as_the_older_programs_clients_do_it(portal: httpx.Client, services: Services) -> None:
    registered = portal.post("/usuarios/", json={"_id": "77", **LEGACY})
    assert registered.status_code == 201
    assert registered.headers["Location"] == "/usuarios/77"
    assert registered.json()["saldo_fondos"] == [0, 0, 0, 0, 0]

    opened = portal.post("/usuarios/77/suscribir/2/vinculacion/200000.0", params={"notificacion": "email"})
    assert opened.status_code == 201
    assert opened.json()["tipo_transaccion"] == "apertura"
    assert opened.json()["saldo_despues"] == opened.json()["saldo_actual"] == 300000
    assert opened.json()["mensaje"] == "Suscripción exitosa al fondo FPV_BTG_PACTUAL_ECOPETROL"
    client = portal.get("/usuarios/77").json()
    assert client["saldo_disponible"] == 300000
    assert client["saldo_fondos"] == [0, 200000, 0, 0, 0]
    assert client["saldo_por_fondo"] == {"2": 200000}
    assert [movement["id"] for movement in client["transacciones"]] == [opened.json()["id"]]

    closed = portal.post("/usuarios/77/cancelar/2")
    assert closed.status_code == 201
    assert closed.json()["valor"] == 200000
    assert closed.json()["saldo_actual"] == 500000
    assert closed.json()["mensaje"] == "Cancelación exitosa del fondo FPV_BTG_PACTUAL_ECOPETROL"
    movements = portal.get("/usuarios/77/historial").json()
    assert [each["tipo_transaccion"] for each in movements] == ["apertura", "cancelacion"]
    ours = [{**each.json()} for each in (opened, closed)]
    for each in ours:
        del each["mensaje"], each["saldo_actual"]
    assert movements == ours
    assert list(services.verification.violations()) == []


def test_whoever_holds_the_token_signs_the_operation(
    portal: httpx.Client, ana: Client, services: Services
) -> None:
    portal.post(f"/usuarios/{ana.id}/suscribir/3/vinculacion/50000")
    (transaction,) = services.history.page(ana.id).transactions
    assert (transaction.desk.operator, transaction.desk.branch) == ("portal", "Medellín Centro")


@pytest.mark.parametrize(
    ("written", "amount", "answered"),
    [("50000", "50000", "50000"), ("50000.50", "50000.50", "50000.50"), ("50000.5", "50000.5", "50000.50")],
)
def test_amounts_are_exact_both_ways(
    portal: httpx.Client, ana: Client, services: Services, written: str, amount: str, answered: str
) -> None:
    answer = portal.post(f"/usuarios/{ana.id}/suscribir/3/vinculacion/{written}")
    assert f'"valor":{answered},' in answer.text
    assert services.clients.get(ana.id).holdings == {3: Decimal(amount)}


@pytest.mark.parametrize(
    "written", ["75.000", "75,000", "1e5", "-75000", "0", "+75000", "0x1", "NaN", "75000.505", "9" * 16, "٧٥"]
)
def test_an_amount_that_is_none_or_could_be_two_is_refused(
    portal: httpx.Client, ana: Client, services: Services, written: str
) -> None:
    answer = portal.post(f"/usuarios/{ana.id}/suscribir/3/vinculacion/{written}")
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:btg-desktop:problema:dato-invalido"
    assert services.clients.get(ana.id) == ana


@pytest.mark.parametrize(
    ("path", "status", "slug", "detail"),
    [
        (
            "{id}/suscribir/4/vinculacion/500001",
            409,
            "saldo-insuficiente",
            "No tiene saldo disponible para vincularse al fondo FDO-ACCIONES",
        ),
        ("{id}/suscribir/1/vinculacion/74999", 422, "bajo-minimo", "$ 75.000"),
        ("{id}/suscribir/9/vinculacion/75000", 404, "fondo-desconocido", "No existe el fondo 9"),
        ("{id}/suscribir/uno/vinculacion/75000", 404, "fondo-desconocido", "No existe el fondo uno"),
        ("nadie/suscribir/1/vinculacion/75000", 404, "cliente-desconocido", "No existe el cliente nadie"),
        ("{id}/cancelar/1", 409, "sin-vinculacion", "no está vinculado"),
        ("nadie/cancelar/1", 404, "cliente-desconocido", "nadie"),
        ("{id}/cancelar/99999999999", 404, "fondo-desconocido", "99999999999"),
    ],
)
def test_each_refusal_has_its_status_and_problem_details(
    portal: httpx.Client, ana: Client, path: str, status: int, slug: str, detail: str
) -> None:
    answer = portal.post(f"/usuarios/{path.format(id=ana.id)}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == f"urn:btg-desktop:problema:{slug}"
    assert problem["status"] == status
    assert detail in problem["detail"]


def test_problems_speak_the_language_that_is_asked_for(portal: httpx.Client, ana: Client) -> None:
    path = f"/usuarios/{ana.id}/suscribir/4/vinculacion/500001"
    english = portal.post(path, headers={"Accept-Language": "fr, en-GB;q=0.8, es;q=0.5"})
    assert english.headers["content-language"] == "en"
    assert "FDO-ACCIONES" in english.json()["detail"]
    assert english.json()["title"] == "Insufficient balance"
    assert english.json()["faltante"] == 1
    assert portal.post(path).headers["content-language"] == "es"


@pytest.mark.parametrize("path", ["/usuarios/nadie", "/usuarios/nadie/historial", "/nada"])
def test_what_is_not_there_is_not_found(portal: httpx.Client, path: str) -> None:
    answer = portal.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_another_method_is_refused_as_such(portal: httpx.Client) -> None:
    answer = portal.delete("/fondos/")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert answer.json()["status"] == 405


def test_a_client_with_a_document_and_a_consent(portal: httpx.Client, services: Services) -> None:
    answer = portal.post(
        "/usuarios/",
        json={
            "nombre": "Ana Gómez",
            "tipo_documento": "CC",
            "documento": "43.567.210",
            "telefono": "310 222 3344",
            "notificacion": "sms",
            "consentimiento": True,
        },
    )
    assert answer.status_code == 201
    client = services.clients.get(answer.json()["_id"])
    assert (client.document, client.phone, client.available_balance) == ("43567210", "+573102223344", 500000)
    assert client.consent is not None
    assert answer.json()["consentimiento"]["canal"] == "sms"


def test_who_comes_without_a_document_is_known_by_the_number_they_came_with(
    portal: httpx.Client, services: Services
) -> None:
    portal.post("/usuarios/", json={"_id": "77", **LEGACY})
    anonymous = portal.post("/usuarios/", json=LEGACY).json()
    assert anonymous["tipo_documento"] == "ID"
    assert anonymous["documento"] == anonymous["_id"]
    assert [client.id for client in services.clients.search("77")] == ["77"]


@pytest.mark.parametrize(
    "given",
    [
        {"saldo_disponible": 600000},
        {"saldo_disponible": 500000.01},
        {"saldo_disponible": "500000.00000000000000000000000000000000000000001"},
        {"saldo_fondos": [0, 75000]},
        {"transacciones": [{"valor": 1}]},
        {"telefono": 12345},
        {"correo": "no"},
        {"nombre": ""},
        {"nombre": "Ana btg-pagos.co"},
        {"_id": "a/b"},
        {"documento": "43567210"},
        {"tipo_documento": "CC"},
        {"tipo_documento": "ID", "documento": "1"},
        {"saldo": 1},
    ],
)
def test_money_is_never_taken_from_a_body_and_nothing_unknown_is_ignored(
    portal: httpx.Client, services: Services, given: dict[str, Any]
) -> None:
    answer = portal.post("/usuarios/", json={**LEGACY, **given})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert services.clients.page().clients == ()


def test_a_document_registers_one_client(portal: httpx.Client, ana: Client) -> None:
    body = {"nombre": "Otra", "tipo_documento": "CC", "documento": ana.document, "correo": "o@example.com"}
    answer = portal.post("/usuarios/", json=body)
    assert answer.status_code == 409
    assert answer.json()["type"].endswith(":documento-repetido")


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[" * 30000, 400), (b'{"nombre": NaN}', 400), (b"\xff", 400), (b"[]", 422), (b"", 422)],
)
def test_a_body_that_is_none_is_the_callers_mistake(portal: httpx.Client, body: bytes, status: int) -> None:
    answer = portal.post("/usuarios/", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_is_too_long_is_not_read(portal: httpx.Client) -> None:
    answer = portal.post(
        "/usuarios/", content=b" " * (MAX_BODY_BYTES + 1), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413
    assert answer.json()["status"] == 413


def test_the_channel_of_the_call_is_that_of_its_message(
    portal: httpx.Client, ana: Client, services: Services
) -> None:
    path = f"/usuarios/{ana.id}/suscribir/3/vinculacion/50000"
    told = portal.post(path, params={"notificacion": "sms"})
    assert told.status_code == 201
    message_id = UUID(told.json()["id"])
    message = services.history.messages([message_id])[message_id]
    assert (message.channel, message.destination) == (Channel.SMS, ana.phone)
    assert services.clients.get(ana.id).channel is Channel.EMAIL
    assert list(services.verification.violations()) == []


def test_a_channel_without_an_address_is_refused_for_its_key(
    portal: httpx.Client, ana: Client, services: Services
) -> None:
    services.clients.set_contact(ana.id, email=ana.email, phone="", channel="email")
    path = f"/usuarios/{ana.id}/suscribir/3/vinculacion/50000"
    key = {"Idempotency-Key": str(uuid4())}
    refused = portal.post(path, params={"notificacion": "sms"}, headers=key)
    assert refused.status_code == 409
    assert refused.json()["type"].endswith(":canal-sin-direccion")
    assert refused.json()["canal"] == "sms"
    services.clients.set_contact(ana.id, email=ana.email, phone=ana.phone, channel="email")
    again = portal.post(path, params={"notificacion": "sms"}, headers=key)
    assert again.json() == refused.json()  # one request has one answer
    assert portal.post(path, params={"notificacion": "sms"}).status_code == 201
    assert list(services.verification.violations()) == []


def test_answers_are_for_nobodys_cache(portal: httpx.Client) -> None:
    for path in ("/fondos/", "/salud", "/nada"):
        headers = portal.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


def test_health_needs_no_token_and_tells_nothing(portal: httpx.Client) -> None:
    answer = httpx.get(portal.base_url.join("/salud"))
    assert answer.status_code == 200
    assert set(answer.json()) == {"estado", "version"}


def test_without_a_database_everything_waits_and_says_so(
    portal: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_self: object) -> FundList:
        raise DatabaseUnavailable(reason="ServerSelectionTimeoutError")

    monkeypatch.setattr(health, "REMEMBERED_SECONDS", 0.0)
    assert portal.get("/salud").status_code == 200
    monkeypatch.setattr(MongoFunds, "all", away)
    unavailable = portal.get("/fondos/")
    assert unavailable.status_code == 503
    assert unavailable.headers["retry-after"] == "1"
    assert unavailable.json() == {
        "type": "urn:btg-desktop:problema:sin-base-de-datos",
        "title": "Base de datos no disponible",
        "status": 503,
    }
    assert portal.get("/salud").status_code == 503


@pytest.mark.logs_errors
@pytest.mark.parametrize("error", [DatabaseRefused(reason="Unauthorized"), RuntimeError("secreto")])
def test_our_own_failures_tell_the_caller_nothing_and_the_log_their_places(
    portal: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def fail(_self: object) -> FundList:
        raise error

    monkeypatch.setattr(MongoFunds, "all", fail)
    answer = portal.get("/fondos/")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert set(answer.json()) == {"type", "title", "status"}
    (record, *_) = [each for each in caplog.records if each.name.endswith("problems")]
    assert in_short(error) in record.getMessage()
    assert record.exc_info is not None
    assert record.exc_info[1] is error


def test_the_documentation_loads_nothing_from_elsewhere(portal: httpx.Client) -> None:
    page = httpx.get(portal.base_url.join("/docs"))
    assert "http" not in page.text.replace("https://github.com", "")
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png"):
        assert f"docs/{name}" in page.text
        assert httpx.get(portal.base_url.join(f"/docs/{name}")).status_code == 200


def test_the_document_says_how_each_route_can_fail(portal: httpx.Client) -> None:
    document = httpx.get(portal.base_url.join("/openapi.json")).json()
    route = document["paths"]["/usuarios/{id}/suscribir/{fondo}/vinculacion/{valor}"]["post"]
    assert set(route["responses"]) == {"201", "401", "403", "404", "409", "422", "429", "500", "503"}
    schema = route["responses"]["409"]["content"]["application/problem+json"]["schema"]
    assert schema["$ref"].removeprefix("#/components/schemas/") in document["components"]["schemas"]
    assert route["security"] == [{"token": []}]
    assert "Idempotency-Key" in route["responses"]["201"]["headers"]
    assert "Link" in document["paths"]["/usuarios/"]["get"]["responses"]["200"]["headers"]


def test_an_id_of_the_request_is_the_movements(portal: httpx.Client, ana: Client) -> None:
    key = str(uuid4())
    answer = portal.post(
        f"/usuarios/{ana.id}/suscribir/3/vinculacion/50000", headers={"Idempotency-Key": key}
    )
    assert answer.json()["id"] == key == answer.headers["Idempotency-Key"]
    minted = portal.post(f"/usuarios/{ana.id}/cancelar/3")
    assert UUID(minted.headers["Idempotency-Key"]) == UUID(minted.json()["id"])
