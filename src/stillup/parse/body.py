"""The body of a post, cut at its updates: a summary, then sections with headings."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec

from stillup.model.diagnostic import Problems
from stillup.model.text import Text
from stillup.parse.blocks import Block, BlockKind, scan_blocks
from stillup.parse.gaps import warn_of_gaps
from stillup.parse.headings import Heading, Speech, is_update_like, read_heading
from stillup.parse.lines import Lines, without_invisible
from stillup.parse.update_words import likeness, warn_of_updates_in_text

_UPDATE_LEVEL = 2
_TIGHT = re.compile(r"#{2}[^# \t]")


class Section(msgspec.Struct, frozen=True):
    """The lines below one heading, up to the next. The summary has no heading."""

    heading: Heading | None
    lines: Lines


class Body(msgspec.Struct, frozen=True):
    """The body of a post, cut at its updates."""

    lines: Lines
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    opaque: frozenset[int]

    @property
    def summary(self) -> Lines:
        """What stands before the first update."""
        return self.sections[0].lines

    @property
    def updates(self) -> tuple[Section, ...]:
        """The sections with a heading."""
        return self.sections[1:]


def cut_body(
    lines: Lines, speech: Speech, zone: ZoneInfo, problems: Problems, near: date | None = None
) -> Body:
    """Find the updates in `lines`, and report what looks like one and is none.

    `near` is the day of the post, as far as its file name says it.
    """
    blocks = scan_blocks(lines, problems)
    headings: list[Heading] = []
    opaque: set[int] = set()
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            if heading := _heading(lines, block, speech, zone, problems, near=near):
                headings.append(heading)
                near = heading.at.local.date() if heading.at else near
        elif block.kind is BlockKind.UNDERLINED:
            _report_underlined(lines, block, speech, problems)
        elif block.kind is BlockKind.WORDS:
            _refuse_tight(lines, block, speech, problems)
        else:
            opaque.update(range(block.start, block.end))
            _warn_swallowed(lines, block, speech, problems)
    warn_of_updates_in_text(lines, blocks, headings, speech, problems)
    warn_of_gaps(lines, blocks, problems)
    return Body(lines, blocks, tuple(_sections(lines, headings)), frozenset(opaque))


def _sections(lines: Lines, headings: list[Heading]) -> Iterator[Section]:
    starts = [heading.place.line for heading in headings]
    yield Section(None, lines.part(lines.first, starts[0] if starts else lines.end))
    for heading, (_, end) in zip(headings, pairwise([*starts, lines.end]), strict=True):
        yield Section(heading, lines.part(heading.place.line + 1, end))


def text_of(lines: Lines, start: int, *, prefix: str, language: str = "") -> Text:
    """Return the Markdown from line `start` on, without blank lines round it."""
    texts, first, end = lines.texts, start - lines.first, len(lines.texts)
    while first < end and not texts[first].strip():
        first += 1
    while end > first and not texts[end - 1].strip():
        end -= 1
    markdown = without_invisible("\n".join(texts[first:end]))
    return Text(markdown, lines.path, lines.first + first, prefix, language)


def _heading(
    lines: Lines,
    block: Block,
    speech: Speech,
    zone: ZoneInfo,
    problems: Problems,
    *,
    near: date | None,
) -> Heading | None:
    place = lines.place(block.start)
    if block.level == _UPDATE_LEVEL and block.column == 1:
        return read_heading(place, speech, zone, problems, near=near)
    flat = place.written[: block.column - 1].strip() == ""
    if is_update_like(place.written, speech) or (flat and block.level == _UPDATE_LEVEL):
        fixed = "## " + place.written.strip().lstrip("#").strip()
        problems.error(
            "heading-level",
            place.span,
            "an update begins with `## ` at the very start of the line",
            help="write the line so:",
            fix=fixed if is_update_like(place.written, speech) else "#" + fixed,
        )
    return None


def _refuse_tight(lines: Lines, block: Block, speech: Speech, problems: Problems) -> None:
    """Report `##Resolved …`, which is no heading; nor is one with a blank that never breaks."""
    for number in range(block.start, block.end):
        text = lines.texts[number - lines.first]
        if text[:2] == "##" and _TIGHT.match(text) and is_update_like(text, speech):
            blank = "plain blank" if text[2].isspace() else "blank"
            problems.error(
                "heading-level",
                lines.place(number).span,
                f"there is no {blank} behind `##`, so this line begins no update",
                help="write the line so:",
                fix=f"## {text[2:].strip()}",
            )


def _warn_swallowed(lines: Lines, block: Block, speech: Speech, problems: Problems) -> None:
    if block.kind is not BlockKind.CODE:
        return
    for number in range(block.start + 1, block.end):
        text = lines.texts[number - lines.first]
        if text[:3] == "## " and is_update_like(text, speech):
            problems.warning(
                "update-in-code",
                lines.place(number).span,
                "this line looks like an update, and it stands in code",
                notes=(f"the code begins in line {block.start}",),
                help="if it is an update, end the code above it; if not, indent it by a blank",
            )


def _report_underlined(lines: Lines, block: Block, speech: Speech, problems: Problems) -> None:
    underline = lines.place(block.end - 1)
    above = lines.place(block.end - 2).written
    meant = likeness(above, speech)
    across = underline.words.strip()[0] == "-" and not (meant and meant.fix)
    problems.error(
        "underlined-heading",
        underline.span,
        "this line makes a heading of the words above it",
        help="put a blank line above it, if it is meant as a line across the page:"
        if across
        else "an update begins with `## `; write one line for the two:"
        if meant and meant.fix
        else "write the heading with `### ` in front:",
        fix=f"{above}\n\n---" if across else (meant.fix if meant else "") or f"### {above.strip()}",
    )
