"""Plain lists, a page at a time."""

from decimal import Decimal
from uuid import uuid4

import httpx
import pytest

from btg_desktop.domain.models import Client
from btg_desktop.services.suite import Services


def all_pages(portal: httpx.Client, path: str) -> list[list[str]]:
    """Follow the links to the end; the ids of each page."""
    pages: list[list[str]] = []
    url = portal.base_url.join(path)
    while True:
        answer = portal.get(url)
        assert answer.status_code == 200
        pages.append([each.get("_id") or each["secuencia"] for each in answer.json()])
        if "next" not in answer.links:
            return pages
        url = url.join(answer.links["next"]["url"])


def test_clients_come_in_pages_by_their_ids(portal: httpx.Client, services: Services) -> None:
    ids = [f"c{number}" for number in range(7)]
    for number, client_id in enumerate(ids):
        services.clients.register(
            name="Ana Gómez",
            document_type="CC",
            document=str(10_000 + number),
            email="a@example.com",
            client_id=client_id,
        )
    assert all_pages(portal, "/usuarios/?limit=3") == [ids[:3], ids[3:6], ids[6:]]
    assert all_pages(portal, "/usuarios/") == [ids]


@pytest.mark.parametrize(("order", "first"), [("asc", 1), ("desc", 7)])
def test_a_history_comes_in_pages_from_either_end(
    portal: httpx.Client, ana: Client, services: Services, order: str, first: int
) -> None:
    for _ in range(7):
        services.subscriptions.subscribe(uuid4(), ana.id, 3, Decimal(50_000))
    sequences = sorted(range(1, 8), reverse=order == "desc")
    assert sequences[0] == first
    path = f"/usuarios/{ana.id}/historial?limit=3&orden={order}"
    assert all_pages(portal, path) == [sequences[:3], sequences[3:6], sequences[6:]]


def test_the_older_programs_history_begins_with_the_oldest(
    portal: httpx.Client, ana: Client, services: Services
) -> None:
    for _ in range(3):
        services.subscriptions.subscribe(uuid4(), ana.id, 3, Decimal(50_000))
    assert all_pages(portal, f"/usuarios/{ana.id}/historial") == [[1, 2, 3]]
    with_client = portal.get(f"/usuarios/{ana.id}").json()["transacciones"]
    assert [each["secuencia"] for each in with_client] == [1, 2, 3]


def test_clients_are_found(portal: httpx.Client, ana: Client) -> None:
    for words in ("gomez", "43567210", "310 222"):
        found = portal.get("/usuarios/", params={"buscar": words}).json()
        assert [each["_id"] for each in found] == [ana.id]
    assert portal.get("/usuarios/", params={"buscar": "nadie"}).json() == []


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=501", "limit=x", "after=!", "after=AAAA", "after=%C3%B1"]
)
def test_a_page_that_is_none_is_refused(portal: httpx.Client, ana: Client, query: str) -> None:
    for path in ("/usuarios/", f"/usuarios/{ana.id}/historial"):
        assert portal.get(f"{path}?{query}").status_code == 422


def test_a_place_belongs_to_its_list(portal: httpx.Client, ana: Client, services: Services) -> None:
    for _ in range(2):
        services.subscriptions.subscribe(uuid4(), ana.id, 3, Decimal(50_000))
    path = f"/usuarios/{ana.id}/historial"
    after = httpx.URL(portal.get(f"{path}?limit=1").links["next"]["url"]).params["after"]
    assert portal.get(path, params={"after": after, "orden": "desc"}).status_code == 422
    assert portal.get("/usuarios/", params={"after": after}).status_code == 422
