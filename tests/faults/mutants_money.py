"""Deliberately broken programs: those that move money wrongly."""

from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import uuid4

from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.write_concern import WriteConcern

from btg_desktop.adapters.mongo import ledger
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.domain.errors import DatabaseRefused, InsufficientBalance, OutcomeUnknown, Rejection
from btg_desktop.domain.models import Names, Request, Transaction
from btg_desktop.services.subscriptions import Subscriptions
from faults.mutation import Mutants, swap

MONEY_MUTANTS: Final = Mutants()
mutant = MONEY_MUTANTS.that


@mutant("commits on one server (w: 1) instead of a majority")
def one_server() -> None:
    swap(ledger, "MAJORITY_JOURNALED", WriteConcern(1, j=True))


@mutant("commits without waiting for the journal")
def no_journal() -> None:
    swap(ledger, "MAJORITY_JOURNALED", WriteConcern("majority", j=False))


@mutant("takes money without looking whether there is enough")
def no_guard() -> None:
    create, update = MongoLedger.__init__, MongoLedger._update

    def create_unchecked(self: MongoLedger, database: Database[Any]) -> None:
        for name in ("usuarios", "transacciones"):  # the database's own validators would still object
            database.command("collMod", name, validationLevel="off")
        create(self, database)

    def unguarded(self: MongoLedger, session: ClientSession, guard: Any, change: Any) -> Any:
        return update(self, session, {"_id": guard["_id"]}, change)

    swap(MongoLedger, "__init__", create_unchecked)
    swap(MongoLedger, "_update", unguarded)


@mutant("does not store a rejection")
def rejection_not_stored() -> None:
    def forgetful(self: MongoLedger, session: ClientSession, request: Request, _rejection: Rejection) -> None:
        self._requests.delete_one({"_id": request.id}, session=session)

    swap(MongoLedger, "_store_rejection", forgetful)


@mutant("makes a new id for every attempt")
def new_id_on_retry() -> None:
    submit = Subscriptions._submit
    swap(
        Subscriptions,
        "_submit",
        lambda self, request, names: submit(self, replace(request, id=uuid4()), names),
    )


@mutant("answers a used id as a success without comparing what was asked")
def duplicate_is_success() -> None:
    stored = MongoLedger._stored_outcome

    def trusting(self: MongoLedger, session: ClientSession, request: Request) -> Transaction:
        document = self._requests.find_one({"_id": request.id}) or {}
        asked_then = _Alias(request, document.get("huella", ""))
        return stored(self, session, asked_then)  # type: ignore[arg-type]

    swap(MongoLedger, "_stored_outcome", trusting)


@dataclass(frozen=True)
class _Alias:
    """A request that claims to be the one that is stored."""

    request: Request
    fingerprint: str

    def __getattr__(self, name: str) -> object:
        return getattr(self.request, name)


@mutant("writes one document after the other, without a transaction")
def no_transaction() -> None:
    def apply_bare(self: MongoLedger, request: Request, _progress: object) -> Transaction | Rejection:
        with self._client.start_session() as session:
            try:
                return self._write_all(session, request)
            except ledger._AskedBefore:
                return self._stored_outcome(session, request)

    swap(MongoLedger, "_apply", apply_bare)


@mutant("writes the message after the commit, on its own")
def message_after_commit() -> None:
    apply = MongoLedger._apply

    def apply_then_tell(self: MongoLedger, request: Request, progress: Any) -> Transaction | Rejection:
        kept: list[Any] = []
        notifications = self._notifications
        self._notifications = _Deferred(kept)  # type: ignore[assignment]
        try:
            outcome = apply(self, request, progress)
        finally:
            self._notifications = notifications
        if kept:
            notifications.insert_one(kept[-1])
        return outcome

    swap(MongoLedger, "_apply", apply_then_tell)


@dataclass
class _Deferred:
    """Takes the message and writes nothing."""

    kept: list[Any]

    def insert_one(self, document: Any, **_session: ClientSession) -> None:
        self.kept.append(document)


@mutant("forgets the intent before the answer")
def forgets_early() -> None:
    submit = Subscriptions._submit

    def hasty(self: Subscriptions, request: Request, names: Names) -> Transaction:
        save = self._intents.save

        def save_and_forget(saved: Request, said: Names) -> bool:
            is_new = save(saved, said)
            self._intents.forget(saved.id)
            return is_new

        swap(self._intents, "save", save_and_forget)
        try:
            return submit(self, request, names)
        finally:
            swap(self._intents, "save", save)

    swap(Subscriptions, "_submit", hasty)


@mutant("reports an unknown outcome as a failure")
def unknown_is_failure() -> None:
    submit = MongoLedger.submit

    def certain(self: MongoLedger, request: Request) -> Transaction:
        try:
            return submit(self, request)
        except OutcomeUnknown as unknown:
            raise DatabaseRefused(reason="timeout") from unknown

    swap(MongoLedger, "submit", certain)


@mutant("reports an unknown outcome as a rejection")
def unknown_is_rejection() -> None:
    submit = MongoLedger.submit

    def negative(self: MongoLedger, request: Request) -> Transaction:
        try:
            return submit(self, request)
        except OutcomeUnknown as unknown:
            raise InsufficientBalance(fund="", missing=request.amount or 0) from unknown

    swap(MongoLedger, "submit", negative)


@mutant("takes a commit without an answer for done")
def optimist() -> None:
    write_all, submit = MongoLedger._write_all, MongoLedger.submit
    last: list[Transaction | Rejection] = []

    def remember(self: MongoLedger, session: ClientSession, request: Request) -> Transaction | Rejection:
        last[:] = [write_all(self, session, request)]
        return last[0]

    def hopeful(self: MongoLedger, request: Request) -> Transaction:
        try:
            return submit(self, request)
        except OutcomeUnknown:
            if last and isinstance(last[0], Transaction):
                return last[0]
            raise

    swap(MongoLedger, "_write_all", remember)
    swap(MongoLedger, "submit", hopeful)


@mutant("believes a refusal that comes after a commit was sent")
def refusal_after_commit() -> None:
    class Blind(ledger._Progress):
        def __setattr__(self, name: str, value: object) -> None:
            super().__setattr__(name, False)

    swap(ledger, "_Progress", Blind)


@mutant("adds the amount that the dialog showed instead of what is held")
def cancels_the_minimum() -> None:
    give_back = MongoLedger._give_back

    def guess(self: MongoLedger, session: ClientSession, client_id: str, fund_id: int) -> Any:
        after, fund, held = give_back(self, session, client_id, fund_id)
        return after, fund, min(held, fund.minimum_amount)

    swap(MongoLedger, "_give_back", guess)
