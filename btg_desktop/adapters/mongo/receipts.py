"""The receipts that were issued: a consecutive number for each branch, without a gap and without a double.

The branch's counter and the receipt are written in one transaction, so a number is taken only by a receipt
that stands. Each movement has at most one receipt: its id is the movement's.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from bson import Int64
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference

from btg_desktop.adapters.mongo.connection import (
    MAJORITY_JOURNALED,
    SUBMIT_SECONDS,
    Document,
    explained,
)
from btg_desktop.adapters.mongo.documents import (
    read_client,
    read_fund,
    read_receipt,
    read_transaction,
    write_receipt,
)
from btg_desktop.adapters.mongo.fields import Misfit
from btg_desktop.adapters.mongo.trail import UNSIGNED, Trail
from btg_desktop.domain.errors import DatabaseRefused, DatabaseUnavailable, UnknownTransaction
from btg_desktop.domain.models import Desk, Transaction
from btg_desktop.domain.receipts import Bank, Receipt

_MAJORITY: Final = ReadConcern("majority")
_TRIES: Final = 3
"""A duplicate key may be the branch's counter, made by two desks at once: then the second try finds it."""


class MongoReceipts:
    """Safe from any thread, and from any number of desks at once."""

    def __init__(self, database: Database[Document]) -> None:
        self._client = database.client
        self._funds = database["fondos"]
        self._clients = database["usuarios"]
        self._transactions = database["transacciones"]
        self._receipts = database["comprobantes"]
        self._counters = database["contadores"]
        self._trail = Trail(database, UNSIGNED)

    def issue(self, transaction_id: UUID, desk: Desk, bank: Bank) -> Receipt:
        """See the port."""
        try:
            with explained(SUBMIT_SECONDS), self._client.start_session() as session:
                return self._stored(session, transaction_id) or self._issue(
                    session, transaction_id, desk, bank
                )
        except Misfit as misfit:
            raise DatabaseRefused(reason=str(misfit)) from misfit

    def _issue(self, session: ClientSession, transaction_id: UUID, desk: Desk, bank: Bank) -> Receipt:
        for _ in range(_TRIES):
            try:
                return session.with_transaction(
                    lambda session: self._write(session, transaction_id, desk, bank),
                    read_concern=ReadConcern("snapshot"),
                    write_concern=MAJORITY_JOURNALED,
                    read_preference=ReadPreference.PRIMARY,
                )
            except DuplicateKeyError:
                # It had to leave the callback: the driver would run a swallowed one for ever.
                if (stored := self._stored(session, transaction_id)) is not None:
                    return stored
        raise DatabaseUnavailable(reason="DuplicateKey")

    def _write(self, session: ClientSession, transaction_id: UUID, desk: Desk, bank: Bank) -> Receipt:
        transaction = self._transaction(session, transaction_id)
        stored = _found(self._clients, transaction.client_id, session)
        if stored is None:
            raise Misfit(f"usuarios {transaction.client_id}: falta")
        client = read_client(stored)
        fund = _found(self._funds, Int64(transaction.fund_id), session)
        number, issued_at = self._count(session, desk.branch)
        receipt = Receipt(
            transaction=transaction,
            branch=desk.branch,
            number=number,
            issued_at=issued_at,
            issued_by=desk.operator,
            client_name=client.name,
            document_type=client.document_type,
            document=client.document,
            category=read_fund(fund).category if fund else "",
            language=client.language,
            bank=bank,
        )
        document = write_receipt(receipt)
        self._receipts.insert_one(document, session=session)
        self._trail.record(session, "comprobantes", document, issued_at, desk)
        return receipt

    def _count(self, session: ClientSession, branch: str) -> tuple[int, datetime]:
        """Take the branch's next number; return it with the server's time."""
        counter = self._counters.find_one_and_update(
            {"_id": branch},
            {"$inc": {"numero": Int64(1)}, "$currentDate": {"emitido": True}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        if counter is None:
            raise Misfit(f"contadores {branch}: falta")
        return counter["numero"], counter["emitido"]

    def _stored(self, session: ClientSession, transaction_id: UUID) -> Receipt | None:
        """The receipt as it was issued. The causally consistent session cannot miss what clashed with it."""
        receipts = self._receipts.with_options(read_concern=_MAJORITY)
        document = _found(receipts, transaction_id, session)
        if document is None:
            return None
        return read_receipt(document, self._transaction(session, transaction_id))

    def _transaction(self, session: ClientSession, transaction_id: UUID) -> Transaction:
        document = _found(self._transactions, transaction_id, session)
        if document is None:
            raise UnknownTransaction(transaction=str(transaction_id))
        return read_transaction(document)


def _found(collection: Collection[Document], key: object, session: ClientSession) -> Document | None:
    return collection.find_one({"_id": key}, session=session)
