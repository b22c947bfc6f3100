"""The money protocol: one multi-document transaction per request, serialised on the client's document.

Inside it, in this order: the request (its id is unique, so it can only be answered once), the client's
guarded balance change, the transaction, the notification. All or nothing, on a majority of the
servers and in their journals. A rejection is stored in the same way, so that it too stands for ever.
"""

import logging
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import pymongo
from bson import Decimal128, Int64
from pymongo import ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import ConfigurationError, DuplicateKeyError, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.read_preferences import ReadPreference

from btg_desktop.adapters.mongo.branches import branch_named
from btg_desktop.adapters.mongo.connection import (
    MAJORITY_JOURNALED,
    SUBMIT_SECONDS,
    Document,
    explain,
    explained,
    greet_anew,
    is_refusal,
)
from btg_desktop.adapters.mongo.documents import (
    REACHABLE_BY,
    read_branch,
    read_client,
    read_fund,
    read_transaction,
    write_notification,
    write_request,
    write_transaction,
)
from btg_desktop.adapters.mongo.fields import Misfit
from btg_desktop.adapters.mongo.trail import UNSIGNED, Trail
from btg_desktop.adapters.mongo.unanswered import UnansweredSessions
from btg_desktop.domain.branches import check_offered
from btg_desktop.domain.errors import (
    REJECTIONS,
    BooksInconsistent,
    BtgError,
    DatabaseRefused,
    InsufficientBalance,
    OutcomeUnknown,
    Rejection,
    RequestMismatch,
    UnknownClient,
    UnknownFund,
)
from btg_desktop.domain.models import Client, Fund, Request, Transaction, TransactionKind
from btg_desktop.domain.rules import check_cancellation, check_channel, check_minimum

logger = logging.getLogger(__name__)

_ID: Final = {"_id": 1}

_MAJORITY: Final = ReadConcern("majority")
"""What is read can no longer be rolled back; in the session that met it, it cannot be missed either."""


class MongoLedger:
    """Applies requests. Safe from any thread, and from any number of desks at once."""

    def __init__(self, database: Database[Document]) -> None:
        self._client = database.client
        self._funds = database["fondos"]
        self._clients = database["usuarios"]
        self._transactions = database["transacciones"]
        self._requests = database["solicitudes"]
        self._notifications = database["notificaciones"]
        self._trail = Trail(database, UNSIGNED)
        self._sessions = UnansweredSessions(database.client)

    def submit(self, request: Request) -> Transaction:
        """Apply `request` once for ever; see the port for what is raised."""
        progress = _Progress()
        try:
            with pymongo.timeout(SUBMIT_SECONDS):
                outcome = self._apply(request, progress)
        except Misfit as misfit:
            raise _refused(DatabaseRefused(reason=str(misfit)), request, progress) from misfit
        except PyMongoError as error:
            if isinstance(error, ConfigurationError):
                greet_anew(self._client)
            if is_refusal(error):
                raise _refused(explain(error), request, progress) from error
            raise OutcomeUnknown(request=str(request.id)) from error
        if isinstance(outcome, Rejection):
            raise outcome
        return outcome

    def operator_of(self, request_id: UUID) -> str | None:
        with explained():
            stored = self._requests.with_options(read_concern=_MAJORITY).find_one({"_id": request_id})
        return None if stored is None else str(stored["operador"])

    def _apply(self, request: Request, progress: "_Progress") -> Transaction | Rejection:
        def write_all(session: ClientSession) -> Transaction | Rejection:
            outcome = self._write_all(session, request)
            progress.may_have_moved = True  # the driver commits as soon as this returns
            return outcome

        with self._sessions.of(request.id) as session:
            try:
                return session.with_transaction(
                    write_all,
                    read_concern=ReadConcern("snapshot"),
                    write_concern=MAJORITY_JOURNALED,
                    read_preference=ReadPreference.PRIMARY,
                )
            except _AskedBefore:
                progress.may_have_moved = True
                return self._stored_outcome(session, request)
            except DuplicateKeyError as clash:
                raise _inconsistent(request, clash) from clash

    def _write_all(self, session: ClientSession, request: Request) -> Transaction | Rejection:
        document = write_request(request)
        if request.amount is not None:
            document["valor"] = Decimal128(request.amount)
        self._insert_request(session, document)
        try:
            after, fund, amount = self._change(session, request)
        except Rejection as rejection:
            self._store_rejection(session, request, rejection)
            return rejection
        client, transaction = self._moved(after, request, fund, amount)
        self._transactions.insert_one(write_transaction(transaction, request.channel), session=session)
        self._notifications.insert_one(
            write_notification(client, transaction, request.channel), session=session
        )
        return transaction

    def _insert_request(self, session: ClientSession, document: Document) -> None:
        """Raise _AskedBefore where the id was used. It leaves the callback, as a duplicate key must:
        the driver would run a swallowed one for ever.
        """
        try:
            self._requests.insert_one(document, session=session)
        except DuplicateKeyError as clash:
            if _key_pattern(clash) != _ID:
                raise
            raise _AskedBefore from clash

    def _fund_offered(self, session: ClientSession, fund_id: int, branch: str) -> Fund:
        """The fund, if the desk's branch offers it: both in one question."""
        stages: list[Document] = [{"$match": {"_id": fund_id}}]
        if branch:
            here = {"from": "sucursales", "pipeline": branch_named(branch), "as": "sucursal"}
            stages.append({"$lookup": here})
        document = next(self._funds.aggregate(stages, session=session), None)
        if document is None:
            raise UnknownFund(fund=fund_id)
        fund = read_fund(document)
        for found in document.get("sucursal", ()):
            check_offered(fund, read_branch(found))
        return fund

    def _change(self, session: ClientSession, request: Request) -> tuple[Document, Fund, Decimal]:
        """Change the client's money if the rules allow it; return the client after, the fund, the amount."""
        if request.kind is TransactionKind.SUBSCRIPTION and request.amount is not None:
            fund = self._fund_offered(session, request.fund_id, request.desk.branch)
            return self._withdraw(session, request, fund, request.amount), fund, request.amount
        return self._give_back(session, request.client_id, request.fund_id)

    def _withdraw(self, session: ClientSession, request: Request, fund: Fund, amount: Decimal) -> Document:
        check_minimum(fund, amount)
        guard: Document = {"_id": request.client_id, "saldo_disponible": {"$gte": Decimal128(amount)}}
        if request.channel is not None:
            guard.update(REACHABLE_BY[request.channel])
        after = self._update(
            session,
            guard,
            {
                "$inc": {
                    "saldo_disponible": Decimal128(-amount),
                    f"saldo_fondos.{fund.id}": Decimal128(amount),
                    "secuencia": Int64(1),
                }
            },
        )
        if after is None:
            client = self._find_client(session, request.client_id)
            check_channel(client, request.channel)
            raise InsufficientBalance(fund=fund.name, missing=amount - client.available_balance)
        return after

    def _give_back(
        self, session: ClientSession, client_id: str, fund_id: int
    ) -> tuple[Document, Fund, Decimal]:
        client, fund = self._client_and_fund(session, client_id, fund_id)
        held = check_cancellation(fund, client)
        holding = f"saldo_fondos.{fund.id}"
        after = self._update(
            session,
            {"_id": client_id, holding: Decimal128(held)},
            {
                "$inc": {"saldo_disponible": Decimal128(held), "secuencia": Int64(1)},
                "$unset": {holding: ""},
            },
        )
        if after is None:
            raise Misfit(f"{holding}: cambio_en_la_misma_lectura")
        return after, fund, held

    def _update(self, session: ClientSession, guard: Document, change: Document) -> Document | None:
        return self._clients.find_one_and_update(
            guard,
            {**change, "$currentDate": {"ultimo_movimiento": True}},  # the server's clock, not this PC's
            return_document=ReturnDocument.AFTER,
            session=session,
        )

    def _find_client(self, session: ClientSession, client_id: str) -> Client:
        document = self._clients.find_one({"_id": client_id}, session=session)
        if document is None:
            raise UnknownClient(client=client_id)
        return read_client(document)

    def _client_and_fund(self, session: ClientSession, client_id: str, fund_id: int) -> tuple[Client, Fund]:
        """Both in one question: each one costs a cancellation a tenth of its time."""
        fund = {"from": "fondos", "pipeline": [{"$match": {"_id": fund_id}}], "as": "fondo"}
        found = self._clients.aggregate([{"$match": {"_id": client_id}}, {"$lookup": fund}], session=session)
        document = next(found, None)
        if document is None:
            raise UnknownClient(client=client_id)
        if not document["fondo"]:
            raise UnknownFund(fund=fund_id)
        return read_client(document), read_fund(document["fondo"][0])

    @staticmethod
    def _moved(after: Document, request: Request, fund: Fund, amount: Decimal) -> tuple[Client, Transaction]:
        client = read_client(after)
        transaction = Transaction(
            id=request.id,
            client_id=client.id,
            sequence=client.sequence,
            kind=request.kind,
            fund_id=fund.id,
            fund_name=fund.name,
            amount=amount,
            balance_after=client.available_balance,
            at=after["ultimo_movimiento"],
            desk=request.desk,
        )
        return client, transaction

    def _store_rejection(self, session: ClientSession, request: Request, rejection: Rejection) -> None:
        document: Document = self._requests.find_one_and_update(  # type: ignore[assignment]
            {"_id": request.id},
            {
                "$set": {
                    "resultado": "rechazada",
                    "motivo": rejection.code,
                    "datos": {name: _to_bson(value) for name, value in rejection.fields.items()},
                },
                "$currentDate": {"fecha": True},
            },
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        self._trail.record(session, "solicitudes", document, document["fecha"], request.desk)

    def _stored_outcome(self, session: ClientSession, request: Request) -> Transaction:
        """Return or raise the answer that this id already has.

        The session is causally consistent: it waits until a majority has what clashed with us.
        """
        stored = self._requests.with_options(read_concern=_MAJORITY).find_one(
            {"_id": request.id}, session=session
        )
        if stored is None:
            raise OutcomeUnknown(request=str(request.id))  # what clashed was rolled back
        if (stored["huella"], stored.get("canal")) != (request.fingerprint, request.channel):
            raise RequestMismatch(request=str(request.id))
        if stored["resultado"] == "rechazada":
            fields = {name: _from_bson(value) for name, value in stored["datos"].items()}
            raise REJECTIONS[stored["motivo"]](**fields)
        transaction = self._transactions.with_options(read_concern=_MAJORITY).find_one(
            {"_id": request.id}, session=session
        )
        if transaction is None:
            raise Misfit(f"solicitudes {request.id}: aplicada_sin_movimiento")
        return read_transaction(transaction)


class _AskedBefore(Exception):
    """The request's id is stored already: its answer is there."""


@dataclass
class _Progress:
    """How far a submission came. Once a commit was sent, or the id was found used, money may have moved."""

    may_have_moved: bool = False


def _refused(refusal: BtgError, request: Request, progress: _Progress) -> BtgError:
    """A refusal answers the request only if nothing can have moved before it, as when a commit's answer
    was lost and its repetition met a user whose rights were taken meanwhile.
    """
    if not progress.may_have_moved:
        return refusal
    logger.warning("request %s: refused after its commit was sent: %s", request.id, refusal)
    return OutcomeUnknown(request=str(request.id))


def _key_pattern(clash: DuplicateKeyError) -> Document:
    """The fields of the unique index that was violated, with their directions."""
    return dict((clash.details or {}).get("keyPattern", {}))


def _inconsistent(request: Request, clash: DuplicateKeyError) -> BooksInconsistent:
    """Nothing moved, now or before: the request's id was free when the clash ended the transaction."""
    index = ", ".join(_key_pattern(clash))
    logger.critical(
        "request %s: a stored document that is not ours holds its place in (%s)", request.id, index
    )
    return BooksInconsistent(index=index)


def _to_bson(value: Decimal | str | int) -> Any:
    return Decimal128(value) if isinstance(value, Decimal) else value


def _from_bson(value: Any) -> Decimal | str | int:
    plain: Decimal | str | int = value.to_decimal() if isinstance(value, Decimal128) else value
    return plain
