"""One field of an update set; every other byte of the file stays."""

from stillup.parse.fields import key_name
from stillup.parse.nearness import nearest
from stillup.parse.update_fields import UpdateFields
from stillup.writing.edited import Edited, Refused
from stillup.writing.layout import Layout, Part, fields_of, find_part, ids_of, read_layout
from stillup.writing.one_line import field_value

_REPEATABLE = frozenset({"edited"})


def set_field(data: bytes, update: str, name: str, value: str) -> Edited | Refused:
    """Give the update with the id `update` a field, or the field another value.

    `edited` may stand several times: it is added below the others.
    """
    layout = read_layout(data)
    if isinstance(layout, Refused):
        return layout
    part = find_part(layout, update)
    if part is None:
        return _no_update(layout, update)
    fields = fields_of(layout, part)
    old = fields.one(key_name(name))
    if old is None or key_name(name) in _REPEATABLE:
        return _added(layout, part, fields, f"{key_name(name)}: {field_value(value)}")
    written = layout.written.replaced(old.place.line, old.place.mended(field_value(value)))
    return Edited(written.data, old.place.line, old.place.line)


def _added(layout: Layout, part: Part, fields: UpdateFields, line: str) -> Edited:
    texts = layout.written.texts
    above = range(fields.text_starts - 1, part.line - 1, -1)
    at = next(n for n in above if texts[n - 1].strip()) + 1
    tight = at < part.end and texts[at - 1].strip()
    written = layout.written.inserted(at, [line, ""] if tight else [line])
    return Edited(written.data, at, at)


def _no_update(layout: Layout, update: str) -> Refused:
    known = ids_of(layout)
    meant = nearest(update, known)
    return Refused(
        0,
        f"there is no update `{update}` in this file",
        f"did you mean `{meant}`?" if meant else f"its updates are {', '.join(known)}",
    )
