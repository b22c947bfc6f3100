"""The bank around the desk of the tour: other desks, a channel that fails, a network that can be cut."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Final
from uuid import uuid4

from btg_desktop.domain.branches import Branch
from btg_desktop.domain.errors import DatabaseUnavailable, PrivateServerError
from btg_desktop.domain.history import Listing
from btg_desktop.domain.models import Client, Fund
from btg_desktop.services.catalogue import Catalogue
from btg_desktop.services.exports import Exports
from btg_desktop.services.ports import Delivery, DeliveryKind, ExportWords, FundList, Message, Progress
from btg_desktop.services.suite import Services

OpenHere = Callable[[Callable[[PrivateServerError | None], None]], AbstractContextManager[Services]]
OpenElsewhere = Callable[[], AbstractContextManager[Services]]

OPTED_OUT: Final = "+573204567890"
UNCERTAIN: Final = "camila.torres@example.com"
_HELD_SECONDS: Final = 60.0

_CLIENTS: Final = (
    ("María Núñez Rojas", "CC", "43567210", "maria.nunez@example.com", "3104567788", "sms"),
    ("Inversiones del Café S.A.S.", "NIT", "890903938-8", "tesoreria@example.com", "", "email"),
    ("Pedro Gómez", "CE", "412908", "", OPTED_OUT, "sms"),
    ("Camila Torres Díaz", "CC", "1037655412", UNCERTAIN, "", "email"),
    ("Mariana Montoya Vélez", "CC", "1020405060", "mariana@example.com", "3005551234", "email"),
)
_SUBSCRIPTIONS: Final = ((0, 3, 50_000), (1, 5, 150_000), (1, 4, 250_000), (2, 1, 75_000), (3, 2, 125_000))
"""Whose (by place), in which fund, and how much."""

_BRANCHES: Final = (
    Branch("001", "Medellín Centro", "Medellín"),
    Branch("002", "Envigado", "Envigado", frozenset({1, 2, 5})),
    Branch("003", "Bogotá Chicó", "Bogotá", frozenset({1, 5})),
)


class TourChannel:
    """Sends nothing. One client has opted out of messages; of another nobody learns whether they came."""

    def send(self, message: Message) -> Delivery:
        match message.notification.destination:
            case destination if destination == OPTED_OUT:
                return Delivery(DeliveryKind.FINAL, "OptedOut")
            case destination if destination == UNCERTAIN:
                return Delivery(DeliveryKind.AMBIGUOUS, "ReadTimeoutError")
        return Delivery(DeliveryKind.SENT)


class World:
    """Opens the window's services and those of another desk beside them."""

    def __init__(self, open_here: OpenHere, open_elsewhere: OpenElsewhere) -> None:
        self._open_here = open_here
        self._open_elsewhere = open_elsewhere
        self._elsewhere: Services | None = None
        self._hands = ThreadPoolExecutor(1, thread_name_prefix="elsewhere")
        self.is_cut = Event()
        self.export_is_half_way = Event()
        self.export_may_go_on = Event()

    @contextmanager
    def open(self, on_server_event: Callable[[PrivateServerError | None], None]) -> Iterator[Services]:
        """As the window's services are opened; others were at work before."""
        with self._open_here(on_server_event) as services, self._open_elsewhere() as others:
            self._elsewhere = others
            _work(others)
            yield replace(
                services,
                catalogue=_CuttableCatalogue(services.catalogue, self.is_cut),
                exports=_HeldExports(services.exports, self.export_is_half_way, self.export_may_go_on),
            )

    def subscribe_elsewhere(self, document: str, fund_id: int, amount: int) -> "Future[None]":
        """Let the other desk subscribe a client who may be on screen here."""
        return self._hands.submit(self._subscribe, document, fund_id, amount)

    def close(self) -> None:
        self.export_may_go_on.set()
        self._hands.shutdown()

    def _subscribe(self, document: str, fund_id: int, amount: int) -> None:
        if self._elsewhere is not None:
            (client,) = self._elsewhere.clients.search(document)
            self._elsewhere.subscriptions.subscribe(uuid4(), client.id, fund_id, Decimal(amount))


def _work(services: Services) -> None:
    """What other desks did before this one opened."""
    services.branches.define(_BRANCHES)
    clients = [_register(services, *facts) for facts in _CLIENTS]
    for place, fund_id, amount in _SUBSCRIPTIONS:
        services.branches.record_visit(clients[place].id)
        services.subscriptions.subscribe(uuid4(), clients[place].id, fund_id, Decimal(amount))


def _register(
    services: Services, name: str, document_type: str, document: str, email: str, phone: str, channel: str
) -> Client:
    return services.clients.register(
        name=name,
        document_type=document_type,
        document=document,
        email=email,
        phone=phone,
        channel=channel,
        consents=True,
    )


class _CuttableCatalogue(Catalogue):
    """Out of reach while the network is cut."""

    def __init__(self, inner: Catalogue, is_cut: Event) -> None:
        self._inner = inner
        self._is_cut = is_cut

    def funds(self) -> tuple[Fund, ...]:
        self._reach()
        return self._inner.funds()

    def funds_with_unreadable(self) -> FundList:
        self._reach()
        return self._inner.funds_with_unreadable()

    def _reach(self) -> None:
        if self._is_cut.is_set():
            raise DatabaseUnavailable(reason="mongodb.banco.example: timed out")


class _HeldExports(Exports):
    """Stops half way until it may go on, so that one can look at it."""

    def __init__(self, inner: Exports, is_half_way: Event, may_go_on: Event) -> None:
        self._inner = inner
        self._is_half_way = is_half_way
        self._may_go_on = may_go_on

    def write(
        self,
        listing: Listing,
        path: Path,
        words: ExportWords,
        progress: Progress = lambda _done, _total: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> int:
        asked = total = 0

        def tell(done: int, of: int) -> None:
            nonlocal total
            total = of
            progress(done, of)

        def is_stopped() -> bool:
            nonlocal asked
            if asked == total // 2 and not self._is_half_way.is_set():
                progress(asked, total)
                self._is_half_way.set()
                self._may_go_on.wait(_HELD_SECONDS)
            asked += 1
            return stopped()

        return self._inner.write(listing, path, words, tell, is_stopped)
