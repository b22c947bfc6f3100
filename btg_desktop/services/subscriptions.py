"""Subscribing a client to a fund and cancelling: one intent, one effect, one answer."""

import logging
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from btg_desktop.domain.errors import (
    BooksInconsistent,
    DatabaseRefused,
    OutcomeUnknown,
    Rejection,
    RequestMismatch,
    Unavailable,
    UnknownFund,
)
from btg_desktop.domain.models import (
    FUND_ID_LIMIT,
    NO_NAMES,
    Channel,
    Desk,
    Intent,
    Names,
    Request,
    Transaction,
    TransactionKind,
)
from btg_desktop.domain.money import check_amount
from btg_desktop.services.ports import IntentStore, Ledger

logger = logging.getLogger(__name__)


class Subscriptions:
    """`owns_ids`: only answers to requests of the desk's own operator are given."""

    def __init__(self, ledger: Ledger, intents: IntentStore, desk: Desk, *, owns_ids: bool = False) -> None:
        self._ledger = ledger
        self._intents = intents
        self._desk = desk
        self._owns_ids = owns_ids

    def by(self, operator: str) -> "Subscriptions":
        """The same, worked by `operator`: one process may serve several.

        An id that another operator used is refused with RequestMismatch: a caller who knows the id of
        somebody else must not read that answer.
        """
        desk = replace(self._desk, operator=operator)
        return Subscriptions(self._ledger, self._intents, desk, owns_ids=True)

    def subscribe(
        self,
        request_id: UUID,
        client_id: str,
        fund_id: int,
        amount: Decimal,
        channel: Channel | None = None,
        *,
        names: Names = NO_NAMES,
    ) -> Transaction:
        """Move `amount` (COP) from the client's balance into the fund.

        With a `channel`, the client is told of it by that one. The same `request_id` always gets the same
        answer. `names` are kept with the intent. Raises InvalidAmount, a Rejection, RequestMismatch,
        BooksInconsistent or DatabaseRefused (nothing moved), or OutcomeUnknown: call again with the same id.
        """
        return self._submit(
            Request(
                request_id,
                TransactionKind.SUBSCRIPTION,
                client_id,
                _check_fund(fund_id),
                check_amount(amount),
                self._desk,
                channel,
            ),
            names,
        )

    def cancel(
        self, request_id: UUID, client_id: str, fund_id: int, *, names: Names = NO_NAMES
    ) -> Transaction:
        """Return the whole amount held in the fund to the client's balance; raises as `subscribe`."""
        return self._submit(
            Request(
                request_id, TransactionKind.CANCELLATION, client_id, _check_fund(fund_id), None, self._desk
            ),
            names,
        )

    def waiting(self) -> list[Intent]:
        """All that this process asked for, or took over, and has no known answer; oldest first."""
        return self._intents.waiting()

    def abandoned(self) -> list[Intent]:
        """Take over what a process that no longer runs left without a known answer; return all that waits."""
        return self._intents.abandoned()

    def resume(self, intent: Intent) -> Transaction:
        """Submit an intent again, under its id; raises as `subscribe`.

        A proven one is signed by who asked then, any other by who asks now: anybody could have written it.
        """
        request = intent.request if intent.is_proven else replace(intent.request, desk=self._desk)
        return self._submit(request, intent.names)

    def set_aside(self, intent: Intent) -> None:
        """Stop to wait for an intent that is not proven; its file is kept. Raises ValueError for another."""
        self._intents.set_aside(intent.request.id)

    def _submit(self, request: Request, names: Names) -> Transaction:
        is_new = self._intents.save(request, names)
        try:
            transaction = self._answer(request)
        except OutcomeUnknown:
            logger.warning("request %s: no answer yet", request.id)
            raise
        except (Rejection, RequestMismatch, BooksInconsistent):
            self._intents.forget(request.id)
            raise
        except DatabaseRefused as refusal:
            # Refused at the first try means that nothing moved. Later, an earlier try may have.
            if not is_new:
                logger.warning("request %s: no answer yet: %s", request.id, refusal)
                raise OutcomeUnknown(request=str(request.id)) from refusal
            self._intents.forget(request.id)
            raise
        self._intents.forget(request.id)
        return transaction

    def _answer(self, request: Request) -> Transaction:
        try:
            transaction = self._ledger.submit(request)
        except Rejection as rejection:
            if self._owns_ids and self._operator_of(request) != self._desk.operator:
                raise RequestMismatch(request=str(request.id)) from rejection
            raise
        if self._owns_ids and transaction.desk.operator != self._desk.operator:
            raise RequestMismatch(request=str(request.id))
        return transaction

    def _operator_of(self, request: Request) -> str | None:
        try:
            return self._ledger.operator_of(request.id)
        except Unavailable as error:
            raise OutcomeUnknown(request=str(request.id)) from error


def _check_fund(fund_id: int) -> int:
    if not 0 < fund_id < FUND_ID_LIMIT:
        raise UnknownFund(fund=fund_id)
    return fund_id
