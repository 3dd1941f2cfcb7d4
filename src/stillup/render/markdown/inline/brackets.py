"""Links and images in a run of words. Source: GitHub Flavored Markdown 0.29, 6.6 and 6.7.

The innermost brackets decide first, and a link holds no other link; so one look at all brackets
of a run, from left to right with a stack, finds every link at once.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from stillup.render.markdown.structure.references import (
    find_destination,
    find_title,
    skip_blanks,
)

_BRACKET = re.compile(r"!?\[|\]")
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_LONGEST_LABEL = 999


class Link(NamedTuple):
    """A link or an image: the run it takes, the words between its brackets, and its target."""

    start: int
    end: int
    words: str
    target: str
    title: str
    is_image: bool


class _Opener(NamedTuple):
    at: int
    inside: int
    is_image: bool


class _Target(NamedTuple):
    address: str
    title: str
    end: int


Resolve = Callable[[str], tuple[str, str] | None]
"""From a label to target and title, if it is defined."""


def find_links(text: str, resolve: Resolve) -> list[Link]:
    """Return the links and images of `text` that are in no other, in order."""
    found: list[Link] = []
    openers: list[_Opener] = []
    past = linked = 0
    for bracket in _BRACKET.finditer(text):
        if bracket.start() < past:
            continue
        if bracket[0] != "]":
            openers.append(_Opener(bracket.start(), bracket.end(), bracket[0] == "!["))
        elif openers:
            opener = openers.pop()
            is_barred = not opener.is_image and opener.at < linked
            link = None if is_barred else _link_at(text, opener, bracket.start(), resolve)
            if link:
                past = link.end
                linked = linked if link.is_image else link.start
                _keep(link, found)
    return found


def _keep(link: Link, found: list[Link]) -> None:
    while found and found[-1].start > link.start:
        found.pop()
    found.append(link)


def _link_at(text: str, opener: _Opener, close: int, resolve: Resolve) -> Link | None:
    words = text[opener.inside : close]
    target = _inline_target(text, close + 1) or _labelled_target(text, close + 1, words, resolve)
    if not target:
        return None
    return Link(opener.at, target.end, words, target.address, target.title, opener.is_image)


def _inline_target(text: str, at: int) -> _Target | None:
    if not text.startswith("(", at):
        return None
    at = skip_blanks(text, at + 1)
    destination = find_destination(text, at)
    address, end = destination or ("", at)
    after = skip_blanks(text, end)
    title = find_title(text, after) if after > end else None
    close = skip_blanks(text, title.end) if title else after
    is_closed = text.startswith(")", close)
    return _Target(address, title.target if title else "", close + 1) if is_closed else None


def _labelled_target(text: str, at: int, words: str, resolve: Resolve) -> _Target | None:
    label = _LABEL.match(text, at)
    if label and label[1].strip():
        return _defined(label[1], label.end(), resolve)
    return _defined(words, label.end() if label else at, resolve)


def _defined(label: str, end: int, resolve: Resolve) -> _Target | None:
    target = resolve(label) if len(label) <= _LONGEST_LABEL and "[" not in label else None
    return _Target(*target, end) if target else None
