"""Each corner: clean with the program as it is, and each broken variant of it is given away."""

from collections.abc import Callable
from pathlib import Path

import pytest

from faults.arena import Arena, Run
from faults.mutants import MUTANTS
from faults.scenarios import ALL, SCENARIOS, play

pytestmark = pytest.mark.long


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.__name__)
def test_the_program_keeps_its_promises_when(
    arena: Arena, tmp_path: Path, scenario: Callable[[Run], None]
) -> None:
    assert play(arena, tmp_path, scenario) == []


@pytest.mark.parametrize("mutant", list(MUTANTS))
def test_a_broken_program_is_caught_that(arena: Arena, tmp_path: Path, mutant: str) -> None:
    scenario = SCENARIOS[mutant]
    assert scenario.gives_away in {finding.kind for finding in play(arena, tmp_path, scenario.play, mutant)}
