"""Times as canonical text: as the clock showed them where they were written, or in the zone.

A zone is written only where the digits alone would mean another moment, or two.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from stillup.model.post import Moment, Update

_QUARTER = timedelta(minutes=15)
_FARTHEST = timedelta(hours=14)


def time_id(wall: datetime) -> str:
    """Return the id of an update whose time is written as `wall`."""
    seconds = f"{wall:%S}" if wall.second else ""
    return f"u{wall:%Y-%m-%d-%H%M}{seconds}"


def written_time(at: datetime, zone: ZoneInfo) -> str:
    """Return an instant as typed in the site's zone."""
    return _shown(at.astimezone(zone).replace(tzinfo=None), at, zone)


def written_moment(moment: Moment, zone: ZoneInfo) -> str:
    """Return a planned time; a day alone stays one."""
    if moment.day is not None and not moment.has_time:
        return moment.day.isoformat()
    return written_time(moment.at, zone)


def time_of_update(update: Update, zone: ZoneInfo) -> str:
    """Return the time of an update as its heading has it."""
    return _shown(wall_of(update, zone), update.at, zone)


def wall_of(update: Update, zone: ZoneInfo) -> datetime:
    """Return what the clock showed where the update was written, if its id tells.

    Else it is what the clock shows in the site's zone.
    """
    wall = _wall_of_id(update.id)
    if wall is not None:
        ahead = wall - update.at.astimezone(UTC).replace(tzinfo=None)
        if abs(ahead) <= _FARTHEST and ahead % _QUARTER == timedelta(0):
            return wall
    return update.at.astimezone(zone).replace(tzinfo=None)


def _wall_of_id(update: str) -> datetime | None:
    for pattern in ("u%Y-%m-%d-%H%M", "u%Y-%m-%d-%H%M%S"):
        try:
            wall = datetime.strptime(update, pattern)  # noqa: DTZ007 - digits have no zone
        except ValueError:
            continue
        if time_id(wall) == update:
            return wall
    return None


def _shown(wall: datetime, at: datetime, zone: ZoneInfo) -> str:
    digits = f"{wall:%Y-%m-%d %H:%M}" + (f":{wall:%S}" if wall.second else "")
    return f"{digits}{zone_sign(wall, at, zone)}"


def zone_sign(wall: datetime, at: datetime, zone: ZoneInfo) -> str:
    """Return nothing if `wall` can only mean `at` in the site's zone, else the zone to write."""
    meanings = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    if meanings == {at.astimezone(UTC)}:
        return ""
    ahead = wall - at.astimezone(UTC).replace(tzinfo=None)
    if not ahead:
        return " UTC"
    hours, minutes = divmod(abs(ahead) // timedelta(minutes=1), 60)
    return f" {'-' if ahead < timedelta(0) else '+'}{hours:02}:{minutes:02}"
