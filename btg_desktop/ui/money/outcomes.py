"""How the operations ended that had no answer for a while."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from btg_desktop.domain.models import Client
from btg_desktop.services.clients import Clients
from btg_desktop.ui.context.shared import Shared
from btg_desktop.ui.look.discreet import MASK, is_discreet, name_text
from btg_desktop.ui.look.translation import Text, say
from btg_desktop.ui.widgets.banner import Tone

_TOPIC = "outcomes"


@dataclass(frozen=True)
class Outcome:
    """A certain end, in words; `detail` says what to do about it."""

    tone: Tone
    text: Text
    detail: Text = ""


class Outcomes(QObject):
    """Told all together, each with its client's name, until they are dismissed.

    Another message may take their place; they come back once it has gone.
    """

    def __init__(self, clients: Clients, shared: Shared) -> None:
        super().__init__(shared)
        self._clients = clients
        self._tasks = shared.tasks
        self._banner = shared.notices.banner
        self._told: list[tuple[Text, Outcome]] = []
        self._banner.dismissed.connect(self._dismissed)
        self._banner.gone.connect(self._show)

    def tell(self, client_id: str, name: str, outcome: Outcome) -> None:
        """Show `outcome`; without a name, it is read first, and may stay unknown."""
        if name:
            self._add(partial(name_text, name), outcome)
            return

        def show_named(client: Client) -> None:
            self._add(partial(name_text, client.name), outcome)

        def show_unnamed(_error: BaseException) -> None:
            self._add(lambda: MASK if is_discreet() else client_id, outcome)

        self._tasks.read(partial(self._clients.get, client_id), show_named, show_unnamed)

    def _show(self) -> None:
        if not self._told:
            return
        if len(self._told) == 1:
            ((_name, outcome),) = self._told
            tone, text, detail = outcome.tone, self._lines, outcome.detail
        else:
            is_bad = any(outcome.tone == "bad" for _name, outcome in self._told)
            tone, text, detail = ("bad" if is_bad else "good"), self._heading, self._lines
        self._banner.show_message(tone, text, detail, ("copy", "dismiss"), topic=_TOPIC)

    def _add(self, name: Text, outcome: Outcome) -> None:
        self._told.append((name, outcome))
        self._show()

    def _dismissed(self) -> None:
        if self._banner.is_about(_TOPIC):
            self._told.clear()

    def _heading(self) -> str:
        return self.tr("Así terminaron las operaciones que esperaban respuesta:")

    def _lines(self) -> str:
        if len(self._told) == 1:
            ((name, outcome),) = self._told
            return f"{say(name)}: {say(outcome.text)}"
        return "\n".join(_line(name, outcome) for name, outcome in self._told)


def _line(name: Text, outcome: Outcome) -> str:
    parts = (*say(outcome.text).split("\n"), say(outcome.detail))
    return f"{say(name)}: {' · '.join(part for part in parts if part)}"
