"""All use cases of one desk, as bootstrap puts them together."""

from dataclasses import dataclass

from btg_desktop.services.backups import DailyBackups
from btg_desktop.services.branches import Branches
from btg_desktop.services.catalogue import Catalogue
from btg_desktop.services.clients import Clients
from btg_desktop.services.exports import Exports
from btg_desktop.services.history import History
from btg_desktop.services.messages import Messages
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.receipts import Receipts
from btg_desktop.services.reports import Reports
from btg_desktop.services.shifts import Shifts
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.tables import Tables
from btg_desktop.services.tokens import Tokens
from btg_desktop.services.verification import Verification
from btg_desktop.services.watching import Watching


@dataclass(frozen=True, slots=True)
class Services:
    catalogue: Catalogue
    clients: Clients
    subscriptions: Subscriptions
    history: History
    exports: Exports
    notifications: Notifications
    messages: Messages
    watching: Watching
    verification: Verification
    branches: Branches
    reports: Reports
    receipts: Receipts
    shifts: Shifts
    tokens: Tokens
    tables: Tables
    daily_backups: DailyBackups | None = None
    """Only of the private database: the bank copies its own."""
