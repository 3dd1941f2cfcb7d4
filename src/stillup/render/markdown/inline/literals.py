"""Code, escapes, typed tags and the like: what the marks of Markdown have no power over.

They are found first, in one look from left to right, and stand as placeholders in what the rest
of the inline stage sees. Source: GitHub Flavored Markdown 0.29, 6.1 to 6.3 and 6.8 to 6.12.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from html import escape
from html.entities import html5

from stillup.render.markdown.raw import TAG, TypedTags

Stash = Callable[[str], str]
"""Puts HTML aside; returns the placeholder that stands for it."""

_LITERAL = re.compile(
    r"(?P<code>`+)"
    r"|\\(?P<escape>[!-/:-@\[-`{-~])"
    r"|(?P<break>(?:(?<!\x20)\x20{2,}+|\\)\n)"
    r"|(?P<target>\]\(\s*+<(?!!)[^<>\n]*+>)"
    r"|<(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+)>"
    r"|<(?P<mail>[\w.!#$%&'*+/=?^`{|}~-]++@[A-Za-z0-9.-]++)>"
    r"|(?P<comment><!--)"
    rf"|(?P<tag>{TAG})"
    r"|&(?P<entity>[A-Za-z][A-Za-z0-9]{0,31};)"
)
_RUN = re.compile("`+")


def without_literals(text: str, tags: TypedTags, stash: Stash) -> str:
    """Return `text` with a placeholder for each literal; comments go."""
    runs = _runs(text)
    last_comment_end = text.rfind("-->")
    parts: list[str] = []
    at = 0
    while found := _LITERAL.search(text, at):
        parts.append(text[at : found.start()])
        kind, at = found.lastgroup, found.end()
        if kind == "code" and (end := _end_of_code(runs, len(found[0]), at)):
            parts.append(stash(f"<code>{_code(text[at : end - len(found[0])])}</code>"))
            at = end
        elif kind == "comment" and at <= last_comment_end:
            at = text.index("-->", at) + len("-->")
        elif kind == "tag":
            parts.append(stash(tags.kept(found[0])))
        else:
            parts.append(_placeholder(kind or "", found, stash))
    return "".join(parts) + text[at:]


def _placeholder(kind: str, found: re.Match[str], stash: Stash) -> str:
    if kind in {"code", "target"}:
        return found[0]
    if kind == "comment":
        return stash(escape(found[0]))
    if kind == "break":
        return stash("<br>") + "\n"
    words = escape(found[kind])
    if kind == "entity":
        return found[0] if found[kind] in html5 else f"{stash('&amp;')}{found[kind]}"
    if kind == "escape":
        return stash(words)
    return stash(f'<a href="{"mailto:" if kind == "mail" else ""}{words}">{words}</a>')


def _runs(text: str) -> dict[int, list[int]]:
    """Return the places after all runs of backticks, by length."""
    found: dict[int, list[int]] = {}
    for run in _RUN.finditer(text):
        found.setdefault(len(run[0]), []).append(run.end())
    return found


def _end_of_code(runs: dict[int, list[int]], length: int, at: int) -> int:
    """Return the place after the first run of that length from `at` on, 0 if there is none."""
    ends = runs.get(length, [])
    index = bisect_left(ends, at + length)
    return ends[index] if index < len(ends) else 0


def _code(words: str) -> str:
    words = words.replace("\n", " ")
    if words.strip() and words[0] == words[-1] == " ":
        words = words[1:-1]
    return escape(words, quote=False)
