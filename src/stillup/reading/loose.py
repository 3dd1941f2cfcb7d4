"""Values out of JSON of strangers: what is missing, null or of another kind is empty."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any


def text_in(value: Mapping[str, Any], key: str) -> str:
    """Return a text without blanks around it; a number as it is written."""
    found = value.get(key)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return str(found).encode("utf-8", "replace").decode().strip()


def word_in(value: Mapping[str, Any], key: str) -> str:
    """Return a word of a vocabulary, in small letters."""
    return text_in(value, key).lower()


def moment_in(value: Mapping[str, Any], *keys: str) -> datetime | None:
    """Return the first of these that is a moment by RFC 3339; one without a zone is in UTC."""
    for key in keys:
        try:
            found = datetime.fromisoformat(text_in(value, key).upper())
            return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def part_of(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return an object, empty if there is none."""
    found = value.get(key)
    return found if isinstance(found, Mapping) else {}


def items_in(value: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list."""
    found = value.get(key)
    for each in found if isinstance(found, list) else ():
        if isinstance(each, Mapping):
            yield each
