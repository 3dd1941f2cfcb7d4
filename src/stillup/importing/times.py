"""Times as users of other products type them. What has two meanings is refused."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import msgspec

from stillup.parse.zones import find_zone
from stillup.writing.times import time_id

_DAY = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_CLOCK = r"(?P<hour>\d{1,3}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?"
_OFFSET = r"(?P<sign>[+-])(?P<ahead>\d{1,2})(?::?(?P<more>\d{1,2}))?"
_ZONE = rf"Z|UTC|GMT|{_OFFSET}|(?P<region>[A-Z]\w+/[\w/+-]+)"
TIME = rf"{_DAY}[Tt ]\s*{_CLOCK}(?:\s*(?P<zone>{_ZONE}))?"
"""A pattern for a day with a time of day, to be found inside text."""

_WHOLE = re.compile(rf"\s*(?:{TIME})\s*", re.IGNORECASE)
_DAY_ALONE = re.compile(rf"\s*{_DAY}\s*")
_LEADING_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_FARTHEST = timedelta(hours=14)
_YEARS = range(1970, 2200)


class Time(msgspec.Struct, frozen=True):
    """A time read from foreign text.

    `at` is the instant in UTC to the second; `wall` the same as the clock showed where it was
    written, without zone. `day_only`, `repaired` and `fraction` say what was not as it should be.
    """

    at: datetime
    wall: datetime
    day_only: bool = False
    repaired: bool = False
    fraction: bool = False

    @property
    def update_id(self) -> str:
        """The id that an update of this time has in our format: its digits as written."""
        return time_id(self.wall)


def read_time(text: str, zone: tzinfo = UTC) -> Time | None:
    """Return the time that `text` says; without a zone it is in `zone`, as Hugo reads it.

    A day alone is its midnight, as Hugo reads it too. An hour such as `9` or `015` has one
    meaning and is repaired; a month 56 has none.
    """
    if found := _DAY_ALONE.fullmatch(text):
        return _time(found, zone, day_only=True)
    found = _WHOLE.fullmatch(text)
    return _time(found, zone) if found else None


def read_file_day(name: str) -> date | None:
    """Return the day that a file name begins with, if it is one."""
    found = _LEADING_DAY.match(name)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def _time(found: "re.Match[str]", zone: tzinfo, *, day_only: bool = False) -> Time | None:
    parts = found.groupdict()
    hour = parts.get("hour") or "0"
    if len(hour) == 3 and not hour.startswith("0"):  # noqa: PLR2004
        return None
    try:
        day = datetime(int(parts["year"]), int(parts["month"]), int(parts["day"]))  # noqa: DTZ001
        clock = int(parts.get("minute") or 0), int(parts.get("second") or 0)
        wall = day.replace(hour=int(hour), minute=clock[0], second=clock[1])
        written = _zone(parts, zone)
        at = wall.replace(tzinfo=written).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if wall.year not in _YEARS or abs(at.replace(tzinfo=None) - wall) > _FARTHEST:
        return None
    return Time(
        at,
        wall,
        day_only=day_only,
        repaired=_is_mistyped(parts, day_only=day_only),
        fraction=bool((parts.get("fraction") or "").strip("0")),
    )


def _zone(parts: "dict[str, str | None]", otherwise: tzinfo) -> tzinfo:
    if not parts.get("zone"):
        return otherwise
    if region := parts.get("region"):
        found = find_zone(region)
        if found is None:
            raise ValueError(region)
        return found
    if not parts.get("sign"):
        return UTC
    ahead = timedelta(hours=int(parts["ahead"] or 0), minutes=int(parts["more"] or 0))
    return timezone(-ahead if parts["sign"] == "-" else ahead)


def _is_mistyped(parts: "dict[str, str | None]", *, day_only: bool) -> bool:
    short = [parts["month"], parts["day"], *([] if day_only else [parts["hour"]])]
    zone = [parts[name] for name in ("ahead", "more") if parts.get(name)]
    return any(len(part or "") != 2 for part in [*short, *zone])  # noqa: PLR2004
