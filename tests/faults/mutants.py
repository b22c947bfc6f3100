"""All broken programs. A campaign that lets one of them pass has a hole."""

from typing import Final

from faults.mutants_messages import MESSAGE_MUTANTS
from faults.mutants_money import MONEY_MUTANTS
from faults.mutants_windows import WINDOW_MUTANTS
from faults.mutation import Mutants

MUTANTS: Final = Mutants(MONEY_MUTANTS | MESSAGE_MUTANTS | WINDOW_MUTANTS)
