"""What rsync reads and writes: listings, and rules for what to delete. Texts alone; pure."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from stillup.publish.parcel import above
from stillup.publish.target import Listed

_LINE: Final = re.compile(
    rb"(?P<type>.)\S{9}\S?\s+(?P<size>[\d,.]+)"
    rb"\s+(?P<at>\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) (?P<name>.*)"
)
_ESCAPED: Final = re.compile(rb"\\#(\d{3})")
_WILD: Final = re.compile(r"[*?[]")
_SPECIAL: Final = re.compile(r"([*?[\\])")


def parse_listing(data: bytes) -> dict[str, Listed]:
    """Return the files of `rsync --list-only`, run in UTC; a link or the like has the size -1.

    The tag is the time of change in seconds.
    """
    found = {}
    for line in data.split(b"\n"):
        matched = _LINE.fullmatch(line)
        if matched is None or matched["type"] == b"d":
            continue
        name = matched["name"]
        if matched["type"] == b"l":
            name = name.partition(b" -> ")[0]
        plain = matched["type"] == b"-"
        size = int(re.sub(rb"[,.]", b"", matched["size"])) if plain else -1
        found[_unescaped(name)] = Listed(size, str(_seconds(matched["at"])))
    return found


def render_names(paths: Iterable[str]) -> bytes:
    """Return paths as rsync reads them with `--from0`."""
    return b"".join(path.encode(errors="surrogateescape") + b"\0" for path in paths)


def render_rules(paths: Iterable[str]) -> bytes:
    """Return the rules by which only these paths, and folders that this leaves empty, may go."""
    rules: dict[str, None] = {}
    for path in paths:
        for folder in above(path):
            rules[f"/{_literal(folder)}/"] = None
        rules[f"/{_literal(path)}"] = None
    return render_names(rules)


def _literal(path: str) -> str:
    """Return a pattern for one path: where it has no wildcard, a backslash is a backslash."""
    return _SPECIAL.sub(r"\\\1", path) if _WILD.search(path) else path


def _unescaped(name: bytes) -> str:
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 8)]), name)
    return plain.decode(errors="surrogateescape")


def _seconds(at: bytes) -> int:
    moment = datetime.strptime(at.decode(), "%Y/%m/%d %H:%M:%S").replace(tzinfo=UTC)
    return int(moment.timestamp())
