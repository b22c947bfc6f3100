"""One data set of clients, branches and products, the naive answers to both questions, and how it is put
into PostgreSQL and into MongoDB.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import psycopg
from bson import Int64
from pymongo.database import Database
from pymongo.write_concern import WriteConcern

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.documents import write_branch, write_client, write_fund
from btg_desktop.domain.branches import Branch
from btg_desktop.domain.models import Channel, Client, DocumentType, Fund

TABLES: Final = ("visitan", "disponibilidad", "inscripcion", "producto", "sucursal", "cliente")
COLLECTIONS: Final = ("fondos", "sucursales", "disponibilidad", "usuarios", "visitan")


@dataclass(frozen=True)
class DataSet:
    """Everything by number. `names` are the clients' first names: they repeat."""

    names: dict[int, str] = field(default_factory=dict)
    products: frozenset[int] = frozenset()
    branches: frozenset[int] = frozenset()
    enrolled: frozenset[tuple[int, int]] = frozenset()  # client, product
    offered: frozenset[tuple[int, int]] = frozenset()  # branch, product
    visits: frozenset[tuple[int, int, date]] = frozenset()  # client, branch, day


def naive_answer(data: DataSet, *, only_visited: bool) -> list[int]:
    """The clients, by the words of the question."""
    answer = []
    for client in data.names:
        visited = {branch for who, branch, _ in data.visits if who == client}
        for product in {product for who, product in data.enrolled if who == client}:
            where = {branch for branch, offered in data.offered if offered == product}
            if (where and where <= visited) if only_visited else where & visited:
                answer.append(client)
                break
    return sorted(answer)


def load_postgres(data: DataSet, cursor: psycopg.Cursor[Any]) -> None:
    cursor.execute(f"DELETE FROM {'; DELETE FROM '.join(TABLES)}".encode())  # noqa: S608 (our own names)
    rows: dict[str, list[tuple[Any, ...]]] = {
        "cliente": [(client, name, "Gómez", "Cali") for client, name in data.names.items()],
        "sucursal": [(branch, f"Sucursal {branch}", "Cali") for branch in data.branches],
        "producto": [(product, f"Fondo {product}", "FIC") for product in data.products],
        "inscripcion (idCliente, idProducto)": list(data.enrolled),
        "disponibilidad (idSucursal, idProducto)": list(data.offered),
        "visitan (idCliente, idSucursal, fechaVisita)": list(data.visits),
    }
    for table, values in rows.items():
        if values:
            places = ", ".join(["%s"] * len(values[0]))
            lines = ", ".join([f"({places})"] * len(values))
            flat = [value for row in values for value in row]
            cursor.execute(f"INSERT INTO {table} VALUES {lines}".encode(), flat)  # noqa: S608


def load_mongo(data: DataSet, database: Database[Document]) -> None:
    """The same as the application would have it. There, a branch without rows offers every fund: so one
    that offers all has none here, and one that offers nothing, which cannot be said there, is left out.
    """
    offers = {
        branch: frozenset(product for where, product in data.offered if where == branch)
        for branch in data.branches
    }
    offers = {branch: products for branch, products in offers.items() if products}
    documents: dict[str, list[Document]] = {
        "fondos": [
            write_fund(Fund(product, f"Fondo {product}", Decimal(1), "FIC")) for product in data.products
        ],
        "sucursales": [write_branch(Branch(str(branch), f"Sucursal {branch}", "Cali")) for branch in offers],
        "disponibilidad": [
            {"_id": {"sucursal": str(branch), "fondo": Int64(product)}}
            for branch, products in offers.items()
            if products != data.products
            for product in products
        ],
        "usuarios": [_client(data, client) for client in data.names],
        "visitan": [
            {
                "usuario": str(client),
                "sucursal": str(branch),
                "fecha": day.isoformat(),
                "primera": datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
            }
            for client, branch, day in data.visits
            if branch in offers
        ],
    }
    for name in COLLECTIONS:
        collection = database[name].with_options(write_concern=WriteConcern(1, j=False))
        collection.delete_many({})
        if documents[name]:
            collection.insert_many(documents[name])


def _client(data: DataSet, client: int) -> Document:
    held = {product: Decimal(1) for who, product in data.enrolled if who == client}
    return write_client(
        Client(
            id=str(client),
            name=data.names[client],
            document_type=DocumentType.CC,
            document=str(10_000 + client),
            email="",
            phone="",
            channel=Channel.EMAIL,
            available_balance=Decimal(0),
            holdings=held,
            initial_balance=Decimal(len(held)),
            sequence=0,
        )
    )
