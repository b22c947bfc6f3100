"""The API's tokens in MongoDB: a hash, and what it allows."""

from typing import Any

from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.domain.errors import TokenNameTaken, UnknownToken
from btg_desktop.domain.tokens import Scope, Token

_VALID: Document = {
    "revocado": {"$exists": False},
    "$or": [{"vence": {"$exists": False}}, {"$expr": {"$gt": ["$vence", "$$NOW"]}}],
}


class MongoTokens:
    def __init__(self, database: Database[Document]) -> None:
        self._tokens = database["tokens"]

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
        with explained():
            try:
                document: Document = self._tokens.find_one_and_update(  # type: ignore[assignment]
                    {"_id": name, "huella": {"$exists": False}},
                    [{"$replaceWith": {"$mergeObjects": [{"$literal": fixed}, times]}}],
                    upsert=True,
                    return_document=ReturnDocument.AFTER,
                )
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
        with explained():
            document = self._tokens.find_one_and_update(
                {"_id": name},
                [{"$set": {"revocado": {"$ifNull": ["$revocado", "$$NOW"]}}}],
                return_document=ReturnDocument.AFTER,
            )
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
