"""A target that writes nothing, for a rehearsal: it says what an import would do."""

from collections.abc import Mapping, Sequence

from btg_desktop.domain.models import Fund
from btg_desktop.services.importing.ports import SAME, Clash, ImportTarget, NewClient, Standing


class Rehearsal:
    """Asks the real target, and remembers what it would have taken."""

    def __init__(self, target: ImportTarget) -> None:
        self._target = target
        self._taken: dict[str, str] = {}
        self._keys: set[object] = set()

    def funds(self) -> Sequence[Fund]:
        return self._target.funds()

    def add_fund(self, fund: Fund) -> None:
        """Not even that."""

    def standing(self, clients: Sequence[NewClient]) -> Mapping[str, Standing]:
        found = dict(self._target.standing(clients))
        for new in clients:
            if self._taken.get(new.client.id) == new.fingerprint:
                found[new.client.id] = SAME
            elif not self._keys.isdisjoint(new.keys()):
                found[new.client.id] = Clash("otro documento anterior del origen ya tiene su número")
        return found

    def take(self, clients: Sequence[NewClient]) -> Mapping[str, Standing]:
        found = self.standing(clients)
        for new in clients:
            if new.client.id not in found:
                self._taken[new.client.id] = new.fingerprint
                self._keys.update(new.keys())
        return found
