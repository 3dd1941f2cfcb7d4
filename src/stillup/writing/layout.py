"""Where things stand in a file as somebody wrote it: its keys, its updates."""

from datetime import UTC, datetime
from itertools import pairwise

import msgspec

from stillup.model.diagnostic import Problems
from stillup.parse.blocks import Block, BlockKind, scan_blocks
from stillup.parse.front_matter import split_front_matter
from stillup.parse.headings import Heading, Speech, read_heading
from stillup.parse.lines import Lines
from stillup.parse.nodes import Mapping
from stillup.parse.update_fields import OF_INCIDENTS, OF_MAINTENANCE, UpdateFields
from stillup.parse.updates import update_id
from stillup.parse.zones import zone_of
from stillup.writing.edited import Refused, refused
from stillup.writing.written import Written, read_written

_SPEECH = Speech("en", maintenance=False)
_FIELDS = tuple(dict.fromkeys((*OF_INCIDENTS, *OF_MAINTENANCE)))
_UPDATE_LEVEL = 2
_UNTRUSTED = frozenset({"missing-fence", "missing-front-matter"})


class Part(msgspec.Struct, frozen=True):
    """One update: the line of its heading, and the line after its last one.

    `at` takes a time without a zone as UTC: good for the order of updates, and for nothing else.
    """

    line: int
    end: int
    text: str
    at: datetime | None


class Layout(msgspec.Struct, frozen=True):
    """A file taken apart. `opening` and `closing` are the lines `---` round its keys.

    `left_open` is what begins in the body and never ends: code, or a comment. `unread` is why
    the keys, or one of them, can't be read.
    """

    written: Written
    opening: int
    closing: int
    keys: Mapping
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    left_open: Refused | None = None
    unread: Refused | None = None

    @property
    def body(self) -> Lines:
        """The lines below the keys."""
        lines = self.written.lines
        return lines.part(self.closing + 1, lines.end)

    @property
    def last_line(self) -> int:
        """The last line that is not blank."""
        texts = self.written.texts
        return next(n for n in range(len(texts), 0, -1) if texts[n - 1].strip())


def read_layout(data: bytes) -> Layout | Refused:
    """Take a file apart; refuse one whose keys have no clear end."""
    written = read_written(data)
    if isinstance(written, Refused):
        return written
    problems = Problems()
    found = split_front_matter(written.lines, problems)
    if wrong := next((d for d in problems if d.code in _UNTRUSTED), None):
        return refused(wrong)
    assert found is not None  # noqa: S101 - what has no keys was reported
    keys, body = found
    left = Problems()
    blocks = scan_blocks(body, left)
    parts = tuple(_parts(body, blocks))
    opened = next((refused(d) for d in left.frozen() if d.code.startswith("unclosed")), None)
    unread = next((refused(d) for d in problems.frozen() if d.is_error), None)
    return Layout(written, keys.place.line, body.first - 1, keys, parts, blocks, opened, unread)


def _parts(body: Lines, blocks: tuple[Block, ...]) -> list[Part]:
    starts = [
        block.start
        for block in blocks
        if block.kind is BlockKind.HEADING and block.level == _UPDATE_LEVEL and block.column == 1
    ]
    return [_part(body, start, end) for start, end in pairwise([*starts, body.end])]


def _part(body: Lines, start: int, end: int) -> Part:
    heading = _read(body, start)
    at = heading.at.at if heading and heading.at else None
    return Part(start, end, body.place(start).written, at)


def _read(body: Lines, line: int) -> Heading | None:
    return read_heading(body.place(line), _SPEECH, zone_of("UTC"), Problems())


def fields_of(layout: Layout, part: Part) -> UpdateFields:
    """Return the fields of one update."""
    lines = layout.written.lines.part(part.line + 1, part.end)
    return UpdateFields(lines, _FIELDS, Problems())


def ids_of(layout: Layout) -> tuple[str, ...]:
    """Return the ids of the updates, in the order of the file."""
    return tuple(name for part in layout.parts if (name := _id(layout, part)))


def find_part(layout: Layout, name: str) -> Part | None:
    """Return the update with that id."""
    return next((part for part in layout.parts if _id(layout, part) == name), None)


def _id(layout: Layout, part: Part) -> str:
    heading = _read(layout.body, part.line)
    if heading is None or heading.at is None:
        return ""
    return update_id(fields_of(layout, part), heading.at, Problems())


def is_newest_first(parts: tuple[Part, ...]) -> bool:
    """Whether most updates stand above the one that came before them."""
    known = [part.at.astimezone(UTC) for part in parts if part.at]
    steps = [(after > before) - (after < before) for before, after in pairwise(known)]
    return sum(steps) < 0
