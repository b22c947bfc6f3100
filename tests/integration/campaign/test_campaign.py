"""An administrator edits one place after another: `verify` finds each edit."""

from collections.abc import Callable
from random import Random

import pytest
from editor import Editor
from edits import SINGLE
from pymongo.database import Database
from rewritings import EVERYWHERE

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.commands.violations import as_dict, as_line
from btg_desktop.services.verification import Verification

EDITS = 150
REWRITINGS = 50

_KINDS = [(seed, list(SINGLE)[seed % len(SINGLE)]) for seed in range(max(EDITS, 2 * len(SINGLE)))]


def test_the_bank_is_sound_and_all_of_it_was_looked_at(verification: Verification) -> None:
    assert [as_line(violation) for violation in verification.violations()] == []
    assert verification.unseen == []
    assert verification.clients > 4
    assert verification.receipts == 8
    assert len(SINGLE) >= 40


@pytest.mark.parametrize(("seed", "kind"), _KINDS, ids=[f"{kind} {seed}" for seed, kind in _KINDS])
def test_an_edit_of_one_place_is_found(
    bank: Database[Document], verification: Verification, seed: int, kind: str
) -> None:
    editor = Editor(bank, Random(seed))  # noqa: S311 - repeatable, nothing secret
    try:
        SINGLE[kind](editor)
        found = list(verification.violations())
    finally:
        editor.undo()
    assert found
    assert all(as_line(violation) and as_dict(violation) for violation in found)


def test_what_is_rewritten_in_all_its_places_is_counted(
    bank: Database[Document], verification: Verification, record_property: Callable[[str, object], None]
) -> None:
    """Nothing differs then: only a chain of hashes that is kept elsewhere could tell."""
    found = 0
    for seed in range(REWRITINGS):
        editor = Editor(bank, Random(seed))  # noqa: S311
        try:
            list(EVERYWHERE.values())[seed % len(EVERYWHERE)](editor)
            found += any(verification.violations())
        finally:
            editor.undo()
    record_property("rewritings found", f"{found} of {REWRITINGS}")
    assert not any(verification.violations())
