"""The updates of a post in JSON as notes: each with its time, its status and its words."""

import re
from collections import Counter
from collections.abc import Iterator

from stillup.importing.dated import Note, in_order
from stillup.importing.doubt import Doubts, note_time
from stillup.importing.json_files import Record, Value, compact, records_in
from stillup.importing.lists import keys
from stillup.importing.lists.keys import find_key, text_of, time_of
from stillup.importing.lists.words import plain_word, status_said
from stillup.importing.markup import as_markdown
from stillup.model.status import UpdateStatus

_BLOCK = re.compile(r"<(?:p|div|ul|ol|h[1-6]|table|pre|blockquote)\b[^<>]*>", re.IGNORECASE)
"""What only HTML has: Markdown may hold a `<br>` or a `<b>` and is none."""

_WORD = re.compile(r"\w+")
USED = frozenset({*keys.TEXT, *keys.STATUS, *keys.TIME, "id", "affectedresources"})
"""Keys of an update that are told, or say nothing to a reader."""


def notes_of(record: Record, doubts: Doubts) -> tuple[Note, ...]:
    """Return the updates of a post by time. Words without a time go with those before them."""
    value = record.get(find_key(record, keys.UPDATES))
    timed: list[Note] = []
    waiting: list[str] = []
    for item in value if isinstance(value, list) else ():
        note = _note(item, doubts) if isinstance(item, dict) else None
        words = _words(item)
        if note:
            timed.append(note)
        elif words:
            doubts.note("untimed", 0, f"`{words.splitlines()[0][:60]}`")
            waiting.append(words)
    report = _report(record, doubts)
    ordered = in_order(timed)
    if report:
        ordered = tuple(sorted((*ordered, report), key=lambda note: note.time.at))
    return _with_words(ordered, waiting)


def words_of(record: Record) -> str:
    """Return the words of a post or an update as Markdown, each once if they stand there twice."""
    told: list[str] = []
    for name in keys.TEXT:
        words = _as_written(text_of(record, (name,)))
        if Counter(_WORD.findall(words)) - Counter(_WORD.findall(" ".join(told))):
            told.append(words)
    return "\n\n".join(told)


def untimed_words(record: Record) -> str:
    """Return the words of all updates, for a post of which no time is known."""
    value = record.get(find_key(record, keys.UPDATES))
    told = [_words(item) for item in value] if isinstance(value, list) else []
    return "\n\n".join(words for words in (words_of(record), *told) if words)


def unplaced_keys(record: Record) -> Iterator[str]:
    """Yield the keys of updates that have no place in ours and hold something."""
    value = record.get(find_key(record, keys.UPDATES))
    for item in records_in(value):
        for key, held in item.items():
            if keys.folded(key) not in USED and held not in (None, "", [], {}, False):
                yield key


def _note(item: Record, doubts: Doubts) -> Note | None:
    time, key = time_of(item, keys.TIME)
    if time is None:
        return None
    if time.day_only or time.repaired:
        note_time(doubts, 0, str(item[key]), time)
    return Note(time, _status(item, doubts), words_of(item))


def _status(item: Record, doubts: Doubts) -> UpdateStatus:
    word = text_of(item, keys.STATUS)
    said = status_said(word)
    if said is None and word and not plain_word(word).startswith("service"):
        doubts.note("state", 0, f"`{word}`")
    parts = records_in(item.get("affected_resources"))
    if said is None and parts and all(text_of(part, ("status",)) == "resolved" for part in parts):
        return UpdateStatus.RESOLVED
    return said or UpdateStatus.UPDATE


def _words(item: Value) -> str:
    if isinstance(item, dict):
        return words_of(item)
    return _as_written(item.strip()) if isinstance(item, str) else ""


def _as_written(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return as_markdown(text) if _BLOCK.search(text) else text


def _report(record: Record, doubts: Doubts) -> Note | None:
    """Return a report of what happened, if it was shown to the public and its time is known."""
    key = find_key(record, keys.REPORT)
    shown = record.get(next((k for k in record if keys.folded(k) in keys.REPORT_SHOWN), ""), True)
    if not key or not isinstance(record[key], str):
        return None
    time, _ = time_of(record, keys.REPORT_TIME)
    if shown is False or time is None:
        doubts.note("key", 0, f"`{key}`, which was not published", "it is a comment")
        return None
    return Note(time, UpdateStatus.POSTMORTEM, _as_written(compact(record[key])))


def _with_words(notes: tuple[Note, ...], waiting: list[str]) -> tuple[Note, ...]:
    if not notes or not waiting:
        return notes
    last = notes[-1]
    text = "\n\n".join(part for part in (last.text, *waiting) if part)
    told = Note(last.time, last.status, text)
    return (*notes[:-1], told)
