"""Updates that come with times of their own, from products that keep a list of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.steps import minute_of
from stillup.importing.telling import told_text
from stillup.importing.times import Time, read_file_day
from stillup.model.post import Update
from stillup.model.status import UpdateStatus
from stillup.writing.slug import unique
from stillup.writing.times import time_id

_SOON = timedelta(minutes=10)
_FAR = timedelta(days=30)


class Note(msgspec.Struct, frozen=True):
    """One update of an old product. `line` is the line of its first word, counted from 0."""

    time: Time
    status: UpdateStatus = UpdateStatus.UPDATE
    text: str = ""
    line: int = 0
    ended: datetime | None = None
    retrospective: bool = False
    author: str = ""


class Frame(msgspec.Struct, frozen=True):
    """What an old product says around its updates.

    `end` is when it was over; `closed` is whether the product shows it as over, None where only
    the updates tell. `said` names both, for doubts: `end_key` and the words for `closed`.
    """

    start: Time | None = None
    end: Time | None = None
    closed: bool | None = None
    end_key: str = "end"
    closed_words: str = "its state"


def in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes by time; those of one moment as they follow each other in the source.

    A list whose first is later than its last is read from its end.
    """
    listed = list(notes)
    if listed and listed[0].time.at > listed[-1].time.at:
        listed.reverse()
    return tuple(sorted(listed, key=lambda note: note.time.at))


def updates_of(notes: tuple[Note, ...], doubts: Doubts) -> tuple[Update, ...]:
    """Return notes as updates of ours. `doubts` are about the text the notes are from."""
    taken: set[str] = set()
    found = []
    apart = len({note.time.update_id for note in notes}) == len({note.time.at for note in notes})
    for note in notes:
        wanted = note.time.update_id if apart else time_id(note.time.at.replace(tzinfo=None))
        id_ = unique(wanted, taken)
        if id_ != wanted:
            doubts.note("same-moment", note.line, f"a second one is of {minute_of(note.time)}")
        taken.add(id_)
        found.append(
            Update(
                id=id_,
                status=note.status,
                at=note.time.at,
                text=told_text(
                    note.text,
                    doubts.below_line(note.line),
                    is_report=note.status is UpdateStatus.POSTMORTEM,
                ),
                ended=note.ended,
                retrospective=note.retrospective,
                author=note.author,
            )
        )
    return tuple(found)


def find_beginning(
    notes: tuple[Note, ...], start: Time | None, name: str, doubts: Doubts
) -> datetime | None:
    """Return when it began, None if the first note says it.

    Our format asks about a first update far from the day in the file's name: then it is said too.
    """
    first = notes[0].time
    if start and start.at < first.at:
        return start.at
    if notes[0].status is UpdateStatus.RESOLVED:
        doubts.note("no-beginning", notes[0].line, f"it is told as resolved {minute_of(first)}")
    day = read_file_day(name)
    far = day is not None and abs(first.at.date() - day) >= _FAR
    return first.at if far else None


def is_ahead(times: Iterable[datetime], now: datetime | None) -> bool:
    """Whether any of the moments lies ahead; without `now` nothing is asked."""
    return now is not None and any(time > now + _SOON for time in times)
