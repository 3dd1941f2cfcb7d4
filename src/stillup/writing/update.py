"""A new update in a file that somebody wrote: where they would put it, as they would write it."""

from collections.abc import Iterable

import msgspec

from stillup.model.status import UpdateStatus
from stillup.parse.blocks import BlockKind
from stillup.writing.blocks import without_ends
from stillup.writing.edited import Edited, Refused
from stillup.writing.heading import heading_like, write_heading
from stillup.writing.layout import Layout, Part, is_newest_first, read_layout
from stillup.writing.one_line import field_value
from stillup.writing.prose import typed

_MOST_BLANK = 3


class NewUpdate(msgspec.Struct, frozen=True, kw_only=True):
    """An update to be written.

    `at` is the time as it will stand in the heading, `2026-11-21 13:10`, with a zone if it needs
    one. `fields` are names with values, in this order. `text` is Markdown as typed: whatever
    stands in it, it becomes the text of this one update.
    """

    status: UpdateStatus
    at: str
    fields: tuple[tuple[str, str], ...] = ()
    text: str = ""


def add_update(data: bytes, update: NewUpdate) -> Edited | Refused:
    """Add an update behind the last one, or above the first where the newest stands first.

    The heading is written as the others in the file are. Code or a comment that is left open
    would swallow what comes below it, so such a file is refused.
    """
    layout = read_layout(data)
    if isinstance(layout, Refused):
        return layout
    if layout.left_open:
        return layout.left_open
    on_top = is_newest_first(layout.parts)
    heading = _heading(layout, update, on_top=on_top)
    added = _added(layout, typed_update(update, heading), on_top=on_top)
    if isinstance(added, Refused) and (meek := without_ends(update.text)) != update.text:
        update = msgspec.structs.replace(update, text=meek)
        return _added(layout, typed_update(update, heading), on_top=on_top)
    return added


def _added(layout: Layout, lines: list[str], *, on_top: bool) -> Edited | Refused:
    edited = _on_top(layout, lines) if on_top else _below(layout, lines)
    return _swallowed(edited, layout) or edited


def update_lines(heading: str, fields: Iterable[tuple[str, str]], text: str) -> list[str]:
    """Return the lines of an update as we write them. `text` is settled."""
    head = [heading, *(f"{name}: {field_value(value)}" for name, value in fields)]
    return [*head, "", *text.split("\n")] if text else head


def typed_update(update: NewUpdate, heading: str) -> list[str]:
    """Return the lines of a new update below `heading`."""
    return update_lines(heading, update.fields, typed(update.text, begins_update=True))


def _heading(layout: Layout, update: NewUpdate, *, on_top: bool) -> str:
    if not layout.parts:
        return write_heading(update.status, update.at)
    models = [part.text for part in layout.parts]
    return heading_like(models, models[0 if on_top else -1], update.status, update.at)


def _on_top(layout: Layout, lines: list[str]) -> Edited:
    first, second = layout.parts[:2]
    at = first.line
    above = [""] if at - 1 > layout.closing and layout.written.texts[at - 2].strip() else []
    below = [""] * _gap(layout, second)
    written = layout.written.inserted(at, [*above, *lines, *below])
    return _edited(written.data, at + len(above), lines)


def _below(layout: Layout, lines: list[str]) -> Edited:
    gap = _gap(layout, layout.parts[-1]) if len(layout.parts) > 1 else 1
    at = layout.last_line + 1
    written = layout.written.inserted(at, [*[""] * gap, *lines])
    return _edited(written.data, at + gap, lines)


def _edited(data: bytes, first: int, lines: list[str]) -> Edited:
    return Edited(data, first, first + len(lines) - 1)


def _gap(layout: Layout, part: Part) -> int:
    """Return how many blank lines stand above an update; one is the least."""
    texts, count = layout.written.texts, 0
    while not texts[part.line - 2 - count].strip():
        count += 1
    return min(max(count, 1), _MOST_BLANK)


def _swallowed(edited: Edited, before: Layout) -> Refused | None:
    """Return why the new update would not be one, though nothing was found to be open."""
    after = read_layout(edited.data)
    if isinstance(after, Refused):
        return after
    wanted = [part.text for part in before.parts]
    found = [part.text for part in after.parts if part.line != edited.first]
    if found == wanted and len(after.parts) == len(wanted) + 1:
        return after.left_open
    opened = next(
        (b for b in after.blocks if b.kind is BlockKind.CODE and b.end > edited.first), None
    )
    line = opened.start if opened else edited.first
    return Refused(
        line,
        f"`{after.written.texts[line - 1].strip()}` begins something that nothing ends",
        "end it, or write its `<` as `&lt;`",
    )
