"""A movement with a request and a message that fit it, for tests of the audit."""

from btg_desktop.domain.audit import Entry
from btg_desktop.domain.audit.messages import StoredMessage
from btg_desktop.domain.audit.requests import StoredRequest
from btg_desktop.domain.models import Channel, Notification, NotificationState, Request, Transaction
from btg_desktop.domain.origin import is_imported


def with_all_beside(transaction: Transaction, request: Request) -> Entry:
    message = Notification(
        id=transaction.id,
        client_id=transaction.client_id,
        client_name="Julián",
        channel=Channel.EMAIL,
        destination="julian@example.com",
        language="es",
        state=NotificationState.IMPORTED if is_imported(transaction) else NotificationState.PENDING,
        fence=0,
        attempts=0,
        resends=0,
        reason="",
    )
    stored = StoredRequest(request, request.fingerprint, applied=True)
    return Entry(transaction, stored, StoredMessage(message, transaction.at))
