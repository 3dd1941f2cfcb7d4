"""Which moment to show: what the desk sends when somebody travels in time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

_FIRST = datetime(1990, 1, 1, tzinfo=UTC)
_LAST = datetime(2100, 1, 1, tzinfo=UTC)

MOST = 1000
"""No request to travel is longer, in bytes."""


class Journey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where to: a moment (without a zone, in that of the site), minutes ahead, or back to now."""

    to: str = ""
    ahead: int = 0


class Nowhere(ValueError):  # noqa: N818 - the word says it
    """What was sent names no moment that can be shown; the message says why."""


def read_journey(data: bytes, shown: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the moment to show; None for the running clock. Raises Nowhere."""
    try:
        journey = msgspec.json.decode(data, type=Journey)
    except msgspec.DecodeError as error:
        raise Nowhere("that is no request to travel in time") from error
    if not journey.to and not journey.ahead:
        return None
    try:
        at = _moment(journey.to, zone) if journey.to else shown + timedelta(minutes=journey.ahead)
    except (ValueError, OverflowError) as error:
        raise Nowhere("write a date and a time, such as 2026-11-21 13:10") from error
    if not _FIRST <= at <= _LAST:
        raise Nowhere("choose a moment between 1990 and 2100")
    return at


def _moment(text: str, zone: ZoneInfo) -> datetime:
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
