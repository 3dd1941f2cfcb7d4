"""Times as people type them at the desk, and as they are written into a post.

What is typed is read by the rules of the format. A clock, a length of time or `yesterday 22:00`
leans on a moment; what is written leans on nothing but the heading that it stands below.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from stillup.model.diagnostic import Diagnostic, Problems
from stillup.model.post import Moment
from stillup.parse.durations import parse_duration
from stillup.parse.instants import Instant, read_moment
from stillup.parse.lines import Place
from stillup.parse.nodes import Scalar
from stillup.parse.promises import read_ended, read_next
from stillup.writing.times import written_time

_AGO = re.compile(r"(?:(?P<some>.+?)\s+ago|-\s*(?P<minus>.+))", re.IGNORECASE)
_IN = re.compile(r"(?:in\s+|\+\s*)?(?P<length>.+)", re.IGNORECASE)
_DATED = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*")
_NOW = frozenset({"now", "just now"})
_WRONG_SIDE = frozenset({"ended-after-update", "next-update-past"})
_UNUSUAL = "time-not-understood"
_CLOCK_REACHES = timedelta(hours=12)
_PLAIN = len("2026-11-21 13:10")
_EXAMPLE = "write for example `13:10`, `20 minutes ago`, `yesterday 22:00` or `2026-11-21 13:10`"

Value = TypeVar("Value")


class Unclear(Exception):  # noqa: N818 - it says what is so
    """What was typed can't be understood, or can't be meant; `told` says why and what to write."""

    def __init__(self, *told: str) -> None:
        super().__init__("; ".join(told))
        self.told = told


def past_time(typed: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return when something happened, as seen from `now`. Raises Unclear."""
    text = " ".join(typed.split())
    if text.casefold() in _NOW:
        return to_the_minute(now)
    ago = _AGO.fullmatch(text)
    if ago and (seconds := parse_duration(ago["some"] or ago["minus"])):
        return to_the_minute(now - timedelta(seconds=seconds))
    at = _read(text, lambda scalar, found: read_ended(scalar, _seen(now, zone), zone, found))
    if at is None:
        raise Unclear(f"`{text}` is still to come", _EXAMPLE)
    return at


def next_time(typed: str, at: datetime, zone: ZoneInfo) -> datetime:
    """Return when the next word is promised, as seen from an update at `at`. Raises Unclear."""
    text = " ".join(typed.split())
    bare = _IN.fullmatch(text)
    if bare and (seconds := parse_duration(bare["length"])):
        return at + timedelta(seconds=seconds)
    found = _read(text, lambda scalar, found: read_next(scalar, _seen(at, zone), zone, found))
    if found is None:
        raise Unclear(f"`{text}` is not later than {written_time(at, zone)}")
    return found


def planned_time(typed: str, after: datetime, zone: ZoneInfo, *, is_end: bool = False) -> Moment:
    """Return a planned time; a day alone is "time to be announced". Raises Unclear.

    A clock is the next one after `after`, a length of time is counted from there.
    """
    text = " ".join(typed.split())
    if not _DATED.fullmatch(text):
        return Moment(to_the_minute(next_time(text, after, zone)))
    moment = _read(text, lambda scalar, found: read_moment(scalar, zone, found, is_end=is_end))
    if moment is None:
        raise Unclear(f"`{text}` is not a planned time")
    return moment


def short_time(at: datetime, heading: datetime, zone: ZoneInfo) -> str:
    """Return a moment as short as the format reads it right below the heading of an update."""
    full, above = written_time(at, zone), written_time(heading, zone)
    plain = len(full) == _PLAIN and " " not in above[_PLAIN:]
    near = abs(at - heading) <= _CLOCK_REACHES
    same_day = full[: len("2026-11-21")] == above[: len("2026-11-21")]
    return full[len("2026-11-21 ") :] if plain and near and (same_day or at > heading) else full


def to_the_minute(at: datetime) -> datetime:
    """Return the minute that a moment lies in."""
    return at.replace(second=0, microsecond=0)


def _seen(at: datetime, zone: ZoneInfo) -> Instant:
    return Instant(at, at.astimezone(zone).replace(tzinfo=None), "")


def _read(text: str, read: Callable[[Scalar, Problems], Value | None]) -> Value | None:
    """Return what the format reads in `text`, None if it lies on the wrong side of the moment.

    What it would not read, but has one thing to offer for, such as `11pm`, is taken for that.
    """
    problems = Problems()
    value = read(Scalar(text, Place("", 1, 1, len(text), text)), problems)
    if value is not None and not problems.has_errors:
        return value
    problem = next(iter(problems))
    if problem.code in _WRONG_SIDE:
        return None
    if problem.code == _UNUSUAL and problem.fix and "\n" not in problem.fix:
        return _read(problem.fix, read)
    raise Unclear(*_told(problem))


def _told(problem: Diagnostic) -> tuple[str, ...]:
    said = (problem.message, problem.help, *problem.fix.splitlines())
    return tuple(part for part in said if part)
