"""Where a message goes, as it is written on the wire.

Destinations are checked when a client is registered; imported or hand-edited ones may not have been.
What is not one address is refused here: it must neither reach a header nor address two people.
"""

from email_validator import EmailNotValidError, validate_email

from btg_desktop.domain.contacts import is_mobile
from btg_desktop.domain.models import Channel, Notification
from btg_desktop.domain.reasons import NOT_A_MOBILE, NOT_AN_EMAIL


class BadDestination(ValueError):
    """The stored destination is no address of its channel. The text is a code; it does not quote it."""


def wire_destination(notification: Notification) -> str:
    """Return the mobile number, or the e-mail address with its domain in ASCII, as SES wants it.

    Raises BadDestination.
    """
    if notification.channel is Channel.SMS:
        if not is_mobile(notification.destination):
            raise BadDestination(NOT_A_MOBILE)
        return notification.destination
    try:
        address = validate_email(notification.destination, check_deliverability=False)
    except EmailNotValidError as error:
        raise BadDestination(NOT_AN_EMAIL) from error
    return f"{address.local_part}@{address.ascii_domain}"
