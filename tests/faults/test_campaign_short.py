"""The short form of the campaign: everything breaks for half a minute, and nothing may be found.

Long, but not marked so: it would take the processor beside the scenarios, which watch the clock.
"""

from pathlib import Path

import pytest

from faults.arena import Arena
from faults.campaign import fight


@pytest.mark.timeout(180)
def test_money_is_never_lost_doubled_or_guessed_while_everything_breaks(arena: Arena, tmp_path: Path) -> None:
    result = fight(arena, tmp_path, seed=1, seconds=35, pairs=2, singles=4, windows=1)
    assert result.findings == []
    assert result.figures.counts["applied"] >= 10
    assert result.figures.injected >= 30
    assert result.figures.counts["readings of a window's list"] >= 10
