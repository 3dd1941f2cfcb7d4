"""Files of JSON as values, whatever wrote them: one document, or several in a row."""

import json
import re
from datetime import UTC, datetime

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.telling import decoded
from stillup.importing.times import Time, read_time

Value = object
"""What JSON can hold: a dict, a list, a text, a number, true, false or null."""

Record = dict[str, Value]
"""An object of JSON."""

_BLANK = re.compile(r"[\s,]*")
_HALF = re.compile("[\ud800-\udfff]")
_DEEPEST = 60
_MILLISECONDS = 100_000_000_000


class Document(msgspec.Struct, frozen=True):
    """One value of JSON and the path of its file."""

    path: str
    value: Value


def load(path: str, data: bytes, doubts: Doubts) -> list[Document]:
    """Return the values of a file, one after the other, as tools that fetch pages write them."""
    text = decoded(data, doubts)
    found, at = [], _end_of_blank(text, 0)
    while at < len(text):
        try:
            value, at = json.JSONDecoder().raw_decode(text, at)
        except (ValueError, RecursionError):
            line = text[:at].count("\n") + 1
            doubts.note(
                "front-matter", line, "it is not JSON from here on", "what was before counts"
            )
            break
        found.append(Document(path, _clean(value)))
        at = _end_of_blank(text, at)
    return found


def compact(value: Value) -> str:
    """Return a value on one line."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_time(value: Value) -> Time | None:
    """Return a time from text, or from a number: seconds, or milliseconds, since 1970 in UTC."""
    if isinstance(value, str):
        return read_time(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        at = datetime.fromtimestamp(value / (1000 if value > _MILLISECONDS else 1), UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return read_time(f"{at:%Y-%m-%dT%H:%M:%S}Z") if value > _MILLISECONDS / 1000 else None


def records_in(value: Value) -> list[Record]:
    """Return the objects of a list, or an object by itself."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _end_of_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _clean(value: Value, depth: int = 0) -> Value:
    """Return a value without halves of characters, which no file could hold."""
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {_HALF.sub("\ufffd", key): _clean(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item, depth + 1) for item in value]
    return value
