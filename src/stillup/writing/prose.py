"""Foreign Markdown made safe inside our files: no word of it becomes structure by accident."""

import re

import msgspec

from stillup.parse.blocks import Block, BlockKind
from stillup.parse.fields import ELSEWHERE, key_name
from stillup.parse.headings import Speech, is_update_like
from stillup.parse.lines import without_invisible
from stillup.parse.near_fields import mended_field
from stillup.parse.nearness import nearest
from stillup.parse.update_fields import OF_INCIDENTS, OF_MAINTENANCE
from stillup.parse.vocabulary import WORDS
from stillup.writing.blocks import closed, scan, shown
from stillup.writing.one_line import writable

_FIELDS = (*OF_INCIDENTS, *OF_MAINTENANCE)
_SIGN = re.compile(r"[:=]|(?<=\w)_(?=\w)")
_FIELD = re.compile(r"[ \t\u00a0]*([A-Za-z][A-Za-z _-]{0,30}?)(?=[ \t]*[:\uff1a])")
_WIDE = "\uff1a"
_NEAR = 0.75
_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)")
_SPEECHES = tuple(Speech(lang, maintenance=planned) for lang in WORDS for planned in (False, True))
_CODE = 4
_LOWEST = 3
_DEEPEST = 6
_LONGEST_SEPARATOR = 3


class Change(msgspec.Struct, frozen=True):
    """What had to be changed. `line` counts from 0; `kind` is a kind of doubt."""

    line: int
    kind: str
    what: str


class Settled(msgspec.Struct, frozen=True):
    """A text that holds nothing an update could be mistaken for, and what was changed."""

    text: str
    changes: tuple[Change, ...] = ()


def settled(text: str, *, begins_update: bool) -> str:
    """Return `text` ready to stand in a post."""
    return settle(text, begins_update=begins_update).text


def typed(text: str, *, begins_update: bool) -> str:
    """Return what a person has just typed, ready to stand in a post, with every word to be read.

    What they leave open is closed, or shown as the sign that they typed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return settled(shown(without_invisible(writable(text))), begins_update=begins_update)


def settle(text: str, *, begins_update: bool) -> Settled:
    """Make `text` ready to stand in a post: below a heading, or before the first one.

    Headings go down to the third level and below; underlined headings become marked ones; what
    reads like an update or a field is kept text; open code and comments are closed.
    """
    changes: list[Change] = []
    text, added = closed(text)
    lines = _without_underlines(_without_conflicts(text.split("\n")), changes)
    lines = _without_updates(_lowered(lines, changes), changes)
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    if lines and begins_update and (meek := _unfielded(lines[0])) != lines[0]:
        lines = _fenced(lines) if _is_code(lines[0]) else [meek, *lines[1:]]
    what = "code or a comment was open at the end"
    changes += [Change(len(lines) - 1, "unclosed", f"{what}; `{line}` ends it") for line in added]
    return Settled("\n".join(lines), tuple(changes))


def is_heading_underline(dashes: str) -> bool:
    """Whether a line under text was meant as a heading: two or three dashes part two texts."""
    return dashes[0] == "=" or len(dashes) > _LONGEST_SEPARATOR


def _without_underlines(lines: list[str], changes: list[Change]) -> list[str]:
    """Turn underlined headings into marked ones, and lines of dashes under text into rules."""
    written = list(lines)
    for block in reversed(scan(lines).blocks):
        if block.kind is BlockKind.UNDERLINED:
            written[block.start - 1 : block.end - 1] = _marked(lines, block, changes)
    return written


def _marked(lines: list[str], block: Block, changes: list[Change]) -> list[str]:
    *words, underline = lines[block.start - 1 : block.end - 1]
    if is_heading_underline(underline.strip()):
        changes.append(Change(block.end - 2, "heading", f"`{words[-1].strip()}` was underlined"))
        level = "#" if underline.strip()[0] == "=" else "##"
        return [f"{level} {' '.join(word.strip() for word in words)}", ""]
    what = "a line of dashes made the text above it a heading"
    changes.append(Change(block.end - 2, "heading", what))
    return [*words, "", "---", ""]


def _lowered(lines: list[str], changes: list[Change]) -> list[str]:
    """Move all headings down together until the highest is on the third level."""
    found = [block for block in scan(lines).blocks if block.kind is BlockKind.HEADING]
    steps = _LOWEST - min((block.level for block in found), default=_LOWEST)
    if steps <= 0:
        return lines
    written = list(lines)
    for block in found:
        line, at = lines[block.start - 1], block.column - 1
        level = min(block.level + steps, _DEEPEST)
        written[block.start - 1] = line[:at] + "#" * level + line[at + block.level :]
        what = f"`{line.strip()}` went down by {steps}"
        changes.append(Change(block.start - 1, "heading", what))
    return written


def _without_conflicts(lines: list[str]) -> list[str]:
    """Keep marks of a merge conflict mere words."""
    scanned = scan(lines)
    return [
        (f"\\{line}" if scanned.is_words(number) else f" {line}") if _CONFLICT.match(line) else line
        for number, line in enumerate(lines)
    ]


def _without_updates(lines: list[str], changes: list[Change]) -> list[str]:
    """Keep headings with a status and a day mere words."""
    written = list(lines)
    scanned = scan(lines)
    headings = {b.start - 1 for b in scanned.blocks if b.kind is BlockKind.HEADING}
    for number, line in enumerate(lines):
        is_words = scanned.is_words(number)
        if is_words and any(is_update_like(line, speech) for speech in _SPEECHES):
            words = line.strip().strip("#").strip()
            written[number] = f"**{words}**" if number in headings else f"\\{line.lstrip()}"
            changes.append(Change(number, "heading", f"`{line.strip()}` looked like an update"))
    return written


def _is_code(line: str) -> bool:
    return line.expandtabs(_CODE)[:_CODE].isspace()


def _fenced(lines: list[str]) -> list[str]:
    """Return a text that begins with indented code with a fence round it instead."""
    end = next(
        (n for n, line in enumerate(lines) if line.strip() and not _is_code(line)), len(lines)
    )
    code = [line.expandtabs(_CODE)[_CODE:] for line in lines[:end]]
    while not code[-1]:
        code.pop()
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", "\n".join(code))), 3)
    return [fence, *code, fence, *lines[len(code) :]]


def _unfielded(line: str) -> str:
    """Return a first line that can't be read as a field; it shows the same."""
    if mended_field(line, _FIELDS):
        at = _SIGN.search(line)
        return f"{line[: at.start()]}\\{line[at.start() :]}" if at else line
    found = _FIELD.match(line)
    if found is None:
        return line
    name = key_name(found[1]).casefold()
    looks_like_one = name in _FIELDS or name in ELSEWHERE or nearest(name, _FIELDS, _NEAR)
    colon = found.end() + len(line[found.end() :]) - len(line[found.end() :].lstrip(" \t"))
    if looks_like_one and line[colon] == _WIDE:
        return f"{line[:colon]}&#{ord(_WIDE)};{line[colon + 1 :]}"
    return f"{line[:colon]}\\{line[colon:]}" if looks_like_one else line
