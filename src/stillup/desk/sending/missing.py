"""What of another's version of a file is not in ours, though it is said to hold both. Pure."""

import re
from collections.abc import Iterator

from stillup.desk.sending.joining import Cut, cut_post
from stillup.model.parsed import Conventions

_KEY = re.compile(r"[a-z_]+:(?=\s|$)")
_WORD = re.compile(r"\w+")


def find_missing(
    path: str, base: bytes | None, mine: bytes, theirs: bytes, conventions: Conventions
) -> tuple[str, ...]:
    """Return what `theirs` added to `base` and `mine` does not hold: headings of updates, or lines.

    An update is held if its text is, wherever it stands. A line is held as it is, or in other words
    that have all the words it brought. Of a key, which has room for one value, a new one is enough.
    """
    cuts = [cut_post(path, data, conventions) for data in (base or b"", mine, theirs)]
    old, ours, other = cuts
    whole = _squeezed(_text(mine))
    if ours is None or other is None:
        found = _lines_missing(_text(base or b""), _text(mine), _text(theirs), whole)
    else:
        found = _parts_missing(old or Cut(b"", {}, {}, {}), ours, other, whole)
    return tuple(dict.fromkeys(found))


def _parts_missing(base: Cut, mine: Cut, theirs: Cut, whole: str) -> Iterator[str]:
    yield from _lines_missing(_text(base.head), _text(mine.head), _text(theirs.head), whole)
    for name, block in theirs.blocks.items():
        was = base.blocks.get(name, b"")
        if name in mine.blocks:
            yield from _lines_missing(_text(was), _text(mine.blocks[name]), _text(block), whole)
        elif block.rstrip() != was.rstrip() and not _holds(whole, theirs.texts[name]):
            yield _text(block).split("\n", 1)[0].strip()


def _lines_missing(base: str, mine: str, theirs: str, whole: str) -> Iterator[str]:
    was, known = set(_lines(base)), _words(base)
    here, words = [line for line in _lines(mine) if line not in was], _words(mine)
    for line in _lines(theirs):
        brought = _words(line) - known
        key = _KEY.match(line)
        is_held = (
            line in was
            or _holds(whole, line)
            or (key is not None and any(each.startswith(key[0]) for each in here))
            or (brought and brought <= words)
        )
        if not is_held:
            yield line


def _holds(whole: str, part: str) -> bool:
    squeezed = _squeezed(part)
    return bool(squeezed) and squeezed in whole


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _text(data: bytes) -> str:
    return data.decode(errors="replace")
