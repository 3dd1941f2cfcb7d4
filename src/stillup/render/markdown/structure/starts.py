"""How the lines look that begin a block. Source: GitHub Flavored Markdown 0.29, chapter 4 and 5."""

import re
from typing import NamedTuple

from stillup.render.markdown.raw import TAG

_ENDS = {
    1: re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    2: re.compile(r"-->"),
}
_BLOCK_TAGS = (
    "address article aside base basefont blockquote body caption center col colgroup dd details "
    "dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 "
    "head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option "
    "p param section source summary table tbody td tfoot th thead title tr track ul"
)
_HTML = (
    (1, re.compile(r"<(?:script|pre|style|textarea)(?:\s|>|$)", re.IGNORECASE)),
    (2, re.compile(r"<!--")),
    (6, re.compile(rf"</?(?:{_BLOCK_TAGS.replace(' ', '|')})(?:\s|/?>|$)", re.IGNORECASE)),
    (7, re.compile(rf"{TAG}\s*$")),
)
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
_MARKER = re.compile(r"(?:(?P<bullet>[-+*])|(?P<number>\d{1,9})(?P<delimiter>[.)]))(?P<gap> +|$)")
_CODE_GAP = 5
"""So many blanks after a marker are one blank and an indented code."""


class Marker(NamedTuple):
    """The mark of a list item: what kind of list, its number, and the columns it takes."""

    mark: str
    number: int
    width: int
    is_empty: bool


def is_rule(text: str, at: int) -> bool:
    """Return whether a thematic break stands at `at`."""
    return _RULE.match(text, at) is not None


def find_fence(text: str, at: int) -> str:
    """Return the characters of the fence that begins at `at`, or nothing."""
    found = _FENCE.match(text, at)
    return found["mark"] if found else ""


def is_fence_end(text: str, at: int, mark: str) -> bool:
    """Return whether the fence begun by `mark` ends at `at`."""
    rest = text[at:].rstrip()
    return len(rest) >= len(mark) and rest == mark[0] * len(rest)


def find_heading(text: str, at: int) -> tuple[int, str] | None:
    """Return level and words of a heading at `at`, without the hashes that may close it."""
    found = _HEADING.match(text, at)
    if not found:
        return None
    words = text[found.end() :].rstrip()
    bare = words.rstrip("#")
    return len(found[1]), bare.rstrip() if not bare or bare[-1] in " \t" else words


def find_underline(text: str, at: int) -> int:
    """Return the level of the heading that a line of `=` or `-` makes of a paragraph, or 0."""
    return 0 if not _UNDERLINE.match(text, at) else 1 if text[at] == "=" else 2


def find_note(text: str, at: int) -> tuple[str, int] | None:
    """Return the label of a footnote defined at `at`, and where its text begins."""
    found = _NOTE.match(text, at)
    return (found[1], found.end()) if found else None


def find_marker(text: str, at: int) -> Marker | None:
    """Return the mark of a list item at `at`."""
    found = _MARKER.match(text, at)
    if not found:
        return None
    gap = found.end() - found.start("gap")
    is_empty = found.end() == len(text)
    gap = 1 if is_empty or gap >= _CODE_GAP else gap
    mark = found["bullet"] or found["delimiter"]
    return Marker(mark, int(found["number"] or 1), found.start("gap") - at + gap, is_empty)


def find_html(text: str, at: int, *, interrupts: bool) -> int:
    """Return the kind of the HTML block that begins at `at`: 1, 2, 6, 7, or 0.

    One of kind 7, any tag alone on its line, does not interrupt a paragraph. Kinds 3 to 5 are
    processing instructions, declarations and CDATA, which are words here, so that none is lost.
    """
    kinds = _HTML[:-1] if interrupts else _HTML
    return next((kind for kind, look in kinds if look.match(text, at)), 0)


def ends_html(kind: int, text: str) -> bool:
    """Return whether an HTML block of kind 1 or 2 ends in this line."""
    return _ENDS[kind].search(text) is not None
