"""Values of a JSON document that somebody saved: each is asked for as what it should be."""

import re
from collections.abc import Iterator
from datetime import datetime

from stillup.importing.times import Time, read_time

Record = dict[str, object]

_FRACTION = re.compile(r"\.(\d+)")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def text_in(record: Record, key: str) -> str:
    """Return a text on one line, empty if there is none."""
    value = record.get(key)
    return " ".join(_UNSEEN.sub(" ", value).split()) if isinstance(value, str) else ""


def body_in(record: Record, key: str) -> str:
    """Return a text as it was typed, empty if there is none."""
    value = record.get(key)
    return value if isinstance(value, str) else ""


def time_in(record: Record, key: str) -> Time | None:
    """Return a time, None if there is none or nobody can tell which."""
    found = read_time(text_in(record, key))
    return None if found is None or found.day_only else found


def moment_in(record: Record, key: str) -> datetime | None:
    """Return a time as an instant."""
    found = time_in(record, key)
    return found.at if found else None


def exact_in(record: Record, key: str) -> str:
    """Return a time so that texts stand in the order of instants, to the last digit written."""
    found = time_in(record, key)
    if found is None:
        return ""
    fraction = _FRACTION.search(text_in(record, key))
    return f"{found.at:%Y%m%d%H%M%S}.{fraction[1] if fraction else ''}"


def records_in(record: Record, key: str) -> Iterator[Record]:
    """Yield the members of a list that are records."""
    value = record.get(key)
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))


def texts_in(record: Record, key: str) -> tuple[str, ...]:
    """Return the members of a list that are texts."""
    value = record.get(key)
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def code_in(record: Record, key: str = "id") -> str:
    """Return an id, also one that is a number; empty if there is none."""
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return text_in(record, key)
