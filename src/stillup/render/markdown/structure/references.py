"""Definitions of link targets, `[label]: target "title"`. Source: GFM 0.29, 4.7 and 6.6."""

import re
from typing import NamedTuple

_LABEL = re.compile(r"[ \t\n]*\[((?:[^\[\]\\]|\\.){1,999})\]:", re.DOTALL)
_BLANKS = re.compile(r"[ \t]*+(?:\n[ \t]*+)?")
_BRACKETED = re.compile(r"<((?:[^<>\n\\]|\\.)*+)>")
_TITLE = re.compile(
    r""""((?:[^"\\]|\\.)*+)"|'((?:[^'\\]|\\.)*+)'|\(((?:[^()\\]|\\.)*+)\)""", re.DOTALL
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_END_OF_LINE = re.compile(r"[ \t]*(?:\n|$)")


def _word(depth: int) -> str:
    """Return a pattern for a word with parentheses in pairs, so many deep."""
    inner = rf"|\({_word(depth - 1)}\)" if depth else ""
    return rf"(?:\\[()]|[^\s()]{inner})*+"


_WORD = re.compile(_word(4))


Definitions = dict[str, tuple[str, str]]
"""Target and title by label."""


class Destination(NamedTuple):
    """Where a link goes, as written, and the place after it."""

    target: str
    end: int


def normalised(label: str) -> str:
    """Return a label as labels are compared: without case, with single blanks."""
    return " ".join(label.split()).casefold()


def take_references(text: str) -> tuple[Definitions, str]:
    """Return the definitions a paragraph begins with, by label, and the rest of it."""
    found: Definitions = {}
    at = 0
    while text.startswith("[", at) and (definition := _find_definition(text, at)):
        label, target, title, at = definition
        found.setdefault(label, (target, title))
    return found, text[at:]


def _find_definition(text: str, at: int) -> tuple[str, str, str, int] | None:
    label = _LABEL.match(text, at)
    if not label or not label[1].strip():
        return None
    destination = find_destination(text, skip_blanks(text, label.end()))
    if not destination:
        return None
    title, end = _find_last_title(text, destination.end)
    if end < 0:
        return None
    # Labels are compared as they are read: `[`x`]` and `[x]` are one.
    name = normalised(_unescaped(label[1]).replace("`", ""))
    return name, _unescaped(destination.target), _unescaped(title), end


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def _find_last_title(text: str, at: int) -> tuple[str, int]:
    """Return the title, if any, and where the definition ends; -1 if words follow it."""
    after = skip_blanks(text, at)
    title = find_title(text, after) if after > at else None
    if title and (end := _END_OF_LINE.match(text, title.end)):
        return title.target, end.end()
    end = _END_OF_LINE.match(text, at)
    return "", end.end() if end else -1


def skip_blanks(text: str, at: int) -> int:
    """Return the place after blanks and at most one line end."""
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def find_title(text: str, at: int) -> Destination | None:
    """Return the quoted title at `at`."""
    found = _TITLE.match(text, at)
    if not found:
        return None
    return Destination(found[1] or found[2] or found[3] or "", found.end())


def find_destination(text: str, at: int) -> Destination | None:
    """Return the target at `at`: in angle brackets, or a word with balanced parentheses."""
    if text.startswith("<", at):
        found = _BRACKETED.match(text, at)
        return Destination(found[1], found.end()) if found else None
    found = _WORD.match(text, at)
    return Destination(found[0], found.end()) if found and found[0] else None
