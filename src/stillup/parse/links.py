"""Every link and image of a text, with its place. Code and comments are left out."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from html import unescape
from itertools import groupby

from stillup.model.diagnostic import Span
from stillup.model.parsed import Link
from stillup.parse.blocks import Block, BlockKind
from stillup.parse.lines import Lines, without_invisible

Found = tuple[str, int, int, bool]
"""A target, where it begins, how long it is as typed, and whether it is that of an image."""

_HINT = re.compile(r"\]\(|\]:|<[A-Za-z]")
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(
    r"\]\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>(?:\\.|[^\s()<\\]|\((?:\\.|[^\s()\\])*\))"
    r"(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_INSIDE = r"(?:[ \t]*(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))*[ \t]*"
_DEFINITION = re.compile(
    rf"^(?P<inside>{_INSIDE})\[(?!\^)(?:[^\[\]\\]|\\.)+\]:[ \t]*(?:\n{_INSIDE})?"
    r"(?:<(?P<angle>[^<>\n]+)>|(?P<bare>[^\s<]\S*))"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$",
    re.MULTILINE,
)
_ITEM = re.compile(r"[-*+.)]")
_AUTOLINK = re.compile(r"<(?P<bare>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_VALUE = r"(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\")"
_TAG = re.compile(
    r"<(?P<tag>[A-Za-z][A-Za-z0-9-]*+)"
    rf"(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+{_VALUE})?)*+\s*+/?>"
)
_ATTRIBUTE = re.compile(rf"\s(?P<name>[A-Za-z_:][\w.:-]*+)\s*+=\s*+(?P<value>{_VALUE})")
_LEADING = {("a", "href"): False, ("img", "src"): True}
"""The attributes of typed tags that lead anywhere on a page, and whether to an image."""

_RAW = re.compile(r"<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHOWN = frozenset({BlockKind.WORDS, BlockKind.HEADING, BlockKind.UNDERLINED})


def find_links(lines: Lines, blocks: tuple[Block, ...]) -> tuple[Link, ...]:
    """Return the links in `lines`, whose blocks are given, in order of place."""
    found: list[Link] = []
    for kind, part in _parts(lines, blocks):
        if kind in _SHOWN:
            found += _links_in(part, _targets)
        elif kind is BlockKind.CODE and _RAW.search(part.texts[0]):
            found += _links_in(part, _targets_of_tags)
    return tuple(sorted(found, key=lambda link: link.span))


def _parts(lines: Lines, blocks: tuple[Block, ...]) -> Iterator[tuple[BlockKind, Lines]]:
    """Yield blocks, those of words in one that follow each other: a link may go on in the next."""
    for kind, same in groupby(blocks, key=lambda block: block.kind):
        start = end = -1
        for block in same:
            if kind is not BlockKind.WORDS or block.start != end:
                if end > 0:
                    yield kind, lines.part(start, end)
                start = block.start
            end = block.end
        yield kind, lines.part(start, end)


def _links_in(lines: Lines, targets: Callable[[str], Iterator[Found]]) -> list[Link]:
    text = "\n".join(lines.texts)
    if not _HINT.search(text):
        return []
    text = _COMMENT.sub(_blank, _CODE.sub(_blank, text))
    starts = [0]
    for each in lines.texts:
        starts.append(starts[-1] + len(each) + 1)
    return [
        Link(target, _span(lines, starts, at, length), image)
        for target, at, length, image in targets(text)
    ]


def _blank(found: re.Match[str]) -> str:
    """Keep length and line ends, so that every place stays."""
    return "".join(c if c == "\n" else " " for c in found[0])


def _span(lines: Lines, starts: list[int], at: int, length: int) -> Span:
    index = bisect_right(starts, at) - 1
    return Span(lines.path, lines.first + index, at - starts[index] + 1, max(length, 1))


def _targets(text: str) -> Iterator[Found]:
    for link in _INLINE.finditer(text):
        opening = _opening(text, link.start())
        if opening is not None:
            yield *_target(link), text[opening - 1 : opening] == "!"
    for link in _definitions(text):
        yield *_target(link), False
    for link in _AUTOLINK.finditer(text):
        yield *_target(link), False
    yield from _targets_of_tags(text)


def _targets_of_tags(text: str) -> Iterator[Found]:
    for tag in _TAG.finditer(text):
        for attribute in _ATTRIBUTE.finditer(tag[0]):
            image = _LEADING.get((tag["tag"].casefold(), attribute["name"].casefold()))
            if image is not None:
                value = attribute["value"]
                quotes = value[:1] in {"'", '"'}
                at = tag.start() + attribute.start("value") + quotes
                typed = value[1:-1] if quotes else value
                yield _clean(typed).strip(), at, len(typed), image


def _definitions(text: str) -> Iterator[re.Match[str]]:
    """Yield the definitions of references. One that goes on from a line of words is words too."""
    end = -1
    for found in _DEFINITION.finditer(text):
        above = text[: found.start()].rpartition("\n")[0].rpartition("\n")[2]
        goes_on = above.strip("> \t") and found.start() != end + 1
        if not goes_on or _ITEM.search(found["inside"]):
            end = found.end()
            yield found


def _target(link: re.Match[str]) -> tuple[str, int, int]:
    name = "angle" if "angle" in link.re.groupindex and link["angle"] is not None else "bare"
    return _clean(_ESCAPE.sub(r"\1", link[name])), link.start(name), len(link[name])


def _clean(target: str) -> str:
    return without_invisible(_ENTITY.sub(lambda found: unescape(found[0]), target))


def _opening(text: str, close: int) -> int | None:
    """Return where the bracket that `]` at `close` closes was opened, None if nowhere near."""
    depth = 0
    for at in range(close, max(close - 1000, -1), -1):
        if at and text[at - 1] == "\\":
            continue
        if text[at] == "]":
            depth += 1
        elif text[at] == "[":
            depth -= 1
            if depth == 0:
                return at
    return None
