"""Scenes of money: enter, review, refused, cancelled, and what another desk did meanwhile."""

from collections.abc import Iterator
from pathlib import Path

from btg_desktop.ui.movements.cells import NOTIFICATION
from btg_desktop.ui.tour.hands import CONTROL, SHIFT, Key
from btg_desktop.ui.tour.scenes_counter import DOCUMENT
from btg_desktop.ui.tour.stage import Stage
from btg_desktop.ui.widgets.tables.roles import PILL_ROLE


def subscribe(stage: Stage) -> Iterator[Path]:
    """The amount is judged while it is typed; nothing moves before the review was read."""
    hands, camera = stage.hands, stage.camera
    hands.open_fund(1, "60000")
    yield from camera.shoot("apertura-valor")
    hands.fill("amountField", "75000")
    hands.press(Key.Key_Return)
    yield from camera.shoot("apertura-revision")
    hands.press(Key.Key_Return)
    hands.wait_for_no_dialog()
    hands.wait_for_text("availableBalance", "$ 425.000")
    yield from camera.shoot("apertura-hecha")


def be_refused(stage: Stage) -> Iterator[Path]:
    hands = stage.hands
    stage.clear()
    hands.open_fund(4, "600000")
    hands.press(Key.Key_Return)
    yield from stage.camera.shoot("sin-saldo")
    hands.press(Key.Key_Escape)


def cancel(stage: Stage) -> Iterator[Path]:
    """Two more subscriptions, then the first fund is given up: a pension fund, so there is a warning."""
    hands = stage.hands
    hands.subscribe(2, "125000")
    hands.subscribe(3, "50000")
    hands.wait_for_text("availableBalance", "$ 250.000")
    stage.clear()
    hands.press_on("fundsTable", Key.Key_Home, CONTROL)
    hands.shortcut(Key.Key_C, CONTROL | SHIFT)
    hands.dialog()
    yield from stage.camera.shoot("cancelacion")
    hands.press_on("forwardButton", Key.Key_Space)
    hands.wait_for_no_dialog()
    hands.wait_for_text("availableBalance", "$ 325.000")


def client_page(stage: Stage) -> Iterator[Path]:
    """The page as a clerk has it in front: money by category, every movement with its running balance."""
    stage.hands.wait("avisos enviados", lambda: _all_sent(stage, 4))
    stage.clear()
    stage.hands.focus("fundsTable")
    yield from stage.camera.shoot("cliente")


def hear_of_another_desk(stage: Stage) -> Iterator[Path]:
    done = stage.world.subscribe_elsewhere(DOCUMENT, 5, 100_000)
    stage.hands.wait("otra caja", done.done)
    done.result()
    stage.hands.wait_for_text("availableBalance", "$ 225.000")
    stage.hands.wait("avisos enviados", lambda: _all_sent(stage, 5))
    stage.hands.wait_for_text("toastText", "Actualizado por otra caja")
    yield from stage.camera.shoot("otra-caja")


def _all_sent(stage: Stage, count: int) -> bool:
    model = stage.window.movements_card.model
    tones = {model.index(row, NOTIFICATION).data(PILL_ROLE) for row in range(model.rowCount())}
    return model.rowCount() == count and tones == {"good"}
