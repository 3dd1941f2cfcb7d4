"""Words of an old site: read, settled, and looked through for what a reader should know of."""

import re

from stillup.importing.doubt import Doubts
from stillup.importing.times import TIME
from stillup.model.text import Text
from stillup.writing.prose import settle

_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}")
_TIME = re.compile(TIME)


def told_text(text: str, doubts: Doubts) -> Text:
    """Return words ready to stand in an update. `doubts` are about them, from their first line."""
    told = settle(text, begins_update=True)
    for change in told.changes:
        doubts.note(change.kind, change.line, change.what)
    for found in (*_SHORTCODE.finditer(text), *_TIME.finditer(text)):
        kind = "shortcode" if found.re is _SHORTCODE else "time-in-text"
        doubts.note(kind, text[: found.start()].count("\n"), f"`{found[0]}`")
    return Text(told.text, "")


def decoded(data: bytes, doubts: Doubts) -> str:
    """Return the text of a file, whose encoding nothing says."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        doubts.note("front-matter", 0, "it is not UTF-8", "it was read as Windows-1252")
        return data.decode("cp1252", "replace")
