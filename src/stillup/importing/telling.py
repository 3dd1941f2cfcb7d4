"""Words of an old site: read, settled, and looked through for what a reader should know of."""

import re

from stillup.importing.doubt import Doubts
from stillup.importing.times import TIME
from stillup.model.diagnostic import Problems
from stillup.model.text import Text
from stillup.parse.actions import read_actions
from stillup.parse.lines import Lines
from stillup.writing.prose import settle

_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}")
_TIME = re.compile(TIME)
_BOX = re.compile(r"^(\s*(?:[-*+]|[0-9]+[.)])\s+)(\[[ xX]\]\s)")


def told_text(text: str, doubts: Doubts, *, is_report: bool = False) -> Text:
    """Return words ready to stand in an update. `doubts` are about them, from their first line.

    `is_report` says that the update is a postmortem, in which task lists mean action items.
    """
    told = settle(_without_actions(text, doubts) if is_report else text, begins_update=True)
    for change in told.changes:
        doubts.note(change.kind, change.line, change.what)
    for found in (*_SHORTCODE.finditer(text), *_TIME.finditer(text)):
        kind = "shortcode" if found.re is _SHORTCODE else "time-in-text"
        doubts.note(kind, text[: found.start()].count("\n"), f"`{found[0]}`")
    return Text(told.text, "")


def _without_actions(text: str, doubts: Doubts) -> str:
    """Return a report whose boxes are mere words, if one of them is no action item of ours."""
    lines, problems = text.split("\n"), Problems()
    read_actions(Lines("", lines, 1), frozenset(), problems)
    found = problems.frozen()
    if not found:
        return text
    line = found[0].span.line - 1
    doubts.note("action", line, f"`{lines[line].strip()[:60]}`", "its box is mere words")
    return "\n".join(_BOX.sub(r"\1\\\2", line) for line in lines)


def decoded(data: bytes, doubts: Doubts) -> str:
    """Return the text of a file, whose encoding nothing says."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        doubts.note("front-matter", 0, "it is not UTF-8", "it was read as Windows-1252")
        return data.decode("cp1252", "replace")
