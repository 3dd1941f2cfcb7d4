"""The words of a feed's entry, told apart: each update with its time as printed, and the plan."""

import re
from collections.abc import Iterator
from html import unescape

import msgspec

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_TAG = re.compile(r"<[^<>]*>")
_ANY = re.DOTALL | re.IGNORECASE
_HEAD = re.compile(r"<p>\s*<small>(?P<time>.*?)</small>\s*(?:<br\s*/?>)?\s*", _ANY)
_LABEL = re.compile(r"<strong>(?P<label>[^<]*)</strong>\s*(?:-\s)?\s*", re.IGNORECASE)
_PLAN = re.compile(
    r"<p>\s*<strong>\s*THIS (?:IS|WAS) A SCHEDULED EVENT(?P<plan>.*?)</strong>\s*</p>", _ANY
)
_DAY = r"(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})(?:,\s*(?P<year>\d{4}))?"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})"
_ZONE = r"(?P<zone>[A-Za-z]*|[+-]\d{2}(?::?\d{2})?)"
_PRINTED = re.compile(rf"\s*{_DAY}\s*(?:,|-)\s*{_CLOCK}\s*{_ZONE}\s*")
_PLANNED = re.compile(
    rf"\s*{_DAY},?\s*{_CLOCK}\s*[-–]\s*"
    r"(?:(?P<month2>[A-Za-z]{3})[a-z]*\.?\s+(?P<day2>\d{1,2}),?\s*)?"
    r"(?P<hour2>\d{1,2}):(?P<minute2>\d{2})\s*(?P<zone>[A-Za-z]*|[+-]\d{2}(?::?\d{2})?)\s*"
)


class Printed(msgspec.Struct, frozen=True):
    """A time as a reader sees it. `year` is 0 where none is printed, as usual."""

    month: int
    day: int
    hour: int
    minute: int
    zone: str
    year: int = 0


class Block(msgspec.Struct, frozen=True):
    """One update of an entry: what is printed over it, and its words as HTML."""

    shown: str
    printed: Printed | None
    label: str
    html: str


class PlanLine(msgspec.Struct, frozen=True):
    """The line that a planned work begins with. `ends` may lie on the same day."""

    shown: str
    starts: Printed | None = None
    ends: Printed | None = None


def read_plan(html: str) -> PlanLine | None:
    """Return the plan that an entry prints, None if it is none of planned work."""
    found = _PLAN.search(html)
    if found is None:
        return None
    shown = _shown(found["plan"])
    plan = _PLANNED.fullmatch(shown)
    month = _MONTHS.get(plan["month"].lower()) if plan else None
    if plan is None or month is None:
        return PlanLine(shown)
    year, zone = int(plan["year"] or 0), plan["zone"]
    starts = Printed(month, int(plan["day"]), int(plan["hour"]), int(plan["minute"]), zone, year)
    last = _MONTHS.get((plan["month2"] or plan["month"]).lower(), month)
    day = int(plan["day2"] or plan["day"])
    ends = Printed(last, day, int(plan["hour2"]), int(plan["minute2"]), zone)
    return PlanLine(shown, starts, ends)


def read_blocks(html: str) -> tuple[Block, ...]:
    """Return the updates in their order. Together they hold all words but the plan."""
    return tuple(_blocks(_PLAN.sub("", html)))


def _blocks(html: str) -> Iterator[Block]:
    heads = list(_HEAD.finditer(html))
    first = heads[0].start() if heads else len(html)
    if _shown(html[:first]):
        yield Block("", None, "", html[:first])
    ends = [*(head.start() for head in heads[1:]), *([len(html)] if heads else [])]
    for head, end in zip(heads, ends, strict=True):
        shown, rest = _shown(head["time"]), html[head.end() : end]
        label = _LABEL.match(rest)
        words = rest[label.end() :] if label else rest
        yield Block(shown, _printed(shown), unescape(label["label"]) if label else "", words)


def _shown(html: str) -> str:
    """Return what a reader sees of HTML, on one line."""
    return " ".join(unescape(_TAG.sub("", html)).split())


def _printed(shown: str) -> Printed | None:
    found = _PRINTED.fullmatch(shown)
    month = _MONTHS.get(found["month"].lower()) if found else None
    if found is None or month is None:
        return None
    return Printed(
        month,
        int(found["day"]),
        int(found["hour"]),
        int(found["minute"]),
        found["zone"],
        int(found["year"] or 0),
    )
