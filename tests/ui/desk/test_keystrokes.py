"""How many keys the everyday job takes: find by document, subscribe the minimum to the third fund, print.

The guide for the counter states the number, and this counts it: when one changes, so must the other.
"""

import re
from pathlib import Path

from clerk import ALT, CONTROL, Clerk, Key
from PySide6.QtWidgets import QAbstractButton, QDialog

from btg_desktop.domain.models import Client
from btg_desktop.resources import GUIDE
from btg_desktop.services.clients import Clients


def serve(clerk: Clerk, client: Client) -> None:
    """The whole job, as fast as the window answers. Nothing is pressed that it does not need."""
    clerk.write(client.document)
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("clientName") == client.name, what=client.name)
    clerk.press(Key.Key_3, ALT)
    clerk.press(Key.Key_M, ALT)
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return)
    clerk.wait_for_balance("$ 450.000")
    clerk.press(Key.Key_P, CONTROL)
    clerk.find(QDialog, "receiptDialog")
    clerk.wait(clerk.find(QAbstractButton, "savePdfButton").isEnabled, what="a receipt")
    clerk.press(Key.Key_Return)
    clerk.wait(lambda: clerk.text("noteText") == "Guardado", what="printed")


def counted(clerk: Clerk) -> tuple[int, int]:
    keys = clerk.chords, clerk.characters
    clerk.chords = clerk.characters = 0
    return keys


def test_the_everyday_job_takes_the_keys_that_the_guide_says(
    clerk: Clerk, clients: Clients, julian: Client, printed: Path
) -> None:
    said = re.search(r"(\d+) teclas y las (\d+) cifras del documento", GUIDE.read_text(encoding="utf-8"))
    assert said is not None
    serve(clerk, julian)
    assert printed.read_bytes().startswith(b"%PDF")
    assert counted(clerk) == (int(said[1]), int(said[2]))

    marta = clients.register(
        name="Marta Pérez",
        document_type="CC",
        document="1020304050",
        email="marta@example.com",
        phone="",
        channel="email",
    )
    clerk.press(Key.Key_Escape)
    clerk.wait_for_no_dialog()
    counted(clerk)
    serve(clerk, marta)  # the field to search in has the focus, and what is typed replaces what was
    assert counted(clerk) == (int(said[1]), int(said[2]))
