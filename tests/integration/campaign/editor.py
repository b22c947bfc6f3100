"""An administrator's hand: it edits documents past the program, and puts everything back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bson import Decimal128
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document

RICH = Decimal128("9000000")


@dataclass
class Editor:
    """Edits documents, and puts everything back."""

    database: Database[Document]
    random: Random
    _undo: list[Callable[[], object]] = field(default_factory=list)

    def pick(self, collection: str, query: Document | None = None) -> Document:
        return self.random.choice(list(self.database[collection].find(query or {}).sort("_id")))

    def change(self, collection: str, document: Document, **fields: Any) -> None:
        """Set fields, with `__` for the dot of a path; None takes one away."""
        paths = {name.replace("__", "."): value for name, value in fields.items()}
        update: Document = {}
        if kept := {name: value for name, value in paths.items() if value is not None}:
            update["$set"] = kept
        if gone := {name: "" for name, value in paths.items() if value is None}:
            update["$unset"] = gone
        key = {"_id": document["_id"]}
        before = self.database[collection].find_one(key)
        changed = self.database[collection].update_one(key, update)
        assert changed.modified_count == 1, f"{collection}: {fields} changes nothing"
        assert before is not None
        self._undo.append(lambda: self.database[collection].replace_one(key, before))

    def delete(self, collection: str, document: Document) -> None:
        self.database[collection].delete_one({"_id": document["_id"]})
        self._undo.append(lambda: self.database[collection].insert_one(document))

    def insert(self, collection: str, document: Document) -> None:
        key = self.database[collection].insert_one(document).inserted_id
        self._undo.append(lambda: self.database[collection].delete_one({"_id": key}))

    def command(self, *arguments: Any, **options: Any) -> None:
        self.database.command(*arguments, **options)

    def afterwards(self, undo: Callable[[], object]) -> None:
        self._undo.append(undo)

    def undo(self) -> None:
        while self._undo:
            self._undo.pop()()
