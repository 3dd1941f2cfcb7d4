"""One key of a front matter set or dropped; every other byte of the file stays."""

from collections.abc import Mapping, Sequence

from stillup.parse.fields import key_name
from stillup.writing.edited import Edited, Refused
from stillup.writing.layout import Layout, read_layout
from stillup.writing.one_line import one_line
from stillup.writing.scalars import bare, flow_list, flow_map, scalar
from stillup.writing.value import Value, find_entry, find_value, plain
from stillup.writing.written import Written

Wished = str | Sequence[str] | Mapping[str, str]
"""What a key can be set to: a text, a list, or a mapping, written on one line."""

_TEXTS = frozenset(
    {"title", "withdrawn", "author", "cause", "feed_id", "rss_id", "api_id", "checked"}
)


def set_key(data: bytes, key: str, value: Wished) -> Edited | Refused:
    """Give a key a value: replace the one that it has, on however many lines, or add the key.

    A text is put in quotes where YAML needs them. A comment behind the value stays, and comments
    between the lines of an old value stay where YAML lets them. `key` may be written with blanks
    or hyphens, as in a file. Keys that can't be read are refused: nobody knows where they end.
    """
    layout = _readable(data)
    if isinstance(layout, Refused):
        return layout
    wished = _clean(value)
    entry = find_entry(layout.keys, key)
    if entry is None:
        return _added(layout, key, wished)
    found = find_value(layout.written.lines, layout.keys, entry, layout.closing)
    if found is None:
        return _by_hand(entry.key.place.line, key)
    for gone in (found.more, (*found.more, *found.remarks)):
        written = _with_value(layout.written, found, written_value(key, wished)).without(gone)
        if _says(written, layout, key, wished):
            return Edited(written.data, found.line, found.line)
    return _by_hand(found.line, key)


def drop_key(data: bytes, key: str) -> Edited | Refused:
    """Take a key with its value out of the front matter, if it is there."""
    layout = _readable(data)
    if isinstance(layout, Refused):
        return layout
    entry = find_entry(layout.keys, key)
    if entry is None:
        return Edited(data)
    found = find_value(layout.written.lines, layout.keys, entry, layout.closing)
    if found is None:
        return _by_hand(entry.key.place.line, key)
    for gone in (found.more, (*found.more, *found.remarks)):
        written = layout.written.without((found.line, *gone))
        if _says(written, layout, key, None):
            return Edited(written.data)
    return _by_hand(found.line, key)


def written_value(key: str, value: Wished) -> str:
    """Return a value as canonical YAML on one line."""
    if isinstance(value, str):
        return scalar(value) if key_name(key) in _TEXTS else bare(value)
    return flow_map(value) if isinstance(value, Mapping) else flow_list(value)


def _readable(data: bytes) -> Layout | Refused:
    layout = read_layout(data)
    return layout if isinstance(layout, Refused) else layout.unread or layout


def _clean(value: Wished) -> Wished:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, Mapping):
        return {one_line(name): one_line(each) for name, each in value.items()}
    return [one_line(each) for each in value]


def _with_value(written: Written, at: Value, value: str) -> Written:
    text = written.texts[at.line - 1]
    return written.replaced(at.line, f"{text[: at.start]}{at.gap or ' '}{value}{text[at.end :]}")


def _added(layout: Layout, key: str, value: Wished) -> Edited | Refused:
    texts = layout.written.texts
    last = next(n for n in range(layout.closing - 1, 0, -1) if texts[n - 1].strip())
    indent = " " * (layout.keys.entries[0].key.place.column - 1) if layout.keys.entries else ""
    line = f"{indent}{key_name(key)}: {written_value(key, value)}"
    written = layout.written.inserted(last + 1, [line])
    if _says(written, layout, key, value):
        return Edited(written.data, last + 1, last + 1)
    return _by_hand(last, key)


def _says(written: Written, before: Layout, key: str, value: Wished | None) -> bool:
    """Whether the keys say what was wished, and of all else what they said before."""
    after = _readable(written.data)
    if isinstance(after, Refused):
        return False
    wanted, found = _facts(before), _facts(after)
    old = [fact for fact in wanted if fact[0] != key_name(key)]
    new = [fact for fact in found if fact[0] != key_name(key)]
    said = next((fact[1] for fact in found if fact[0] == key_name(key)), None)
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 1:
        value = value[0]
    body = [part.text for part in before.parts] == [part.text for part in after.parts]
    return old == new and said == value and body


def _facts(layout: Layout) -> list[tuple[str, object]]:
    return [(key_name(entry.key.text), plain(entry.value)) for entry in layout.keys.entries]


def _by_hand(line: int, key: str) -> Refused:
    return Refused(
        line,
        f"`{key_name(key)}` stands here in a way that can only be changed by hand",
        "write each key on a line of its own, a colon and the value behind it",
    )
