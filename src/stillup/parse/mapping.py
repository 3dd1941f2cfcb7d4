"""YAML to nodes with positions. Every scalar is a string; what YAML hides is refused.

Read from events rather than composed: nothing recurses, and an alias is refused before it could
multiply anything.
"""

import re
from collections.abc import Iterator

import yaml

from stillup.model.diagnostic import Problems
from stillup.parse.lines import Lines, Place, without_invisible
from stillup.parse.mapping_errors import Complaint, quoted, report_syntax
from stillup.parse.nodes import Entry, Mapping, Node, Scalar, Sequence

__all__ = ["Entry", "Mapping", "Node", "Scalar", "Sequence", "parse_mapping"]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEPEST = 8
_KEY = re.compile(r"\s*\w[\w -]*")
_ENTRY = re.compile(r"(?!- |-$)[^\s#\]}]")


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """Something was reported that leaves no sense in the rest."""


def parse_mapping(lines: Lines, problems: Problems, shown: Lines | None = None) -> Mapping:
    """Return the mapping that `lines` hold, as much of it as can be understood.

    `shown` are the lines as the writer typed them, where they differ. If the whole is not valid,
    each top-level entry is read alone, so that one slip hides no other.
    """
    shown = shown or lines
    alone = Problems()
    if (found := _read(lines, shown, alone)) is not None:
        problems.take(alone)
        return found
    parts = list(_entries(lines))
    if len(parts) < 2:  # noqa: PLR2004
        problems.take(alone)
        return Mapping((), shown.place(lines.first), (lines.texts[0].partition(":")[0],))
    before = len(problems)
    read = [_read(part, shown, problems) for part in parts]
    if len(problems) == before:
        problems.take(alone)
    entries = tuple(entry for mapping in read if mapping for entry in mapping.entries)
    broken = (part.texts[0] for part, mapping in zip(parts, read, strict=True) if mapping is None)
    keys = tuple(text.partition(":")[0] for text in broken)
    return Mapping(entries, shown.place(lines.first), keys)


def _read(lines: Lines, shown: Lines, problems: Problems) -> Mapping | None:
    text = without_invisible("\n".join(lines.texts))
    try:
        events = _Events(yaml.parse(text, Loader=_LOADER), lines, shown, problems)
        root = events.document()
    except yaml.MarkedYAMLError as error:
        report_syntax(_complaint(error, shown, lines.first), shown, problems)
        return None
    except _Refused:
        return None
    if root is None:
        return Mapping((), shown.place(lines.first))
    if not isinstance(root, Mapping):
        _report_no_key(shown.place(root.place.line), problems)
        return None
    return root


def _complaint(error: yaml.MarkedYAMLError, shown: Lines, first: int) -> Complaint:
    at = _place_of(error.problem_mark or error.context_mark, shown, first)
    began = _place_of(error.context_mark, shown, first) if error.context_mark else at
    return Complaint(f"{error.context or ''} {error.problem or ''}", at, began)


def _place_of(mark: yaml.Mark | None, shown: Lines, first: int) -> Place:
    if mark is None:
        return shown.place(first)
    last = max(shown.end - 1, shown.first)
    return shown.place(min(mark.line + first, last), mark.column + 1)


def _report_no_key(place: Place, problems: Problems) -> None:
    key, colon, value = place.written.partition(":")
    if place.written.startswith("---"):
        _report_second(place, problems)
    elif colon and _KEY.fullmatch(key) and value.strip() and not value.startswith("//"):
        problems.error(
            "blank-after-colon",
            place.span,
            "there is no blank after the colon",
            help="write a key, a colon, a blank and the value",
            fix=f"{key}: {value.strip()}",
        )
    else:
        problems.error(
            "not-a-mapping",
            place.span,
            "this is not a `key: value` line",
            help="write a key, a colon, a blank and the value",
        )


def _entries(lines: Lines) -> Iterator[Lines]:
    """Cut where a line begins with a key."""
    starts = [n for n, text in enumerate(lines.texts, lines.first) if _ENTRY.match(text)]
    if not starts or starts[0] != lines.first:
        starts.insert(0, lines.first)
    for start, end in zip(starts, [*starts[1:], lines.end], strict=True):
        if any(text.strip() for text in lines.part(start, end).texts):
            yield lines.part(start, end)


def _report_second(place: Place, problems: Problems) -> None:
    problems.error(
        "yaml-syntax",
        place.span,
        "a second document begins here",
        help="delete this line; one file holds one document",
    )


class _Events:
    """Builds nodes from the stream of one document's events."""

    def __init__(
        self, events: Iterator[yaml.Event], lines: Lines, shown: Lines, problems: Problems
    ) -> None:
        self._events = events
        self._lines = lines
        self._shown = shown
        self._problems = problems

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._refuse_second(event)
                root = self._node(next(self._events), 0)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > _DEEPEST:
            self._refuse_depth(event)
        if getattr(event, "anchor", None) is not None:
            self._refuse_anchor(event)
        if getattr(event, "tag", None) is not None:
            self._refuse_tag(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(" ".join(event.value.split("\n")).strip(), self._place(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), self._place(start))

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        entries: list[Entry] = []
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if isinstance(key, Scalar):
                entries.append(Entry(key, value))
            else:
                self._report_key(key)
        return Mapping(tuple(entries), self._place(start))

    def _place(self, event: yaml.Event) -> Place:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return self._shown.place(self._lines.first)
        index, column = min(start.line, len(self._lines.texts) - 1), start.column
        place = self._shown.place(index + self._lines.first, column + 1)
        if not self._is_as_typed(index, end.column):
            return place.part(0, len(place.words.rstrip()))
        return place.part(0, end.column - column) if end.line == index else place

    def _is_as_typed(self, index: int, column: int) -> bool:
        """Whether a line is what the writer typed, up to `column`."""
        if self._lines is self._shown or index >= len(self._lines.texts):
            return True
        typed = self._shown.texts[index + self._lines.first - self._shown.first]
        return self._lines.texts[index][:column] == typed[:column]

    def _report_key(self, key: Node) -> None:
        self._problems.error(
            "not-a-mapping",
            key.place.span,
            "a list stands where a key is wanted",
            help="write a key, a colon, a blank and the value",
        )

    def _refuse_anchor(self, event: yaml.Event) -> None:
        place = self._place(event)
        place = place.part(0, len(place.written) - place.column + 1)
        sign = place.words[:1]
        fix = place.mended(quoted(place.words.rstrip())) if sign in {"*", "&"} else ""
        self._problems.error(
            "yaml-anchor",
            place.span,
            f"a value begins with `{sign}`, which means something else here",
            help="put the value in quotes",
            fix=fix,
        )
        raise _Refused

    def _refuse_tag(self, event: yaml.Event) -> None:
        place = self._place(event)
        place = place.part(0, len(place.written) - place.column + 1)
        self._problems.error(
            "yaml-tag",
            place.span,
            "a value begins with `!`, which means something else here",
            help="put the value in quotes",
            fix=place.mended(quoted(place.words.rstrip())) if place.words[:1] == "!" else "",
        )
        raise _Refused

    def _refuse_depth(self, event: yaml.Event) -> None:
        self._problems.error(
            "too-deep",
            self._place(event).span,
            "lists within lists go too deep here",
            help="nothing in this file needs more than three levels",
        )
        raise _Refused

    def _refuse_second(self, event: yaml.Event) -> None:
        _report_second(self._place(event), self._problems)
        raise _Refused
