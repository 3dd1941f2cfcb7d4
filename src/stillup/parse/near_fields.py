"""Lines that are nearly a field: a mark too many, a capital, no colon. None of it is prose."""

import re

from stillup.model.status import Impact
from stillup.parse.fields import key_name

_MARK = r"[*_`]{0,3}"
_DRESSED = re.compile(
    rf"(?P<lead>[ \t]*(?:(?:[-*+•>]|#{{3,6}})[ \t]+)?{_MARK})"
    rf"(?P<name>[A-Za-z]+(?:[ _-][A-Za-z]+)*){_MARK}[ \t]*(?P<sign>[:：=]){_MARK}[ \t\u00a0]*"
    rf"(?P<value>\S.*?)[ \t]*"
)
_BARE = re.compile(
    r"[ \t]*(?P<name>next[_-]update)[ \t]+(?:[-—–>]+[ \t]*)?(?P<value>\S.*?)[ \t]*", re.IGNORECASE
)
_CLOCK = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}\b")
_SOON = re.compile(r"(?:at\s+|@\s*)?[0-9]|in\s+[0-9]|tomorrow\b|in half\b", re.IGNORECASE)
_MOST_WORDS = 4
_PART = r"[\w-]+(?:[ \t]*:[ \t]*[a-z_ -]+)?"
_VALUES = {
    "author": re.compile(r"[a-z][\w-]*"),
    "components": re.compile(rf"{_PART}(?:,[ \t]*{_PART})*"),
    "impact": re.compile("|".join(word.value for word in Impact), re.IGNORECASE),
    "retrospective": re.compile(r"true|false|yes|no", re.IGNORECASE),
    "id": re.compile(r"u[0-9]{4}-.*"),
}
_TIMED = frozenset({"ended", "edited", "starts", "ends"})
_PROMISE = "next_update"


def mended_field(line: str, known: tuple[str, ...]) -> str:
    """Return the field that `line` was meant to be, as it is written, empty if it is prose."""
    found = _DRESSED.fullmatch(line) or _BARE.fullmatch(line)
    if found is None:
        return ""
    name, value = key_name(found["name"]).casefold(), found["value"].rstrip("*`").rstrip()
    if name not in known or not value or not _is_meant(found, name, value):
        return ""
    return f"{name}: {value}"


def _is_meant(found: re.Match[str], name: str, value: str) -> bool:
    """Whether neither the name nor the value is what people say in a sentence."""
    if name == _PROMISE:
        return "_" in found["name"] or _is_promise(value)
    if found.groupdict().get("sign") == "=" and found["name"] == name:
        return True
    if name in _TIMED:
        return value[0].isdigit()
    return _VALUES[name].fullmatch(value) is not None


def _is_promise(value: str) -> bool:
    few = len(value.split()) <= _MOST_WORDS
    return bool(_SOON.match(value)) or (few and _CLOCK.search(value) is not None)
