"""The body of a post: a summary, then updates."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from stillup.model.diagnostic import Problems
from stillup.model.post import NOWHERE, Action, Update
from stillup.model.status import Impact, UpdateStatus
from stillup.model.text import Text
from stillup.parse.actions import read_actions
from stillup.parse.blocks import Block, BlockKind, scan_blocks
from stillup.parse.components import read_marks
from stillup.parse.edits import read_edit
from stillup.parse.fields import read_choice, read_flag
from stillup.parse.headings import Heading, Speech, is_update_like, read_heading
from stillup.parse.ids import read_id
from stillup.parse.instants import Instant, read_moment
from stillup.parse.lines import Lines
from stillup.parse.promises import read_ended, read_next
from stillup.parse.update_fields import OF_INCIDENTS, OF_MAINTENANCE, UpdateFields

_UPDATE_LEVEL = 2
_TIGHT = re.compile(r"#{2}[^#\s]")


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


def cut_body(lines: Lines, speech: Speech, zone: ZoneInfo, problems: Problems) -> Body:
    """Find the updates in `lines`, and report what looks like one and is none."""
    blocks = scan_blocks(lines, problems)
    headings: list[Heading] = []
    opaque: set[int] = set()
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            if heading := _heading(lines, block, speech, zone, problems):
                headings.append(heading)
        elif block.kind is BlockKind.UNDERLINED:
            _report_underlined(lines, block, problems)
        elif block.kind is BlockKind.WORDS:
            _refuse_tight(lines, block, speech, problems)
        else:
            opaque.update(range(block.start, block.end))
            _warn_swallowed(lines, block, speech, problems)
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
    return Text("\n".join(texts[first:end]), lines.path, lines.first + first, prefix, language)


def read_updates(
    body: Body, post: str, zone: ZoneInfo, problems: Problems, *, maintenance: bool
) -> tuple[Update, ...]:
    """Return the updates, ordered by time."""
    known = OF_MAINTENANCE if maintenance else OF_INCIDENTS
    reader = _Reader(body, post, zone, known, problems)
    found = [reader.read(each, each.heading) for each in body.updates if each.heading]
    return tuple(sorted((u for u in found if u), key=lambda update: (update.at, update.id)))


class _Reader(msgspec.Struct, frozen=True):
    """What is the same for all updates of one post."""

    body: Body
    post: str
    zone: ZoneInfo
    known: tuple[str, ...]
    problems: Problems

    def read(self, section: Section, heading: Heading) -> Update | None:
        """Return one update, None if nobody can tell when it was."""
        fields = UpdateFields(section.lines, self.known, self.problems)
        facts = self._facts(fields, section, heading)
        if heading.at is None:
            return None
        name = update_id(fields, heading.at, self.problems)
        prefix = f"{self.post}-{name}-"
        return Update(
            id=name,
            status=heading.status or UpdateStatus.UPDATE,
            at=heading.at.at,
            text=text_of(section.lines, fields.text_starts, prefix=prefix),
            span=heading.place.span,
            **self._promises(fields, heading.at),
            **facts,
        )

    def _facts(self, fields: UpdateFields, section: Section, heading: Heading) -> dict[str, Any]:
        """Return what does not lean on the update's time. Any: the fields' types differ."""
        zone, problems = self.zone, self.problems
        author, impact, marks = (fields.one(n) for n in ("author", "impact", "components"))
        flag, starts, ends = (fields.one(n) for n in ("retrospective", "starts", "ends"))
        edits = [read_edit(scalar, zone, problems) for scalar in fields.every("edited")]
        return {
            "components": read_marks(marks, problems),
            "impact": read_choice(impact, "impact", Impact, problems) if impact else None,
            "author": author.text if author else "",
            "author_span": author.place.span if author else heading.place.span,
            "edits": tuple(edit for edit in edits if edit),
            "retrospective": read_flag(flag, "retrospective", problems) if flag else False,
            "actions": self._actions(fields, section, heading),
            "starts": read_moment(starts, zone, problems) if starts else None,
            "ends": read_moment(ends, zone, problems, is_end=True) if ends else None,
        }

    def _promises(self, fields: UpdateFields, at: Instant) -> dict[str, Any]:
        """Return what leans on the update's time."""
        later, ended = fields.one("next_update"), fields.one("ended")
        return {
            "next_update": read_next(later, at, self.zone, self.problems) if later else None,
            "ended": read_ended(ended, at, self.zone, self.problems) if ended else None,
            "ended_span": ended.place.span if ended else NOWHERE,
        }

    def _actions(
        self, fields: UpdateFields, section: Section, heading: Heading
    ) -> tuple[Action, ...]:
        if heading.status is not UpdateStatus.POSTMORTEM:
            return ()
        text = section.lines.part(fields.text_starts, section.lines.end)
        return read_actions(text, self.body.opaque, self.problems)


def update_id(fields: UpdateFields, at: Instant, problems: Problems) -> str:
    """Return the id kept from earlier, else the time as written, digit for digit."""
    kept = fields.one("id")
    return (read_id(kept, problems) if kept else "") or f"u{at.digits}"


def _heading(
    lines: Lines, block: Block, speech: Speech, zone: ZoneInfo, problems: Problems
) -> Heading | None:
    place = lines.place(block.start)
    if block.level == _UPDATE_LEVEL and block.column == 1:
        return read_heading(place, speech, zone, problems)
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
    """Report `##Resolved …`, which is no heading."""
    for number in range(block.start, block.end):
        text = lines.texts[number - lines.first]
        if text[:2] == "##" and _TIGHT.match(text) and is_update_like(text, speech):
            problems.error(
                "heading-level",
                lines.place(number).span,
                "there is no blank behind `##`, so this line begins no update",
                help="write the line so:",
                fix=f"## {text[2:]}",
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


def _report_underlined(lines: Lines, block: Block, problems: Problems) -> None:
    underline = lines.place(block.end - 1)
    above = lines.place(block.end - 2).written
    problems.error(
        "underlined-heading",
        underline.span,
        "this line makes a heading of the words above it",
        help="put a blank line above it, if it is meant as a line across the page:"
        if underline.words.strip()[0] == "-"
        else "write the heading with `### ` in front:",
        fix=f"{above}\n\n---" if underline.words.strip()[0] == "-" else f"### {above.strip()}",
    )
