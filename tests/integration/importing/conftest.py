"""Importing into the real database of the tests."""

from pathlib import Path

import pytest
from import_scene import RunImport, Told
from pymongo.database import Database

from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.imports import MongoImportTarget
from btg_desktop.adapters.seed import bson_documents
from btg_desktop.adapters.seed.source import opened_source
from btg_desktop.services.importing.importer import Import
from btg_desktop.services.importing.rehearsal import Rehearsal
from btg_desktop.services.verification import Verification


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that does not answer is waited for half a second, not five."""
    monkeypatch.setattr(bson_documents, "READ_SECONDS", 0.5)


@pytest.fixture
def verification(database: Database[Document]) -> Verification:
    return Verification(MongoAuditReader(database))


@pytest.fixture
def run_import(database: Database[Document], verification: Verification) -> RunImport:
    """Import a source; whatever it was, the books add up afterwards."""

    def run(source: Path | str, name: str | None = None, *, rehearse: bool = False) -> Told:
        told = Told()
        target = MongoImportTarget(database)
        # An address is a str that hides its password from str().
        text = source if isinstance(source, str) else str(source)
        with opened_source(text, name) as documents:
            importing = Import(documents, Rehearsal(target) if rehearse else target)
            importing.run(told.outcomes.append, lambda done, total: told.progress.append((done, total)))
        assert list(verification.violations()) == []
        return told

    return run
