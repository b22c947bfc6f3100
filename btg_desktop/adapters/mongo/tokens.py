"""The API's tokens in MongoDB: a hash, and what it allows."""

from typing import Any

from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.adapters.mongo.trail import FIRST_REVISION, NEXT_REVISION, UNSIGNED, Trail, in_transaction
from btg_desktop.domain.errors import TokenNameTaken, UnknownToken
from btg_desktop.domain.models import Desk
from btg_desktop.domain.tokens import Scope, Token

_VALID: Document = {
    "revocado": {"$exists": False},
    "$or": [{"vence": {"$exists": False}}, {"$expr": {"$gt": ["$vence", "$$NOW"]}}],
}


class MongoTokens:
    """What it writes is recorded as the work of `desk`."""

    def __init__(self, database: Database[Document], desk: Desk = UNSIGNED) -> None:
        self._mongo = database.client
        self._tokens = database["tokens"]
        self._trail = Trail(database, desk)

    def add(
        self, name: str, fingerprint: str, scopes: frozenset[Scope], created_by: str, days: int | None
    ) -> Token:
        """An update that inserts: only so the server's clock dates it. It matches no token that is there."""
        fixed = {
            "_id": name,
            "huella": fingerprint,
            "alcances": sorted(scopes),
            "creado_por": created_by,
        }
        times: dict[str, Any] = {"creado": "$$NOW"}
        if days is not None:
            times["vence"] = {"$dateAdd": {"startDate": "$$NOW", "unit": "day", "amount": days}}

        def write(session: ClientSession) -> Document:
            document: Document = self._tokens.find_one_and_update(  # type: ignore[assignment]
                {"_id": name, "huella": {"$exists": False}},
                [{"$replaceWith": {"$mergeObjects": [{"$literal": fixed}, times, FIRST_REVISION]}}],
                upsert=True,
                return_document=ReturnDocument.AFTER,
                session=session,
            )
            self._trail.record(session, "tokens", document)
            return document

        with explained():
            try:
                document = in_transaction(self._mongo, write)
            except DuplicateKeyError as error:
                raise TokenNameTaken(name=name) from error
        return _read(document)

    def all(self) -> list[Token]:
        with explained():
            return [_read(document) for document in self._tokens.find().sort("_id")]

    def valid(self, fingerprint: str) -> Token | None:
        with explained():
            document = self._tokens.find_one({"huella": fingerprint, **_VALID})
        return None if document is None else _read(document)

    def revoke(self, name: str) -> Token:
        change = {**NEXT_REVISION, "$currentDate": {**NEXT_REVISION["$currentDate"], "revocado": True}}

        def write(session: ClientSession) -> Document | None:
            before = self._tokens.find_one({"_id": name}, session=session)
            if before is None or "revocado" in before:
                return before
            document: Document = self._tokens.find_one_and_update(  # type: ignore[assignment]
                {"_id": name}, change, return_document=ReturnDocument.AFTER, session=session
            )
            self._trail.record(session, "tokens", document, before=before)
            return document

        with explained():
            document = in_transaction(self._mongo, write)
        if document is None:
            raise UnknownToken(name=name)
        return _read(document)


def _read(document: Document) -> Token:
    """Scopes that this version does not know allow nothing in it."""
    known = {scope.value: scope for scope in Scope}
    return Token(
        name=document["_id"],
        scopes=frozenset(known[scope] for scope in document["alcances"] if scope in known),
        created_at=document["creado"],
        created_by=document["creado_por"],
        expires_at=document.get("vence"),
        revoked_at=document.get("revocado"),
    )
