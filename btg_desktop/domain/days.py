"""Days as the branches count them: midnight to midnight in Bogotá, whatever clock the PC shows."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

BOGOTA: Final = timezone(timedelta(hours=-5), "America/Bogota")
"""Colombia has no summer time, and Windows has no zone data for `zoneinfo` to read."""

BOGOTA_OFFSET: Final = f"{datetime.min.replace(tzinfo=BOGOTA):%z}"
"""The same zone as a database takes it: `-0500`."""


def start_of(day: date) -> datetime:
    """The first instant of `day` in Bogotá, in UTC."""
    return datetime.combine(day, time.min, BOGOTA).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first instant after `day` in Bogotá, in UTC."""
    return start_of(day) + timedelta(days=1)


def today() -> date:
    """The day that it is now in Bogotá, by this PC's clock."""
    return datetime.now(BOGOTA).date()
