"""What of a post in JSON has no place in ours: it stays as comments."""

from collections.abc import Iterator
from datetime import datetime

from stillup.importing.doubt import Doubts
from stillup.importing.json_files import Record, as_time, compact
from stillup.importing.lists import keys
from stillup.importing.lists.keys import find_key, folded
from stillup.importing.lists.notes import notes_of

_TIMES = frozenset({*keys.START, *keys.PLAN, *keys.PLAN_END, *keys.END, *keys.CREATED})
_CHOICES = (keys.TITLE, keys.UPDATES, keys.IMPACT, keys.MINUTES)
"""Of each of these, a post of ours tells one."""

_USED = frozenset({
    *keys.TEXT, *keys.COMPONENTS, *keys.REPORT, *keys.REPORT_TIME, *keys.REPORT_SHOWN, "status",
    "state", "reporttype", "mostrecentupdate", "type",
})  # fmt: skip


def unplaced(record: Record, told: frozenset[datetime]) -> Iterator[tuple[str, str]]:
    """Yield keys with their values on one line. `told` are the times that our post states."""
    chosen = {find_key(record, names) for names in _CHOICES}
    for key, value in record.items():
        if value in (None, "", [], {}, False):
            continue
        if folded(key) in _TIMES and not _is_flag(value):
            time = as_time(value)
            is_told = time is not None and time.at in told
        else:
            is_told = key in chosen or _is_told(key, record)
        if not is_told or _is_hidden_report(key, record):
            yield key, compact(value)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_told(key: str, record: Record) -> bool:
    """Whether a key is told, or tells once more what another one has told."""
    said = folded(key)
    is_number = said.endswith("id") and any(folded(other) == said[:-2] for other in record)
    return said in _USED or is_number or (said in keys.END and _is_flag(record[key]))


def _is_hidden_report(key: str, record: Record) -> bool:
    """Whether a key is a report that did not become an update."""
    if key != find_key(record, keys.REPORT):
        return False
    return not any(note.status == "postmortem" for note in notes_of(record, Doubts()))
