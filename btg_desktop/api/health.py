"""`/salud`: whether this server can work, for load balancers. It needs no token and tells nobody anything."""

import threading
import time
from collections.abc import Callable
from typing import Final

from fastapi import APIRouter

from btg_desktop import __version__
from btg_desktop.api.bodies import JsonAnswer, answer
from btg_desktop.api.documents import Salud
from btg_desktop.api.problems import PROBLEM_TYPE, Kind, Refusal
from btg_desktop.api.texts import Words
from btg_desktop.domain.errors import Unavailable
from btg_desktop.services.catalogue import Catalogue

REMEMBERED_SECONDS: Final = 1.0
"""So that asking for this, which anybody may, does not load the database."""

_UNWELL: Final = Kind(503, "no-disponible", Words("No disponible", "Unavailable"))


class Health:
    """Asks at most once in a while, and one at a time. `sends` says whether messages are being sent."""

    def __init__(self, catalogue: Catalogue, sends: Callable[[], bool]) -> None:
        self._catalogue = catalogue
        self._sends = sends
        self._lock = threading.Lock()
        self._until = 0.0
        self._well = False

    def is_well(self) -> bool:
        with self._lock:
            if time.monotonic() >= self._until:
                self._well = self._sends() and self._reads()
                self._until = time.monotonic() + REMEMBERED_SECONDS
            return self._well

    def _reads(self) -> bool:
        """A real read from the primary proves more than a ping."""
        try:
            self._catalogue.funds()
        except Unavailable:
            return False
        return True


def health_routes(health: Health) -> APIRouter:
    routes = APIRouter(tags=["servicio"])
    problem = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problema"}}}

    @routes.get(
        "/salud",
        summary="Si el servicio puede atender",
        response_model=Salud,
        responses={503: {"description": "No disponible", "content": problem}},
    )
    def salud() -> JsonAnswer:
        if not health.is_well():
            raise Refusal(_UNWELL, Words("Sin base de datos", "No database"))
        return answer(Salud(version=__version__))

    return routes
