"""The API's tokens: shown once, known by a hash, ended by the server's clock."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pymongo.database import Database

from btg_desktop.adapters.mongo.backup.snapshot import COLLECTIONS
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.tokens import MongoTokens
from btg_desktop.domain.errors import TokenNameTaken, UnknownToken
from btg_desktop.domain.tokens import Scope
from btg_desktop.services.tokens import Tokens


@pytest.fixture
def tokens(database: Database[Document]) -> Tokens:
    return Tokens(MongoTokens(database), "tecnologia")


def test_a_token_is_found_by_its_secret_alone(tokens: Tokens) -> None:
    secret, token = tokens.create("portal", [Scope.FUNDS_READ])
    assert tokens.find(secret) == token
    assert token.created_by == "tecnologia"
    for other in ("", "portal", secret[:-1], secret + "x", secret.removeprefix("btg_"), secret.upper()):
        assert tokens.find(other) is None


def test_every_secret_is_another(tokens: Tokens) -> None:
    assert len({tokens.create(f"t{number}", [Scope.FUNDS_READ])[0] for number in range(20)}) == 20


def test_a_name_is_given_once_even_after_its_token_was_revoked(tokens: Tokens) -> None:
    secret, _ = tokens.create("portal", [Scope.FUNDS_READ])
    with pytest.raises(TokenNameTaken):
        tokens.create("portal", list(Scope))
    revoked = tokens.revoke("portal")
    assert revoked.revoked_at is not None
    assert tokens.revoke("portal").revoked_at == revoked.revoked_at
    assert tokens.find(secret) is None
    with pytest.raises(TokenNameTaken):
        tokens.create("portal", [Scope.FUNDS_READ])
    with pytest.raises(UnknownToken):
        tokens.revoke("nadie")
    assert [token.name for token in tokens.all()] == ["portal"]


def test_a_token_ends_when_the_servers_clock_says_so(tokens: Tokens, database: Database[Document]) -> None:
    secret, token = tokens.create("portal", [Scope.FUNDS_READ], days=30)
    assert token.expires_at is not None
    assert (token.expires_at - token.created_at).days == 30
    assert tokens.find(secret) == token
    database["tokens"].update_one({"_id": "portal"}, {"$set": {"vence": datetime.now(UTC)}})
    assert tokens.find(secret) is None


def test_a_scope_of_a_newer_program_allows_nothing_here(
    tokens: Tokens, database: Database[Document], insert_unchecked: Callable[[str, Document], None]
) -> None:
    secret, _ = tokens.create("portal", [Scope.FUNDS_READ])
    database["tokens"].update_one({"_id": "portal"}, {"$push": {"alcances": "everything"}})
    found = tokens.find(secret)
    assert found is not None
    assert found.scopes == {Scope.FUNDS_READ}


def test_a_copy_of_the_books_holds_no_tokens() -> None:
    assert "tokens" not in COLLECTIONS
