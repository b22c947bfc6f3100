"""The branch of a desk: what it offers, who visits it, and how IT defines the branches."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from btg_desktop.domain.branches import Branch, branch_key
from btg_desktop.domain.errors import InvalidBranches
from btg_desktop.services.branch_ports import BranchBook
from btg_desktop.services.ports import FundStore


@dataclass(frozen=True, slots=True)
class BranchChanges:
    """What a definition did, by branch id; `untouched` are the stored branches that it does not name."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    untouched: tuple[str, ...]


class Branches:
    """`desk_branch` is the setting: an id or a name. Empty or unknown, the desk offers every fund."""

    def __init__(self, book: BranchBook, funds: FundStore, desk_branch: str) -> None:
        self._book = book
        self._funds = funds
        self._desk_branch = desk_branch

    def here(self) -> Branch | None:
        """The branch of this desk as it is defined now, or None. Raises DatabaseUnavailable."""
        return self._book.named(self._desk_branch) if self._desk_branch else None

    def all(self) -> tuple[Branch, ...]:
        return self._book.all()

    def record_visit(self, client_id: str) -> None:
        """Note that the client is attended here today; as often as one likes. Raises DatabaseUnavailable."""
        if (branch := self.here()) is not None:
            self._book.record_visit(client_id, branch.id)

    def define(self, branches: Sequence[Branch]) -> BranchChanges:
        """Make `branches` be as they are given; the others stay. Doing it twice changes nothing.

        Raises InvalidBranches, and then nothing changed.
        """
        stored = {branch.id: branch for branch in self._book.all()}
        self._check(branches, stored)
        added = [branch for branch in branches if branch.id not in stored]
        changed = [branch for branch in branches if branch != stored.get(branch.id, branch)]
        if added or changed:
            self._book.write([*added, *changed])
        given = {branch.id for branch in branches}
        return BranchChanges(
            added=_ids(added),
            changed=_ids(changed),
            unchanged=_ids([branch for branch in branches if branch == stored.get(branch.id)]),
            untouched=tuple(sorted(stored.keys() - given)),
        )

    def _check(self, branches: Sequence[Branch], stored: dict[str, Branch]) -> None:
        """Each text that a setting may hold must lead to one branch, and each fund must exist."""
        given = {branch.id for branch in branches}
        taken: dict[str, str] = {}
        others = [branch for branch in stored.values() if branch.id not in given]
        for branch in chain(others, branches):
            for text in {branch_key(branch.id), branch_key(branch.name)}:
                if text in taken:
                    raise _invalid(branch, f"se confunde con la sucursal {taken[text]}")
            taken |= {branch_key(branch.id): branch.id, branch_key(branch.name): branch.id}
        funds = {fund.id for fund in self._funds.all().funds}
        for branch in branches:
            if branch.fund_ids is not None and (unknown := sorted(branch.fund_ids - funds)):
                raise _invalid(branch, f"no existe el fondo {unknown[0]}")


def _ids(branches: Sequence[Branch]) -> tuple[str, ...]:
    return tuple(sorted(branch.id for branch in branches))


def _invalid(branch: Branch, reason: str) -> InvalidBranches:
    return InvalidBranches(where="sucursales", key=branch.id, reason=reason)
