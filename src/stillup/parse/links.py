"""Every link and image of a text, with its place. Code and comments are left out."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from stillup.model.diagnostic import Span
from stillup.model.parsed import Link
from stillup.parse.blocks import Block, BlockKind
from stillup.parse.lines import Lines

_HINT = re.compile(r"\]\(|\]:|<[A-Za-z]")
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(
    r"\]\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>(?:\\.|[^\s()<\\]|\((?:\\.|[^\s()\\])*\))"
    r"(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)(?:[^\[\]\\]|\\.)+\]:[ \t]*\n?[ \t]*"
    r"(?:<(?P<angle>[^<>\n]+)>|(?P<bare>[^\s<]\S*))",
    re.MULTILINE,
)
_AUTOLINK = re.compile(r"<(?P<bare>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_TAG = re.compile(r"<[A-Za-z][A-Za-z0-9-]*(?:\s+[^<>]*?)?/?>", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"\s(?P<name>href|src|poster|data)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>`]+))",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHOWN = frozenset({BlockKind.WORDS, BlockKind.HEADING, BlockKind.UNDERLINED})


def find_links(lines: Lines, blocks: tuple[Block, ...]) -> tuple[Link, ...]:
    """Return the links in `lines`, whose blocks are given, in order of place."""
    found: list[Link] = []
    for block in blocks:
        if block.kind in _SHOWN:
            found += _links_in(lines.part(block.start, block.end))
    return tuple(sorted(found, key=lambda link: link.span))


def _links_in(lines: Lines) -> list[Link]:
    text = "\n".join(lines.texts)
    if not _HINT.search(text):
        return []
    text = _COMMENT.sub(_blank, _CODE.sub(_blank, text))
    starts = [0]
    for each in lines.texts:
        starts.append(starts[-1] + len(each) + 1)
    return [
        Link(target, _span(lines, starts, at, length), image)
        for target, at, length, image in _targets(text)
    ]


def _blank(found: re.Match[str]) -> str:
    """Keep length and line ends, so that every place stays."""
    return "".join(c if c == "\n" else " " for c in found[0])


def _span(lines: Lines, starts: list[int], at: int, length: int) -> Span:
    index = bisect_right(starts, at) - 1
    return Span(lines.path, lines.first + index, at - starts[index] + 1, max(length, 1))


def _targets(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Yield target, offset, length, and whether it is an image."""
    for link in _INLINE.finditer(text):
        opening = _opening(text, link.start())
        if opening is not None:
            yield *_target(link), text[opening - 1 : opening] == "!"
    for link in _DEFINITION.finditer(text):
        yield *_target(link), False
    for link in _AUTOLINK.finditer(text):
        yield *_target(link), False
    for tag in _TAG.finditer(text):
        for attribute in _ATTRIBUTE.finditer(tag[0]):
            name = next(n for n in ("double", "single", "bare") if attribute[n] is not None)
            at = tag.start() + attribute.start(name)
            image = attribute["name"].casefold() in {"src", "poster"}
            yield attribute[name].strip(), at, len(attribute[name]), image


def _target(link: re.Match[str]) -> tuple[str, int, int]:
    name = "angle" if "angle" in link.re.groupindex and link["angle"] is not None else "bare"
    return _ESCAPE.sub(r"\1", link[name]), link.start(name), len(link[name])


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
