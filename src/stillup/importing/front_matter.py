"""Foreign front matter to plain values: YAML, TOML or JSON, or what can be saved of it."""

import json
import re
import tomllib
from collections.abc import Mapping as Dict
from collections.abc import Sequence as List

import msgspec

from stillup.model.diagnostic import Problems
from stillup.parse.lines import Lines, without_invisible
from stillup.parse.mapping import Mapping, Node, Scalar, parse_mapping

Value = str | tuple["Value", ...] | dict[str, "Value"]
"""Every value is text, as in our own format: what it means is for the reader of the key."""

_KEY_LINE = re.compile(r"([A-Za-z]\w*):(?:\s+(.*))?$")
_INSIDE = re.compile(r"\s|-\s|#|$")
_EMPTY = frozenset({"", "null", "~"})


class Flaw(msgspec.Struct, frozen=True):
    """What was wrong with the front matter, in which line of the file."""

    line: int
    what: str


class Front(msgspec.Struct, frozen=True):
    """A file taken apart. `lines` has the line of each key; `first` is the body's first line."""

    values: dict[str, Value]
    lines: dict[str, int]
    body: str
    first: int = 1
    flaws: tuple[Flaw, ...] = ()
    found: bool = True

    def text(self, key: str) -> str:
        """Return the one value of a key, empty if it has none."""
        value = self.values.get(key, "")
        return value.strip() if isinstance(value, str) and value.strip() not in _EMPTY else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the values of a key. A single one may stand where a list is wanted."""
        value = self.values.get(key, "")
        if isinstance(value, tuple):
            kept = (item.strip() for item in value if isinstance(item, str))
            return tuple(item for item in kept if item not in _EMPTY)
        return (self.text(key),) if self.text(key) else ()

    def line(self, key: str) -> int:
        """Return the line a key stands in, 0 if it is not there."""
        return self.lines.get(key, 0)


def read_front(text: str) -> Front:
    """Take a file apart. Keys are as written; nothing is lost: what is no front matter is body."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = without_invisible(text).split("\n")
    if text.lstrip().startswith("{"):
        return _json(text) or _bare(lines)
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    fence = lines[start].rstrip()
    if fence == "+++":
        return _toml(lines, start) or _bare(lines)
    if fence == "---":
        return _fenced(lines, start)
    return _unopened(lines, start) or _bare(lines)


def read_whole(text: str, kind: str) -> Front:
    """Read a file that is nothing but keys and values; `kind` is `toml`, `json` or for YAML any."""
    if kind == "toml":
        return _toml(["+++", *text.splitlines(), "+++"], 0) or _bare([])
    if kind == "json":
        return _json(text) or _bare([])
    lines = without_invisible(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return _yaml(lines, 0, len(lines), len(lines))


def in_small_letters(front: Front) -> Front:
    """Return the front matter with its keys in small letters, for engines that tell none apart."""
    values: dict[str, Value] = {}
    for key, value in front.values.items():
        values.setdefault(key.lower(), value)
    lines = {key.lower(): line for key, line in reversed(front.lines.items())}
    return msgspec.structs.replace(front, values=values, lines=lines)


def plain(value: object) -> Value:
    """Return what another format read, with every leaf as text."""
    if isinstance(value, Dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, List) and not isinstance(value, str | bytes):
        return tuple(plain(item) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _bare(lines: list[str]) -> Front:
    flaw = Flaw(1, "there is no front matter")
    return Front({}, {}, "\n".join(lines), flaws=(flaw,), found=False)


def _fenced(lines: list[str], start: int) -> Front:
    closing = _find(lines, "---", start + 1)
    if closing is None:
        return _unclosed(lines, start)
    return _yaml(lines, start + 1, closing, closing + 1)


def _unopened(lines: list[str], start: int) -> Front | None:
    """Read a front matter whose first fence is missing, if that is certainly what it is."""
    closing = _find(lines, "---", start)
    if closing is None or not _looks_like_keys(lines[start:closing]):
        return None
    flaw = Flaw(start + 1, "the `---` that opens the front matter is missing")
    return _yaml(lines, start, closing, closing + 1, flaw)


def _unclosed(lines: list[str], start: int) -> Front:
    """Read a front matter whose last fence is missing: it goes on while its lines are keys."""
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].strip()), len(lines))
    if not _looks_like_keys(lines[start + 1 : end]):
        return _bare(lines)
    flaw = Flaw(end + 1, "the `---` that closes the front matter is missing")
    return _yaml(lines, start + 1, end, end, flaw)


def _looks_like_keys(lines: list[str]) -> bool:
    keys = {found[1] for line in lines if (found := _KEY_LINE.match(line))}
    rest = [line for line in lines if not _KEY_LINE.match(line)]
    return bool(keys & {"title", "date"}) and all(_INSIDE.match(line) for line in rest)


def _find(lines: list[str], fence: str, start: int) -> int | None:
    return next((n for n in range(start, len(lines)) if lines[n].rstrip() == fence), None)


def _yaml(lines: list[str], start: int, end: int, body: int, *flaws: Flaw) -> Front:
    problems = Problems()
    mapping = parse_mapping(Lines("", lines[start:end], start + 1), problems)
    doubled: list[Flaw] = []
    values = _values(mapping, doubled)
    places = {entry.key.text.strip(): entry.key.place.line for entry in mapping.entries}
    for number in range(start, end):
        found = _KEY_LINE.match(lines[number])
        if found and found[1] not in values and found[2]:
            values[found[1]] = found[2].strip()
            places[found[1]] = number + 1
    wrong = tuple(Flaw(d.span.line, d.message) for d in problems.frozen() if d.is_error)
    found_flaws = (*flaws, *wrong, *doubled)
    return Front(values, places, "\n".join(lines[body:]), body + 1, found_flaws)


def _toml(lines: list[str], start: int) -> Front | None:
    closing = _find(lines, "+++", start + 1)
    if closing is None:
        return None
    try:
        read = tomllib.loads("\n".join(lines[start + 1 : closing]))
    except tomllib.TOMLDecodeError:
        return None
    places = {key: _line_of(lines, start, closing, key) for key in read}
    return Front(_dict(read), places, "\n".join(lines[closing + 1 :]), closing + 2)


def _line_of(lines: list[str], start: int, end: int, key: str) -> int:
    pattern = re.compile(rf"\s*\[*[\"']?{re.escape(key)}\b")
    return next((n + 1 for n in range(start, end) if pattern.match(lines[n])), start + 1)


def _json(text: str) -> Front | None:
    offset = len(text) - len(text.lstrip())
    try:
        read, end = json.JSONDecoder().raw_decode(text, offset)
    except (ValueError, RecursionError):
        return None
    first = text[:end].count("\n") + 1
    return Front(_dict(read), dict.fromkeys(read, 1), text[end:], first)


def _dict(read: dict[str, object]) -> dict[str, Value]:
    value = plain(read)
    assert isinstance(value, dict)  # noqa: S101 - a mapping stays one
    return value


def _values(mapping: Mapping, flaws: list[Flaw]) -> dict[str, Value]:
    """Return a mapping as values; of a key that comes twice the first counts."""
    values: dict[str, Value] = {}
    for entry in mapping.entries:
        key = entry.key.text.strip()
        if key in values:
            flaws.append(Flaw(entry.key.place.line, f"`{key}` stands there twice"))
        else:
            values[key] = _value(entry.value, flaws)
    return values


def _value(node: Node, flaws: list[Flaw]) -> Value:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return _values(node, flaws)
    return tuple(_value(item, flaws) for item in node.items)
