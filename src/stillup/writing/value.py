"""How far the value of a key goes on the lines of a front matter, and what stands behind it."""

import re

import msgspec

from stillup.parse.fields import key_name
from stillup.parse.lines import Lines
from stillup.parse.nodes import Entry, Mapping, Node, Scalar

AS_TYPED = frozenset({"title", "withdrawn"})
"""Keys whose value is all that stands behind the colon."""

_COLON = re.compile(r"[ \t]*:(?P<gap>[ \t]*)")
_REMARK = re.compile(r"[ \t]+#")
_DOCUMENT_END = "..."
_BLOCK = re.compile(r"[|>][+-]?[0-9]?[+-]?")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_FLOW = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?P<remark>[ \t]+#.*)|.""")
_PLAIN = re.compile(r"(?P<value>(?:[^#\s]|(?<=\S)#|[ \t]+(?![#\s]))*)")


class Value(msgspec.Struct, frozen=True):
    """The value of one key: line `line` from `start` to `end`, and the lines `more` below.

    `start` is right behind the colon and `gap` are the blanks there. `remarks` are the
    comments there that are indented, and so may be in the way once the value is gone.
    """

    line: int
    start: int
    gap: str
    end: int
    more: tuple[int, ...] = ()
    remarks: tuple[int, ...] = ()


def find_entry(keys: Mapping, name: str) -> Entry | None:
    """Return the first entry of that name."""
    return next((e for e in keys.entries if key_name(e.key.text) == key_name(name)), None)


def find_value(lines: Lines, keys: Mapping, entry: Entry, closing: int) -> Value | None:
    """Return where the value of `entry` stands, None if its key does not begin a line."""
    place = entry.key.place
    text = lines.place(place.line).written
    behind = _COLON.match(text, place.column - 1 + place.length)
    if text[: place.column - 1].strip() or behind is None:
        return None
    below = [e.key.place.line for e in keys.entries if e.key.place.line > place.line]
    rest = range(place.line + 1, min(below, default=closing))
    value = text[behind.end() :]
    more = _more(lines, rest, value, place.column - 1)
    remarks = tuple(n for n in rest if n not in more and _REMARK.match(lines.place(n).written))
    typed = key_name(entry.key.text) in AS_TYPED
    length = len(value.rstrip()) if typed else _length(value)
    gap = behind["gap"] if length else ""
    start = behind.start("gap")
    end = behind.end() + length if length else start
    return Value(place.line, start, gap, end, more, remarks)


def plain(node: Node) -> object:
    """Return what a node says, without where it says so."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    return [plain(item) for item in node.items]


def _length(value: str) -> int:
    """Return how much of the rest of a line is the value: what follows is a remark."""
    if not value or value[0] == "#":
        return 0
    if (quoted := _QUOTED.get(value[0])) and (found := quoted.match(value)):
        return found.end()
    if value[0] in "[{":
        remark = next((f for f in _FLOW.finditer(value) if f["remark"]), None)
        return len((value[: remark.start()] if remark else value).rstrip())
    found = _PLAIN.match(value)
    return len(found["value"].rstrip()) if found else 0


def _more(lines: Lines, rest: range, value: str, indent: int) -> tuple[int, ...]:
    """Return the lines below that belong to the value."""
    if _BLOCK.match(value):
        return _deeper(lines, rest, indent)
    quoted = _QUOTED.get(value[:1])
    if quoted and not quoted.match(value):
        return _until_quoted(lines, rest, value, quoted)
    texts = ((n, lines.place(n).written.strip()) for n in rest)
    return tuple(n for n, text in texts if text and text[0] != "#" and text != _DOCUMENT_END)


def _deeper(lines: Lines, rest: range, indent: int) -> tuple[int, ...]:
    found: list[int] = []
    for number in rest:
        text = lines.place(number).written
        if text.strip() and len(text) - len(text.lstrip(" ")) <= indent:
            break
        found.append(number)
    while found and not lines.place(found[-1]).written.strip():
        found.pop()
    return tuple(found)


def _until_quoted(
    lines: Lines, rest: range, value: str, quoted: re.Pattern[str]
) -> tuple[int, ...]:
    found: list[int] = []
    for number in rest:
        found.append(number)
        value = f"{value} {lines.place(number).written}"
        if quoted.match(value):
            break
    return tuple(found)
