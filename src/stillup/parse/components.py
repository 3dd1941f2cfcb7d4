"""Components with their states, as a list, as a map, or on one line."""

import re
from unicodedata import normalize

from stillup.model.diagnostic import Problems
from stillup.model.post import ComponentMark
from stillup.model.status import ComponentStatus
from stillup.parse.fields import read_choice, unique_entries
from stillup.parse.nodes import Mapping, Node, Scalar, Sequence

_PART = re.compile(r"[^,]+")
_UNEVEN = re.compile(r"(\S+)((?: - \S+)+)")
_BRACKETS = {"{": "}", "[": "]"}


def read_marks(node: Node | None, problems: Problems) -> tuple[ComponentMark, ...]:
    """Return the components that a list, a map or one line names."""
    if node is None:
        return ()
    pairs = list(_pairs(node, problems))
    return _unique(
        [mark for name, status in pairs if (mark := _mark(name, status, problems))], problems
    )


def _pairs(node: Node, problems: Problems) -> list[tuple[Scalar, Scalar | None]]:
    if isinstance(node, Scalar):
        return [_split(part) for part in _parts(node)]
    if isinstance(node, Mapping):
        return [
            pair
            for key, value in unique_entries(node, problems)
            for pair in _entry(key, value, problems)
        ]
    return [pair for item in node.items for pair in _item(item, problems)]


def _entry(key: Scalar, value: Node, problems: Problems) -> list[tuple[Scalar, Scalar | None]]:
    if isinstance(value, Scalar):
        return [(key, value)]
    _report_nested(value, problems)
    return []


def _item(item: Node, problems: Problems) -> list[tuple[Scalar, Scalar | None]]:
    if isinstance(item, Sequence):
        _report_nested(item, problems)
        return []
    if isinstance(item, Scalar) and (uneven := _UNEVEN.fullmatch(item.text)):
        _report_uneven(item, uneven, problems)
        return []
    return _pairs(item, problems)


def _parts(scalar: Scalar) -> list[Scalar]:
    """Cut one line at its commas, without the brackets or braces round it."""
    text, start = scalar.text, max(scalar.place.words.find(scalar.text), 0)
    if text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[0]]):
        text, start = text[1:-1], start + 1
    found = []
    for part in _PART.finditer(text):
        words = part[0].strip()
        if words:
            offset = start + part.start() + part[0].index(words)
            found.append(Scalar(words, scalar.place.part(offset, len(words))))
    return found


def _split(part: Scalar) -> tuple[Scalar, Scalar | None]:
    name, colon, status = part.text.partition(":")
    if not colon or not status.strip():
        return _bare(part, name), None
    at = len(part.text) - len(status.lstrip())
    return _bare(part, name), Scalar(status.strip(), part.place.part(at, len(status.strip())))


def _bare(part: Scalar, name: str) -> Scalar:
    name = name.strip()
    return Scalar(name.strip("\"'"), part.place.part(0, len(name)))


def _mark(name: Scalar, status: Scalar | None, problems: Problems) -> ComponentMark | None:
    found = normalize("NFC", name.text.strip())
    said = status is not None and bool(status.text.strip())
    value = read_choice(status, name.text, ComponentStatus, problems) if status and said else None
    return ComponentMark(found, value, name.place.span) if found else None


def _unique(marks: list[ComponentMark], problems: Problems) -> tuple[ComponentMark, ...]:
    seen: dict[str, ComponentMark] = {}
    for mark in marks:
        if seen.setdefault(mark.name.casefold(), mark) is not mark:
            problems.error(
                "component-twice",
                mark.span,
                f"`{mark.name}` stands here twice",
                help="name each component once",
            )
    return tuple(seen.values())


def _report_uneven(item: Scalar, uneven: re.Match[str], problems: Problems) -> None:
    indent = item.place.written[: item.place.column - 1]
    names = [uneven[1], *uneven[2].split(" - ")[1:]]
    problems.error(
        "uneven-list",
        item.place.span,
        "the lines of a list begin at the same column, and the next one does not",
        help="write them so:",
        fix="\n".join(f"{indent}{name}" for name in names) if indent.strip() == "-" else "",
    )


def _report_nested(node: Node, problems: Problems) -> None:
    problems.error(
        "one-value-wanted",
        node.place.span,
        "a list within a list of components",
        help="write `components: email: partial_outage, webmail: operational`",
    )
