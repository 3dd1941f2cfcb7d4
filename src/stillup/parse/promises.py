"""Times that lean on the time of an update: `13:15`, `tomorrow 09:00`, `in half an hour`."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from stillup.model.diagnostic import Problems
from stillup.parse.clocks import Clock, as_written, choose
from stillup.parse.day_words import days_meant, is_clock_alone, is_day, words_and_clock
from stillup.parse.durations import parse_duration
from stillup.parse.instants import Instant, instant_of, read_instant
from stillup.parse.nodes import Scalar
from stillup.parse.time_repairs import likely_clock

_CLOCK = re.compile(
    r"(?:(today|tomorrow|yesterday)\b,?\s*)?(?:at\s+)?"
    r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\s*([Zz]|[+-][0-9]{1,2}:?[0-9]{2}|[A-Za-z][\w+/-]*))?",
    re.IGNORECASE,
)
_IN = re.compile(r"in\s+(.+)", re.IGNORECASE)
_DATE_LIKE = re.compile(r".*(?:[0-9]{1,4}\s*[-./]\s*[0-9]{1,2}\s*[-./]|\b[0-9]{4}\b)")
_HOURS = re.compile(r"([0-9]{1,2})\s?[hH]")
_DAY = re.compile(r"(today|tomorrow|yesterday)\b", re.IGNORECASE)
_DAY_LAST = re.compile(r"([0-9].*?),?\s+(today|tomorrow|yesterday)", re.IGNORECASE)
_NO_ZONES = frozenset({"am", "pm", "a", "p", "h", "hr", "hrs", "hours", "uhr"})
_DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1}
_SLACK = timedelta(hours=12)


def read_next(
    scalar: Scalar, update: Instant, zone: ZoneInfo, problems: Problems
) -> datetime | None:
    """Return the moment of a promise made at `update`."""
    if later := _IN.fullmatch(scalar.text):
        return _after(scalar, later[1], update, problems)
    at = _read(scalar, update, zone, problems, forward=True)
    if at is not None and at <= update.at:
        problems.error(
            "next-update-past",
            scalar.place.span,
            "the promised update comes before this one",
            help="write a later time, or leave the line out",
        )
        return None
    return at


def read_ended(
    scalar: Scalar, update: Instant, zone: ZoneInfo, problems: Problems
) -> datetime | None:
    """Return the moment before `update` when customers stopped being hit."""
    at = _read(scalar, update, zone, problems, forward=False)
    if at is not None and at > update.at:
        problems.error(
            "ended-after-update",
            scalar.place.span,
            "`ended` is later than the update that says it",
            help="write when customers stopped being hit, or leave the line out",
        )
        return None
    return at


def _after(scalar: Scalar, words: str, update: Instant, problems: Problems) -> datetime | None:
    seconds = parse_duration(words)
    if seconds is not None:
        return update.at + timedelta(seconds=seconds)
    problems.error(
        "duration-not-understood",
        scalar.place.span,
        f"`{words}` is not a length of time",
        help="write for example `in 45 minutes`, `in 2 hours` or `in half an hour`",
    )
    return None


def _read(
    scalar: Scalar, update: Instant, zone: ZoneInfo, problems: Problems, *, forward: bool
) -> datetime | None:
    match = _CLOCK.fullmatch(scalar.text)
    if match is None or _is_no_zone(match[5] or ""):
        return _read_full(scalar, update, zone, problems, forward=forward)
    clock = Clock(int(match[2]), int(match[3]), int(match[4]) if match[4] else None, match[5] or "")
    if not clock.zone and _zones_differ(update, zone):
        _report_which_zone(scalar, clock, update, zone, problems)
        return None
    if match[1]:
        day = update.at.astimezone(zone).date() + timedelta(days=_DAYS[match[1].casefold()])
        instant = instant_of(scalar, day, clock, zone, problems)
        return instant.at if instant else None
    return _nearest_clock(scalar, clock, update, zone, problems, forward=forward)


def _read_full(
    scalar: Scalar, update: Instant, zone: ZoneInfo, problems: Problems, *, forward: bool
) -> datetime | None:
    if _DATE_LIKE.match(scalar.text):
        instant = read_instant(scalar, zone, problems)
        return instant.at if instant else None
    words, clock = words_and_clock(scalar.text)
    if words and clock and words.casefold() not in _DAYS:
        here = update.at.astimezone(zone)
        _report_day_word(
            scalar,
            words,
            days_meant(words, clock, here, forward=forward),
            problems,
            forward=forward,
        )
        return None
    meant = _likely(scalar.text, forward=forward)
    problems.error(
        "time-not-understood",
        scalar.place.span,
        f"`{scalar.text}` is not a time as it is written here",
        help=choose(
            meant,
            "write for example `13:15`, `tomorrow 09:00`, `in 45 minutes` or `2026-11-21 13:15`"
            if forward
            else "write for example `14:50` or `2026-11-21 14:50`",
        ),
        fix="\n".join(scalar.place.mended(each) for each in meant),
    )
    return None


def _is_no_zone(word: str) -> bool:
    return word.casefold() in _NO_ZONES or word.casefold() in _DAYS or is_day(word)


def _likely(text: str, *, forward: bool) -> list[str]:
    """Return what a time or a length of time may mean."""
    if hours := _HOURS.fullmatch(text):
        at = [f"{int(hours[1]):02}:00"] if int(hours[1]) <= 23 else []  # noqa: PLR2004
        unit = "hour" if int(hours[1]) == 1 else "hours"
        return at + ([f"in {int(hours[1])} {unit}"] if forward and int(hours[1]) else [])
    if day := _DAY.match(text):
        clock = likely_clock(text[day.end() :]) if is_clock_alone(text[day.end() :]) else ""
        return [f"{day[1].casefold()} {clock}"] if clock else []
    if turned := _DAY_LAST.fullmatch(text):
        clock = likely_clock(turned[1]) if is_clock_alone(turned[1]) else ""
        return [f"{turned[2].casefold()} {clock}"] if clock else []
    if clock := likely_clock(text):
        return [clock] if is_clock_alone(text) else []
    return [f"in {text}"] if forward and parse_duration(text) else []


def _report_day_word(
    scalar: Scalar, words: str, meant: list[str], problems: Problems, *, forward: bool
) -> None:
    known = "tomorrow" if forward else "yesterday"
    problems.error(
        "time-not-understood",
        scalar.place.span,
        f"`{words}` is not understood as a day: that is a date, or `{known}`",
        help=choose(meant, f"write for example `2026-11-23 09:00` or `{known} 09:00`"),
        fix="\n".join(scalar.place.mended(each) for each in meant),
    )


def _nearest_clock(
    scalar: Scalar,
    clock: Clock,
    update: Instant,
    zone: ZoneInfo,
    problems: Problems,
    *,
    forward: bool,
) -> datetime | None:
    """Return the next moment with that time of day, or the last one before."""
    here = update.at.astimezone(zone).date()
    toward = 1 if forward else -1
    for step in (-1, 0, 1, 2):
        day = here + timedelta(days=step * toward)
        found = Problems()
        instant = instant_of(scalar, day, clock, zone, found)
        if instant is None and step >= 0:
            problems.take(found)
            return None
        if instant is None or (instant.at - update.at) * toward < timedelta(0):
            continue
        if forward and instant.at == update.at:
            continue
        if abs(instant.at - update.at) <= _SLACK:
            return instant.at
        _report_far(scalar, day, clock, problems, forward=forward)
        return None
    return None


def _report_far(
    scalar: Scalar, day: date, clock: Clock, problems: Problems, *, forward: bool
) -> None:
    problems.error(
        "clock-far-away",
        scalar.place.span,
        f"the {'next' if forward else 'last'} {clock.hour:02}:{clock.minute:02} is more than "
        f"12 hours {'after' if forward else 'before'} this update",
        help="write the date, if you mean it so:",
        fix=scalar.place.mended(as_written(day, clock)),
    )


def _zones_differ(update: Instant, zone: ZoneInfo) -> bool:
    return bool(update.zone) and update.at.astimezone(zone).replace(tzinfo=None) != update.local


def _report_which_zone(
    scalar: Scalar, clock: Clock, update: Instant, zone: ZoneInfo, problems: Problems
) -> None:
    hers = msgspec.structs.replace(clock, zone=update.zone)
    site = msgspec.structs.replace(clock, zone=zone.key)
    lines = [
        scalar.place.mended(as_written(date.min, each).partition(" ")[2]) for each in (hers, site)
    ]
    problems.error(
        "which-zone",
        scalar.place.span,
        f"the heading is in {update.zone} and the site in {zone.key}: this time could be in either",
        help="write the one that you mean:",
        fix="\n".join(lines),
    )
