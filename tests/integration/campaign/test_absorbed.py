"""An edit does not vanish because the program writes over it later."""

from pathlib import Path

from bank_scene import opened_bank
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.audit import Flaw


def test_an_edit_that_a_later_change_takes_over_is_still_found(
    database: Database[Document], tmp_path: Path
) -> None:
    with opened_bank(database, tmp_path) as services:
        client = services.clients.search("gómez")[0]
        database["usuarios"].update_one({"_id": client.id}, {"$set": {"nombre": "Ana Intrusa"}})
        services.clients.set_contact(client.id, email=client.email, phone=client.phone, channel="email")
        found = list(services.verification.violations())
    assert {violation.client_id for violation in found} == {client.id}
    assert {Flaw.CHANGED_BETWEEN, Flaw.FIXED_CHANGED} <= {violation.flaw for violation in found}
