"""Deliberately broken programs: those whose window hides what has no answer."""

from typing import Final
from uuid import UUID

from btg_desktop.ui.money.following import Following
from btg_desktop.ui.money.views.another_operation import AnotherOperation
from faults.mutation import Mutants, swap

WINDOW_MUTANTS: Final = Mutants()
mutant = WINDOW_MUTANTS.that


@mutant("takes a row off the list when it asks again, not when the answer comes")
def forgets_a_row() -> None:
    is_quiet = Following.is_quiet

    def forgetful(self: Following, request_id: UUID) -> bool:
        is_asked_again = self.follows(request_id) and self._followed[request_id][0].tries > 1
        return is_asked_again or is_quiet(self, request_id)

    swap(Following, "is_quiet", forgetful)


@mutant("lets a second operation pass while the first has no answer")
def blind_second() -> None:
    swap(AnotherOperation, "stands_in_the_way", lambda _self: False)
