"""Without a database the window stays, says why, keeps what was read, and comes back by itself."""

import signal
from collections.abc import Callable
from typing import Any

import pytest
from clerk import ALT, CONTROL, SHIFT, Clerk, Key
from cutting_proxy import CuttingProxy, Mode
from mongods import the_mongod
from PySide6.QtWidgets import QAbstractButton

PATIENT_MS = 40_000


@pytest.fixture
def remote(
    settings: dict[str, Any], proxied_uri: str, open_desk: Callable[..., Clerk], impatient: None
) -> Clerk:
    settings["mongodb_uri"] = proxied_uri
    return open_desk()


def is_offline(clerk: Clerk) -> bool:
    return clerk.text("connection") == "Sin conexión"


def test_a_cut_network_is_noticed_told_and_outlived_without_a_hand_stirring(
    remote: Clerk, proxy: CuttingProxy
) -> None:
    remote.register()
    remote.subscribe(1, "75000")
    remote.wait_for_balance("$ 425.000")
    proxy.turn(Mode.CUT)
    remote.wait(lambda: is_offline(remote), PATIENT_MS, "offline")
    assert "No hay conexión con la base de datos" in remote.banner()
    assert remote.text("waitingReason") == "Sin conexión: las operaciones de dinero esperan"
    assert not remote.find(QAbstractButton, "subscribeFund2").isEnabled()
    assert not remote.find(QAbstractButton, "cancelFund1").isEnabled()
    assert remote.text("clientName") == "Julián Montoya"
    assert remote.text("availableBalance") == "$ 425.000"
    assert len(remote.movements()) == 1

    remote.window.banner.clear()
    remote.press(Key.Key_2, ALT)
    assert remote.dialogs() == []
    assert "No hay conexión" in remote.banner()
    remote.window.banner.clear()
    remote.press(Key.Key_C, CONTROL | SHIFT)
    assert remote.dialogs() == []
    assert "No hay conexión" in remote.banner()

    proxy.turn(Mode.OPEN)
    remote.wait(lambda: remote.text("connection") == "Conectado", PATIENT_MS, "connected")
    assert remote.banner() == ""
    assert remote.text("waitingReason") == ""
    remote.subscribe(2, "125000")
    remote.wait_for_balance("$ 300.000")


@pytest.mark.parametrize("is_found", [True, False])
def test_a_client_who_does_not_come_leaves_the_one_who_is_here(
    remote: Clerk, proxy: CuttingProxy, is_found: bool
) -> None:
    remote.register("Ana Gómez", "1020304050")
    remote.subscribe(1, "75000")
    remote.wait(lambda: len(remote.movements()) == 1, what="her movement")
    remote.register()
    remote.subscribe(2, "125000")
    remote.wait_for_balance("$ 375.000")
    if is_found:
        remote.search("Ana")
        remote.wait(lambda: remote.text("listTitle") == "RESULTADOS", what="found")
        proxy.turn(Mode.CUT)
    else:
        proxy.turn(Mode.CUT)
        remote.search("Ana")
    remote.press(Key.Key_Return)
    remote.press(Key.Key_1, ALT)  # typed ahead: must not reach the client who is still in view
    assert remote.dialogs() == []
    remote.wait(lambda: is_offline(remote), PATIENT_MS, "offline")
    assert remote.text("clientName") == "Julián Montoya"
    remote.wait(lambda: not remote.window.rail.search.is_choosing(), PATIENT_MS, "the search given up")
    proxy.turn(Mode.OPEN)
    remote.wait(lambda: remote.text("connection") == "Conectado", PATIENT_MS, "connected")
    remote.press(Key.Key_C, CONTROL | SHIFT)
    remote.wait_for_banner("La búsqueda ya no señala a Julián Montoya")
    remote.press(Key.Key_Escape)
    remote.cancel(2)
    remote.wait(lambda: len(remote.movements()) == 2, what="his movements")
    assert remote.text("clientName") == "Julián Montoya"


@pytest.mark.logs_errors
def test_a_private_mongod_that_is_killed_comes_back_and_money_moves_again(
    settings: dict[str, Any], open_desk: Callable[..., Clerk]
) -> None:
    settings["mongodb_uri"] = ""
    clerk = open_desk()
    clerk.register()
    the_mongod(settings["data_dir"]).send_signal(signal.SIGKILL)
    clerk.wait(lambda: is_offline(clerk), PATIENT_MS, "offline")
    clerk.wait(lambda: clerk.text("connection") == "Conectado", PATIENT_MS, "connected")
    clerk.subscribe(1, "75000")
    clerk.wait_for_balance("$ 425.000")
