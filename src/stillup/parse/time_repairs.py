"""What a time that can't be taken was probably meant to be: candidates, never a decision."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_SEPARATOR = r"\s*[./-]\s*"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}})\b", re.ASCII)
_YEAR_FIRST = re.compile(
    rf"\b(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})(?!\d)", re.ASCII
)
_SHORT_YEAR = re.compile(r"\b0?(\d{2})-(\d{1,2})-(\d{1,2})\b", re.ASCII)
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})\b", re.ASCII
)
_MONTH_DAY = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.ASCII)
_COMPACT = re.compile(r"\b(\d{4})(\d{2})(\d{2})\b", re.ASCII)
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_CLOCK = re.compile(
    r"(?<!\d)0?(?P<hour>\d{1,2})\s?[:.h]\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:[.,]\d+)?"
    rf"(?!\d)(?:\s?h(?:rs|ours)?\b)?(?:\s*{_HALF})?",
    re.ASCII,
)
_HOUR = re.compile(rf"(?<![\d.:-])(?P<hour>\d{{1,2}})\s*{_HALF}", re.ASCII)
_COMPACT_CLOCK = re.compile(r"^[\sT]*(?P<hour>\d{2})(?P<minute>\d{2})(?!\d)", re.ASCII)
_ZONE = re.compile(r"^[\s(]*(?:(?:UTC|GMT)\s*)?([+\u2212-])(\d{1,2}):?(\d{2})?\)?$", re.ASCII)
_PLAIN_ZONE = re.compile(r"^[\s(]*(Z|UTC|GMT|[A-Za-z]+/[A-Za-z_/+-]+)\)?$", re.IGNORECASE)


def likely_times(text: str) -> list[str]:
    """Return what `text` may mean as `2026-11-21 13:10`, with seconds and zone if it has them.

    Where numbers follow the day that are no time of day, nothing: they would be lost.
    """
    folded = text.casefold()
    for days, rest in _days(folded):
        clock = _with_zone(rest)
        if not clock and re.search(r"\d", rest):
            continue
        found = [f"{day.isoformat()} {clock}".rstrip() for day in days]
        if found:
            return found
    return []


def likely_clock(text: str) -> str:
    """Return what `text` may mean as `13:10`, with seconds and zone if it has them."""
    return _with_zone(text.casefold())


def likely_numbers(digits: str, lowest: int, highest: int) -> list[int]:
    """Return two-digit numbers within bounds that are one slip of a finger from `digits`."""
    near = [f"0{digits[-1]}", f"0{digits[0]}", *(f"{first}{digits[-1]}" for first in "123")]
    numbers = dict.fromkeys(int(each) for each in near)
    return [number for number in numbers if lowest <= number <= highest]


def days_in(year: int, month: int) -> int:
    """Return how many days a month has."""
    return monthrange(year, month)[1]


def day_after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)


def _days(text: str) -> Iterator[tuple[list[date], str]]:
    """Yield the readings of a date in `text`, with what follows it."""
    if found := _DAY_FIRST.search(text):
        first, second, year = found.groups()
        yield _valid([(year, second, first), (year, first, second)]), text[found.end() :]
    if found := _YEAR_FIRST.search(text):
        year, second, third = found.groups()
        yield (
            _valid([(year, second, third), (year, third, second)][:1])
            or _valid([(year, third, second)]),
            text[found.end() :],
        )
    if found := _DAY_MONTH.search(text):
        yield _valid([(found[3], _month(found[2]), found[1])]), text[found.end() :]
    if found := _MONTH_DAY.search(text):
        yield _valid([(found[3], _month(found[1]), found[2])]), text[found.end() :]
    if found := _SHORT_YEAR.search(text):
        yield _valid([(f"20{found[1]}", found[2], found[3])]), text[found.end() :]
    if found := _COMPACT.search(text):
        yield _valid([found.groups()]), text[found.end() :]


def _month(name: str) -> str:
    return str(_MONTHS.index(name[:3]) + 1)


def _valid(candidates: Sequence[tuple[str, ...]]) -> list[date]:
    found = [_day(*(int(part) for part in parts)) for parts in candidates]
    return list(dict.fromkeys(day for day in found if day))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_zone(text: str) -> str:
    """Return the clock and zone in `text`, or nothing if there is no clock in it."""
    found = _CLOCK.search(text) or _HOUR.search(text) or _COMPACT_CLOCK.search(text)
    if found is None:
        return ""
    parts = found.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
    if half := parts.get("half"):
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004
        return ""
    seconds = f":{parts['second']}" if parts.get("second") else ""
    return f"{hour:02}:{minute:02}{seconds}{_zone(text[found.end() :])}"


def _zone(text: str) -> str:
    if found := _ZONE.match(text.upper().strip()):
        sign = "-" if found[1] == "\u2212" else found[1]
        return f" {sign}{int(found[2]):02}:{found[3] or '00'}"
    if found := _PLAIN_ZONE.match(text.strip()):
        return f" {found[1].upper()}" if "/" not in found[1] else ""
    return ""
