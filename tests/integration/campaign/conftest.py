"""One bank for all edits: each is undone before the next."""

from collections.abc import Iterator

import pytest
from bank_scene import opened_bank
from pymongo.database import Database

from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.schema import ensure_schema
from btg_desktop.adapters.mongo.validators import VALIDATORS
from btg_desktop.services.verification import Verification


@pytest.fixture(scope="module")
def bank(
    connection: Database[Document], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database[Document]]:
    ensure_schema(connection)
    try:
        with opened_bank(connection, tmp_path_factory.mktemp("intents")):
            yield connection
    finally:
        for name in VALIDATORS:
            if name != "esquema":
                connection[name].delete_many({})


@pytest.fixture
def verification(bank: Database[Document]) -> Verification:
    return Verification(MongoAuditReader(bank))
