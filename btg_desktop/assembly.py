"""The use cases of a desk on an open database: each with the adapters that it needs.

It brings the driver and everything on top of it, so bootstrap imports it when a database is to be opened.
"""

from pymongo.database import Database

from btg_desktop.adapters.exports.csv_file import CsvFiles, CsvTables
from btg_desktop.adapters.exports.xlsx_file import XlsxFiles
from btg_desktop.adapters.intents import IntentJournal
from btg_desktop.adapters.mongo.audit import MongoAuditReader
from btg_desktop.adapters.mongo.branches import MongoBranchBook
from btg_desktop.adapters.mongo.connection import Document
from btg_desktop.adapters.mongo.history import MongoHistory
from btg_desktop.adapters.mongo.ledger import MongoLedger
from btg_desktop.adapters.mongo.message_log import MongoMessageLog
from btg_desktop.adapters.mongo.outbox import MongoOutbox
from btg_desktop.adapters.mongo.receipts import MongoReceipts
from btg_desktop.adapters.mongo.reports import MongoVisitReader
from btg_desktop.adapters.mongo.shifts import MongoShifts
from btg_desktop.adapters.mongo.stores import MongoClients, MongoFunds
from btg_desktop.adapters.mongo.tokens import MongoTokens
from btg_desktop.adapters.mongo.watch import MongoChangeFeed
from btg_desktop.domain.models import Desk
from btg_desktop.domain.receipts import Bank
from btg_desktop.services.backups import DailyBackups
from btg_desktop.services.branches import Branches
from btg_desktop.services.catalogue import Catalogue
from btg_desktop.services.clients import Clients
from btg_desktop.services.exports import Exports
from btg_desktop.services.history import History
from btg_desktop.services.messages import Messages
from btg_desktop.services.notifications import Notifications
from btg_desktop.services.ports import MessageChannel
from btg_desktop.services.receipts import Receipts
from btg_desktop.services.reports import Reports
from btg_desktop.services.shifts import Shifts
from btg_desktop.services.subscriptions import Subscriptions
from btg_desktop.services.suite import Services
from btg_desktop.services.tables import Tables
from btg_desktop.services.tokens import Tokens
from btg_desktop.services.verification import Verification
from btg_desktop.services.watching import Watching


def assemble(
    database: Database[Document],
    intents: IntentJournal,
    channel: MessageChannel,
    desk: Desk,
    bank: Bank,
    daily_backups: DailyBackups | None,
) -> Services:
    """Nothing is opened here, and nothing read."""
    funds = MongoFunds(database)
    history = History(MongoHistory(database), desk.branch)
    return Services(
        catalogue=Catalogue(funds),
        clients=Clients(MongoClients(database, desk)),
        subscriptions=Subscriptions(MongoLedger(database), intents, desk),
        history=history,
        exports=Exports(history, {".csv": CsvFiles(), ".xlsx": XlsxFiles()}),
        notifications=Notifications(MongoOutbox(database), channel),
        messages=Messages(MongoMessageLog(database)),
        watching=Watching(MongoChangeFeed(database)),
        verification=Verification(MongoAuditReader(database)),
        branches=Branches(MongoBranchBook(database, desk), funds, desk.branch),
        reports=Reports(MongoVisitReader(database)),
        receipts=Receipts(MongoReceipts(database), desk, bank),
        shifts=Shifts(MongoShifts(database), bank),
        tokens=Tokens(MongoTokens(database, desk), desk.operator),
        tables=Tables(CsvTables()),
        daily_backups=daily_backups,
    )
