"""Times as written to instants in UTC. What has two meanings is refused with both lines."""

import re
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import msgspec

from stillup.model.diagnostic import Problems
from stillup.model.post import Moment
from stillup.parse.clocks import Clock, as_written, choose
from stillup.parse.day_words import is_clock_alone
from stillup.parse.nodes import Scalar
from stillup.parse.time_repairs import (
    day_after,
    days_in,
    likely_clock,
    likely_numbers,
    likely_times,
)
from stillup.parse.zone_words import read_zone

_ZONE = r"[Zz]|[+-][0-9]{1,2}:?[0-9]{2}|[A-Za-z][A-Za-z0-9_+/-]*"
_FULL = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    rf"(?:(?:\s+|[Tt])([0-9]{{1,2}}):([0-9]{{2}})(?::([0-9]{{2}}))?(?:\s*({_ZONE}))?)?"
)
_CLOCK_ALONE = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*\S+)?")
_FIRST_YEAR, _LAST_YEAR = 1970, 2199


class Instant(msgspec.Struct, frozen=True):
    """A moment. `at` is in UTC, `local` as written; `digits` are those of the id of an update.

    `zone` is what was written behind it, empty if nothing was. `has_time` is false for a day
    alone, whose `at` is its first instant.
    """

    at: datetime
    local: datetime
    digits: str
    zone: str = ""
    has_time: bool = True


def read_instant(
    scalar: Scalar, zone: ZoneInfo, problems: Problems, *, near: date | None = None
) -> Instant | None:
    """Return the moment that a day and a time name. `zone` is for times without one.

    `near` is the day that is offered to a writer who left the day out.
    """
    instant = read_day_or_instant(scalar, zone, problems, near=near)
    if instant is None or instant.has_time:
        return instant
    problems.error(
        "time-of-day-missing",
        scalar.place.span,
        f"`{scalar.text}` is a day; the time of day is missing",
        help="write the time behind the day, for example "
        f"`{instant.local.date().isoformat()} 13:10`",
    )
    return None


def read_moment(
    scalar: Scalar,
    zone: ZoneInfo,
    problems: Problems,
    *,
    is_end: bool = False,
    near: date | None = None,
) -> Moment | None:
    """Return a planned time. A day alone is "time to be announced"."""
    instant = read_day_or_instant(scalar, zone, problems, near=near)
    if instant is None:
        return None
    if instant.has_time:
        return Moment(instant.at, span=scalar.place.span)
    day = instant.local.date()
    edge = day_after(day) if is_end else day
    return Moment(first_instant(edge, zone), has_time=False, day=day, span=scalar.place.span)


def read_date(scalar: Scalar, problems: Problems) -> date | None:
    """Return a day."""
    instant = read_day_or_instant(scalar, ZoneInfo("UTC"), problems)
    return instant.local.date() if instant else None


def read_day_or_instant(
    scalar: Scalar, zone: ZoneInfo, problems: Problems, *, near: date | None = None
) -> Instant | None:
    """Return a moment, or a day alone."""
    match = _FULL.fullmatch(scalar.text)
    if match is None:
        _report_not_understood(scalar, near, problems)
        return None
    day = _read_day(scalar, match, problems)
    if day is None:
        return None
    if match[4] is None:
        start = datetime.combine(day, datetime.min.time())
        return Instant(first_instant(day, zone), start, day.isoformat(), has_time=False)
    clock = Clock(int(match[4]), int(match[5]), int(match[6]) if match[6] else None, match[7] or "")
    return instant_of(scalar, day, clock, zone, problems)


def first_instant(day: date, zone: tzinfo) -> datetime:
    """Return when a day begins in `zone`, in UTC, also where the clock jumps over midnight."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def instant_of(
    scalar: Scalar, day: date, clock: Clock, zone: ZoneInfo, problems: Problems
) -> Instant | None:
    """Return the moment that `day` and `clock` make; report what can't be."""
    if clock.hour > 23 or clock.minute > 59 or (clock.second or 0) > 59:  # noqa: PLR2004
        _report_no_such_time(scalar, day, clock, problems)
        return None
    offset = read_zone(scalar, day, clock, zone, problems)
    if offset is None:
        return None
    local = datetime.combine(day, datetime.min.time()).replace(
        hour=clock.hour, minute=clock.minute, second=clock.second or 0
    )
    if not _is_plain(local, offset):
        _report_clock_change(scalar, local, clock, offset, problems)
        return None
    at = local.replace(tzinfo=offset).astimezone(UTC)
    return Instant(at, local, _digits(day, clock), clock.zone)


def offset_text(moment: datetime) -> str:
    """Return the offset of `moment` as `+01:00`."""
    return moment.isoformat()[-6:] if moment.utcoffset() else "+00:00"


def _digits(day: date, clock: Clock) -> str:
    seconds = "" if clock.second is None else f"{clock.second:02}"
    return f"{day.isoformat()}-{clock.hour:02}{clock.minute:02}{seconds}"


def _read_day(scalar: Scalar, match: re.Match[str], problems: Problems) -> date | None:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        problems.error(
            "no-such-day",
            scalar.place.span,
            f"the year {match[1]} can't be meant",
            help="write the year with its four digits",
        )
        return None
    if 1 <= month <= 12 and 1 <= day <= days_in(year, month):  # noqa: PLR2004
        return date(year, month, day)
    _report_no_such_day(scalar, match, problems)
    return None


def _report_no_such_day(scalar: Scalar, match: re.Match[str], problems: Problems) -> None:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    rest = scalar.text[match.end(3) :]
    if 1 <= month <= 12:  # noqa: PLR2004
        last = days_in(year, month)
        fact = f"there is no day {match[3]} in {year}-{month:02}, which has {last} days"
        meant = [date(year, month, d) for d in likely_numbers(match[3].zfill(2), 1, last)]
    elif 1 <= day <= 12 and 1 <= month <= days_in(year, day):  # noqa: PLR2004
        fact = f"there is no month {match[2]}"
        meant = [date(year, day, month)]
    else:
        fact = f"there is no month {match[2]}"
        months = likely_numbers(match[2].zfill(2), 1, 12)
        meant = [date(year, m, day) for m in months if 1 <= day <= days_in(year, m)]
    problems.error(
        "no-such-day",
        scalar.place.span,
        fact,
        help=choose(meant, "year, month and day stand in this order, with `-` between them"),
        fix="\n".join(scalar.place.mended(d.isoformat() + rest) for d in meant),
    )


def _report_no_such_time(scalar: Scalar, day: date, clock: Clock, problems: Problems) -> None:
    meant: list[str] = []
    if clock.hour > 23 and clock.minute <= 59 and (clock.second or 0) <= 59:  # noqa: PLR2004
        shown = msgspec.structs.replace(clock, hour=clock.hour % 24)
        if clock.hour < 48 and day.year < _LAST_YEAR:  # noqa: PLR2004
            meant.append(as_written(day_after(day), shown))
        if clock.hour > 24:  # noqa: PLR2004
            hours = likely_numbers(f"{clock.hour:02}", 0, 23)
            meant += [as_written(day, msgspec.structs.replace(clock, hour=h)) for h in hours]
    problems.error(
        "no-such-time",
        scalar.place.span,
        f"there is no {clock.hour:02}:{clock.minute:02}"
        + ("" if clock.second is None else f":{clock.second:02}")
        + " on a clock",
        help=choose(meant, "hours go from 00 to 23, minutes and seconds from 00 to 59"),
        fix="\n".join(scalar.place.mended(each) for each in meant),
    )


def _is_plain(local: datetime, zone: tzinfo) -> bool:
    """Whether `local` exists exactly once in `zone`."""
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return first.utcoffset() == second.utcoffset()


def _report_clock_change(
    scalar: Scalar, local: datetime, clock: Clock, zone: tzinfo, problems: Problems
) -> None:
    both = [local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    twice = both[0].astimezone(UTC) < both[1].astimezone(UTC)
    if twice:
        fact = f"{local:%H:%M} comes twice on {local:%Y-%m-%d}: the clocks go back that night"
        zones = [offset_text(each) for each in both]
        lines = [as_written(local.date(), msgspec.structs.replace(clock, zone=z)) for z in zones]
    else:
        fact = f"there is no {local:%H:%M} on {local:%Y-%m-%d}: the clocks go forward over it"
        lines = [_real(each, clock, zone) for each in both]
    problems.error(
        "clock-change",
        scalar.place.span,
        fact,
        notes=(f"the zone is {zone}",),
        help=choose(lines, ""),
        fix="\n".join(scalar.place.mended(line) for line in lines),
    )


def _real(imagined: datetime, clock: Clock, zone: tzinfo) -> str:
    """Return the moment that a time that never was would have been."""
    real = imagined.astimezone(UTC).astimezone(zone)
    shown = msgspec.structs.replace(clock, hour=real.hour, minute=real.minute)
    return as_written(real.date(), shown)


def _report_not_understood(scalar: Scalar, near: date | None, problems: Problems) -> None:
    if _CLOCK_ALONE.fullmatch(scalar.text):
        _report_no_day(scalar, near, problems)
        return
    meant = likely_times(scalar.text)
    problems.error(
        "time-not-understood",
        scalar.place.span,
        f"`{scalar.text}` is not a time as it is written here",
        help=choose(meant, "write year-month-day and the time, for example `2026-11-21 13:10`"),
        fix="\n".join(scalar.place.mended(each) for each in meant),
    )


def _report_no_day(scalar: Scalar, near: date | None, problems: Problems) -> None:
    plain = is_clock_alone(scalar.text) and "/" not in scalar.text
    clock = (likely_clock(scalar.text) if plain else "") or scalar.text
    problems.error(
        "day-missing",
        scalar.place.span,
        f"`{scalar.text}` is a time of day; the day is missing",
        help="write the day in front of it:"
        if near
        else f"write the day in front of it, for example `2026-11-21 {clock}`",
        fix=scalar.place.mended(f"{near.isoformat()} {clock}") if near else "",
    )
