"""A key that stays down, and a finger that is too quick, on a real X server: neither moves money.

Each attack is also played with one part of the defence taken out, and must then succeed.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.domain.models import Client

HERE = Path(__file__).parent
CHILD_SECONDS = 240
TRIES = 16

Play = Callable[..., dict[str, Any]]


@pytest.fixture
def play(display: str, julian: Client, mongodb_uri: str, tmp_path: Path) -> Play:
    """Play an attack in a window of its own; returns what came of it."""
    assert julian.name == "Julián Montoya"

    def it(name: str, tries: int, without: str = "") -> dict[str, Any]:
        screen = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(tmp_path)}
        child = (HERE / "held_child.py", name, str(tries), "".join(mongodb_uri), tmp_path, without)
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, *child],
            env={**os.environ, **screen},
            cwd=HERE.parents[2],
            capture_output=True,
            text=True,
            timeout=CHILD_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout.splitlines()[-1]))

    return it


def moved(database: Database[Document]) -> int:
    return database["transacciones"].count_documents({})


@pytest.mark.long
def test_a_held_enter_moves_no_money(play: Play, database: Database[Document]) -> None:
    told = play("hold_through_the_review", TRIES)
    assert (told["submitted"], moved(database)) == (0, 0)
    assert told["unmarked"] > TRIES  # X sent repeats that Qt took for presses: the attack was one


@pytest.mark.long
def test_without_the_release_window_a_held_enter_is_caught_moving_money(
    play: Play, database: Database[Document]
) -> None:
    assert play("hold_through_the_review", TRIES, "release")["submitted"] > 0
    assert moved(database) > 0


@pytest.mark.long
def test_a_second_enter_before_the_review_can_be_read_moves_no_money(
    play: Play, database: Database[Document]
) -> None:
    assert play("double_tap", TRIES)["submitted"] == 0
    assert moved(database) == 0


@pytest.mark.long
def test_without_arming_a_second_enter_is_caught_moving_money(
    play: Play, database: Database[Document]
) -> None:
    assert play("double_tap", 2, "arming")["submitted"] > 0
    assert moved(database) > 0


@pytest.mark.long
def test_enter_that_stays_down_after_confirming_moves_money_once_and_opens_nothing(
    play: Play, database: Database[Document]
) -> None:
    tries = 6
    told = play("hold_after_the_end", tries)
    assert (told["submitted"], told["reopened"], moved(database)) == (tries, 0, tries)


@pytest.mark.long
def test_without_the_release_window_a_held_enter_is_caught_opening_the_next_dialog(play: Play) -> None:
    told = play("hold_after_the_end", 6, "release")
    assert told["reopened"] > 0


@pytest.mark.long
def test_a_held_key_of_the_window_does_not_act_in_the_dialog_that_it_opened(play: Play) -> None:
    assert play("hold_the_receipts_key", 3)["reopened"] == 0


@pytest.mark.long
def test_without_the_release_window_a_held_key_is_caught_printing_the_receipt(play: Play) -> None:
    assert play("hold_the_receipts_key", 1, "release")["reopened"] > 0


@pytest.mark.long
@pytest.mark.parametrize("attack", ["answer_a_fault_twice", "double_click_a_fault_away"])
def test_the_second_press_on_a_dialog_does_not_confirm_what_was_below_it(
    attack: str, play: Play, database: Database[Document]
) -> None:
    assert play(attack, 6)["submitted"] == 0
    assert moved(database) == 0
