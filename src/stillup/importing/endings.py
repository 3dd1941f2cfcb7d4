"""How what was told in dated updates ended: as an update says, or the product around them.

What a product says of the end becomes an update without words, or the `ended` of one with words;
where it says nothing, the last known time stands for the end.
"""

from collections.abc import Iterable
from datetime import UTC, timedelta

import msgspec

from stillup.importing.dated import Frame, Note
from stillup.importing.doubt import Doubts
from stillup.importing.steps import minute_of
from stillup.importing.times import Time
from stillup.model.status import REOPENING, UpdateStatus

_MINUTE = timedelta(minutes=1)
_RESOLVED = UpdateStatus.RESOLVED
_OVER = frozenset({UpdateStatus.COMPLETED, UpdateStatus.CANCELLED})
_IN_WORK = {
    UpdateStatus.RESOLVED: UpdateStatus.COMPLETED,
    UpdateStatus.MONITORING: UpdateStatus.VERIFYING,
    UpdateStatus.INVESTIGATING: UpdateStatus.UPDATE,
    UpdateStatus.IDENTIFIED: UpdateStatus.UPDATE,
    UpdateStatus.POSTMORTEM: UpdateStatus.UPDATE,
}
_IN_INCIDENT = {
    UpdateStatus.COMPLETED: UpdateStatus.RESOLVED,
    UpdateStatus.CANCELLED: UpdateStatus.RESOLVED,
    UpdateStatus.VERIFYING: UpdateStatus.MONITORING,
    UpdateStatus.SCHEDULED: UpdateStatus.UPDATE,
    UpdateStatus.IN_PROGRESS: UpdateStatus.UPDATE,
}


def resolve_incident(notes: tuple[Note, ...], frame: Frame, doubts: Doubts) -> tuple[Note, ...]:
    """Return the notes of an incident, of which there is one at least, ending as it did."""
    notes = tuple(_with_status(note, _IN_INCIDENT) for note in notes)
    last = _last(notes, REOPENING | {_RESOLVED})
    is_resolved = last is not None and notes[last].status is _RESOLVED
    if frame.closed is False and not (is_resolved and frame.end):
        if last is None or not is_resolved:
            doubts.note("open", notes[-1].line, f"{frame.closed_words} says so")
            return notes
        what = f"its last update says that it is resolved, {frame.closed_words} that it is open"
        doubts.note("disagreement", notes[last].line, what, "it stays open")
        return _changed(notes, last, status=UpdateStatus.UPDATE)
    if frame.closed is False:
        what = f"{frame.closed_words} says that it is open, its updates and `{frame.end_key}` not"
        doubts.note("disagreement", 0, what, "it is resolved")
    if not (frame.closed or is_resolved or frame.end):
        doubts.note("open", notes[-1].line, "no update says that it is resolved")
        return notes
    return _ended(notes, last, _usable_end(notes, frame, doubts), frame, doubts)


def complete_work(
    notes: tuple[Note, ...], planned_end: Time | None, frame: Frame, doubts: Doubts
) -> tuple[Note, ...]:
    """Return the notes of planned work, of which there is one at least, ending as it did."""
    notes = tuple(_with_status(note, _IN_WORK) for note in notes)
    over = next((note for note in notes if note.status in _OVER), None)
    if over is None and frame.closed and frame.end and frame.end.at >= notes[-1].time.at:
        over = Note(frame.end, UpdateStatus.COMPLETED)
        notes = (*notes, over)
    if over is not None:
        early = frame.start and over.time.at < frame.start.at
        if frame.start and early and over.status is UpdateStatus.COMPLETED:
            what = f"it starts {minute_of(frame.start)}, and was over {minute_of(over.time)}"
            doubts.note("disagreement", over.line, what, "both are kept")
        return notes
    if not frame.closed:
        return notes
    if planned_end and planned_end.at >= notes[-1].time.at:
        doubts.note("no-completion", 0, f"as of its planned end, {minute_of(planned_end)}")
        return (*notes, Note(planned_end, UpdateStatus.COMPLETED))
    doubts.note("no-completion", notes[-1].line, f"as of {minute_of(notes[-1].time)}")
    return _changed(notes, len(notes) - 1, status=UpdateStatus.COMPLETED)


def is_over(notes: Iterable[Note]) -> bool:
    """Whether the notes of planned work say that it is done, or will not be."""
    return any(note.status in _OVER for note in notes)


def _ended(
    notes: tuple[Note, ...], last: int | None, end: Time | None, frame: Frame, doubts: Doubts
) -> tuple[Note, ...]:
    if last is not None and notes[last].status is _RESOLVED:
        return _with_end(notes, last, end, frame, doubts)
    if end is None:
        told = _last(notes, frozenset(UpdateStatus) - {UpdateStatus.POSTMORTEM})
        told = len(notes) - 1 if told is None else told
        doubts.note(
            "no-end", notes[told].line, "it is over", f"as of {minute_of(notes[told].time)}"
        )
        return _changed(notes, told, status=_RESOLVED, retrospective=True)
    if last is not None and notes[last].time.at > end.at:
        what = f"`{frame.end_key}` is {minute_of(end)}, and a later update changes the state"
        done = f"that update is the resolution, and `{frame.end_key}` its `ended`"
        doubts.note("disagreement", notes[last].line, what, done)
        return _changed(notes, last, status=_RESOLVED, ended=end.at)
    return tuple(sorted((*notes, Note(end, _RESOLVED)), key=lambda note: note.time.at))


def _with_end(
    notes: tuple[Note, ...], last: int, end: Time | None, frame: Frame, doubts: Doubts
) -> tuple[Note, ...]:
    resolved = notes[last].time
    if end is None or abs(end.at - resolved.at) < _MINUTE:
        return notes
    if end.at > resolved.at:
        what = f"it was resolved {minute_of(resolved)}, and `{frame.end_key}` is {minute_of(end)}"
        doubts.note("disagreement", notes[last].line, what, "the update counts")
        return notes
    return _changed(notes, last, ended=end.at)


def _usable_end(notes: tuple[Note, ...], frame: Frame, doubts: Doubts) -> Time | None:
    begun = min(notes[0].time.at, frame.start.at) if frame.start else notes[0].time.at
    if frame.end and frame.end.at < begun:
        began = f"{begun.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        what = f"it starts {began}, and `{frame.end_key}` is {minute_of(frame.end)}"
        doubts.note("end-before-start", 0, what)
        return None
    return frame.end


def _last(notes: tuple[Note, ...], among: Iterable[UpdateStatus]) -> int | None:
    wanted = frozenset(among)
    return next((n for n in reversed(range(len(notes))) if notes[n].status in wanted), None)


def _with_status(note: Note, other: dict[UpdateStatus, UpdateStatus]) -> Note:
    return msgspec.structs.replace(note, status=other.get(note.status, note.status))


def _changed(notes: tuple[Note, ...], number: int, **changed: object) -> tuple[Note, ...]:
    note = msgspec.structs.replace(notes[number], **changed)
    return (*notes[:number], note, *notes[number + 1 :])
