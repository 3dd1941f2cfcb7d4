"""The time of a new update: no other in its file has it, and nobody can read it two ways."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from stillup.model.post import Update
from stillup.writing.times import time_id, written_time

_SECOND = timedelta(seconds=1)


def taken_by(updates: Iterable[Update], zone: ZoneInfo) -> set[str]:
    """Return the ids of `updates`, and those that the clock in `zone` would give them.

    An update that kept an older id still stands in its minute.
    """
    return {name for update in updates for name in (update.id, _id(update.at, zone))}


def free_time(taken: Iterable[str], at: datetime, zone: ZoneInfo) -> str:
    """Return `free_moment` as it stands in a heading, in `zone`.

    The hour that exists twice is written with its offset.
    """
    return written_time(free_moment(taken, at, zone), zone)


def free_moment(taken: Iterable[str], at: datetime, zone: ZoneInfo) -> datetime:
    """Return `at` to the minute, or to the second where that minute has an update already.

    `taken` is what `taken_by` returns for the updates that are there. A second that is taken too
    is passed over.
    """
    ids = set(taken)
    minute = at.replace(second=0, microsecond=0)
    if not any(each.startswith(_id(minute, zone)) for each in ids):
        return minute
    found = at.replace(microsecond=0)
    while {_id(found, zone), f"{_id(found, zone)}00"} & ids:
        found += _SECOND
    return found


def _id(at: datetime, zone: ZoneInfo) -> str:
    return time_id(at.astimezone(zone).replace(tzinfo=None))
