"""Lengths of time as people type them: `15m`, `2 hours`, `1h30`, `half an hour`."""

import re

_UNITS = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
    "w": 604800, "week": 604800, "weeks": 604800,
}  # fmt: skip
_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "sixty": 60, "ninety": 90, "half a": 0.5, "half an": 0.5, "a half": 0.5,
    "a quarter of an": 0.25, "three quarters of an": 0.75,
}  # fmt: skip
_NUMBER = r"[0-9]{1,4}(?:[.,][0-9]{1,2})?"
_COUNT = "|".join(sorted(_WORDS, key=len, reverse=True))
_PART = re.compile(rf"\s*(?:and\s+)?(?:({_NUMBER})\s*|({_COUNT})\s+)([a-z]+)\b(\s+and\s+a\s+half)?")
_HOURS_AND_MINUTES = re.compile(r"([0-9]{1,3})\s*h\s*([0-9]{2})")
_LONGEST = 366 * 86400


def parse_duration(text: str) -> int | None:
    """Return the seconds in `text`, None if it is no length of time or longer than a year."""
    words = " ".join(text.casefold().replace("½", "0.5").split())
    if both := _HOURS_AND_MINUTES.fullmatch(words):
        return _within(int(both[1]) * 3600 + int(both[2]) * 60)
    total, at = 0.0, 0
    while at < len(words):
        part = _PART.match(words, at)
        if part is None or part[3] not in _UNITS:
            return None
        count = float(part[1].replace(",", ".")) if part[1] else _WORDS[part[2]]
        total += (count + (0.5 if part[4] else 0)) * _UNITS[part[3]]
        at = part.end()
    return _within(round(total))


def _within(seconds: int) -> int | None:
    return seconds if 0 < seconds <= _LONGEST else None
