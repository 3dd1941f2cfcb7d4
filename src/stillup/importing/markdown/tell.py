"""The words of a post, settled, with what a reader of the report should know told once a post."""

import re

from stillup.importing.doubt import Doubts
from stillup.importing.times import TIME
from stillup.model.text import Text
from stillup.writing.prose import settle

_TIME = re.compile(TIME)
_LOWERED = re.compile(r"went down by \d$")


def told(text: str, doubts: Doubts, *, begins_update: bool = True) -> Text:
    """Return words ready to stand in a post. `doubts` are about them, from their first line."""
    settled = settle(text, begins_update=begins_update)
    lowered = [change for change in settled.changes if _LOWERED.search(change.what)]
    for change in settled.changes:
        if change not in lowered:
            doubts.note(change.kind, change.line, change.what)
    if lowered:
        doubts.note(
            "heading", lowered[0].line, f"all its headings {_LOWERED.findall(lowered[0].what)[0]}"
        )
    times = list(_TIME.finditer(text))
    if times:
        line = text[: times[0].start()].count("\n")
        doubts.note("time-in-text", line, f"`{times[0][0]}`{_and_more(len(times))}")
    return Text(settled.text, "")


def _and_more(count: int) -> str:
    return "" if count == 1 else f", and {count - 1} more below"
