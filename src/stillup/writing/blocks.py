"""The lines of a foreign Markdown text: which are words, and how what was left open is closed."""

import re

import msgspec

from stillup.model.diagnostic import Problems
from stillup.parse.blocks import Block, BlockKind, scan_blocks
from stillup.parse.lines import Lines

_RAW = re.compile(
    r"(?P<before>[ \t>*+.)0-9-]*)<(?P<name>pre|script|style|textarea)\b", re.IGNORECASE
)
_RAW_END = re.compile(r"</(?=(?:pre|script|style|textarea)>)", re.IGNORECASE)
_FENCE = re.compile(r"`{3,}|~{3,}")
_MOST = 20


class Scan(msgspec.Struct, frozen=True):
    """The blocks of a text whose lines count from 1, as everywhere in `parse`."""

    blocks: tuple[Block, ...]
    words: frozenset[int]

    def is_words(self, index: int) -> bool:
        """Whether a line, counted from 0, is neither code nor comment."""
        return index + 1 in self.words


def scan(lines: list[str]) -> Scan:
    """Return the blocks of `lines`."""
    blocks = scan_blocks(Lines("", lines), Problems())
    verbatim = {BlockKind.CODE, BlockKind.COMMENT}
    hidden = {n for b in blocks if b.kind in verbatim for n in range(b.start, b.end)}
    return Scan(blocks, frozenset(range(1, len(lines) + 1)) - hidden)


def closed(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text in which no code and no comment is left open, and the lines that were added.

    A reader of Markdown ends what is open with the text, and so does this. A comment behind words
    that it would show stays to be seen.
    """
    added: list[str] = []
    lines = text.split("\n")
    for _ in range(_MOST):
        problems = Problems()
        scan_blocks(Lines("", lines), problems)
        opened = next(iter(problems.frozen()), None)
        if opened is None:
            break
        line, at = opened.span.line - 1, opened.span.column - 1
        if opened.code != "unclosed-code" and lines[line][:at].strip():
            lines[line] = f"{lines[line][:at]}&lt;{lines[line][at + 1 :]}"
            continue
        found = _FENCE.search(lines[line])
        is_code = opened.code == "unclosed-code" and found is not None
        added.append(found[0] if is_code and found else "-->")
        lines.append(added[-1])
    return "\n".join(lines), tuple(added)


def shown(text: str) -> str:
    """Return a text in which what would hide all that is behind it is there to be read.

    That is the beginning of a comment, or of an element such as `<pre>`, that never ends.
    """
    lines = text.split("\n")
    for _ in range(text.count("<")):
        at = _hiding(lines)
        if at is None:
            break
        line, column = at
        lines[line] = f"{lines[line][:column]}&lt;{lines[line][column + 1 :]}"
    return "\n".join(lines)


def without_ends(text: str) -> str:
    """Return a text whose words end no element such as `<pre>` that began above it."""
    lines = text.split("\n")
    scanned = scan(lines)
    return "\n".join(
        _RAW_END.sub("&lt;/", line) if scanned.is_words(number) else line
        for number, line in enumerate(lines)
    )


def _hiding(lines: list[str]) -> tuple[int, int] | None:
    """Return line and column, counted from 0, of the first sign that hides what follows."""
    problems = Problems()
    blocks = scan_blocks(Lines("", lines), problems)
    opened = [d.span for d in problems.frozen() if d.code == "unclosed-comment"]
    if opened:
        return opened[0].line - 1, opened[0].column - 1
    for block in blocks:
        for line in range(block.start - 1, block.end - 1) if block.kind is BlockKind.WORDS else ():
            if found := _RAW.match(lines[line]):
                return line, found.end("before")
    return None
