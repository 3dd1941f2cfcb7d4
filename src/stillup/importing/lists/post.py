"""One post in JSON as an incident or planned work of ours."""

from datetime import datetime, timedelta

import msgspec

from stillup.importing import dated
from stillup.importing.dated import Frame, Note
from stillup.importing.doubt import Doubts, note_time
from stillup.importing.endings import resolve_incident
from stillup.importing.json_files import Record
from stillup.importing.lists import keys
from stillup.importing.lists.find import Raw
from stillup.importing.lists.head import (
    all_words,
    closed_of,
    impact_of,
    is_hidden,
    is_work,
    summary_words,
    title_of,
)
from stillup.importing.lists.keys import text_of, time_of
from stillup.importing.lists.notes import notes_of
from stillup.importing.lists.parts import names_of
from stillup.importing.lists.words import status_said
from stillup.importing.planned import Work, tell_work
from stillup.importing.roster import Roster, marks_of
from stillup.importing.times import Time, read_file_day, read_time
from stillup.model.post import Incident, Maintenance, Reference
from stillup.model.status import REOPENING, Impact, UpdateStatus
from stillup.model.text import Text
from stillup.parse.zones import zone_of
from stillup.writing.prose import settle

_MOST_DIGITS = 6
_ACTUAL_END = (
    "resolvedat", "resolved", "completedat", "finishedat", "closedat", "endedat", "ended",
)  # fmt: skip
_UTC = zone_of("UTC")


class Place(msgspec.Struct, frozen=True):
    """What a post is to be called, and what it needs to know of its site."""

    id: str
    roster: Roster
    aliases: tuple[str, ...] = ()
    feed_id: str = ""
    withins: tuple[str, ...] = ()
    is_twin: bool = False
    now: datetime | None = None


def convert(raw: Raw, place: Place, doubts: Doubts) -> Incident | Maintenance:
    """Return a post of ours; it is a draft where its times are not known."""
    record = raw.record
    incident = Incident(
        id=place.id,
        source="",
        digest="",
        title=title_of(record, place.id, doubts),
        impact=Impact.NONE,
        aliases=tuple(Reference(alias) for alias in place.aliases),
        feed_id=place.feed_id,
        draft=place.is_twin or is_hidden(record),
        summary=Text("", ""),
    )
    notes = notes_of(record, doubts)
    if is_work(raw):
        return _work(incident, notes, record, place, doubts)
    return _incident(incident, notes, record, place, doubts)


def _summary(record: Record, doubts: Doubts) -> Text:
    settled = settle(summary_words(record), begins_update=False)
    for change in settled.changes:
        doubts.note(change.kind, 0, change.what)
    return Text(settled.text, "")


def _incident(
    incident: Incident, notes: tuple[Note, ...], record: Record, place: Place, doubts: Doubts
) -> Incident:
    start, start_key = time_of(record, (*keys.START, *keys.PLAN))
    end, end_key = time_of(record, keys.END)
    created, _ = time_of(record, keys.CREATED)
    if start and (start.day_only or start.repaired):
        note_time(doubts, 0, str(record[start_key]), start)
    names = (*place.withins, *names_of(record))
    impact, status = impact_of(record, doubts, named=bool(names))
    marks = marks_of(names, 0, place.roster, status, doubts)
    incident = msgspec.structs.replace(incident, impact=impact, components=marks)
    if not notes and not (created or start):
        return _without_times(incident, record, doubts)
    frame = Frame(start, end, closed_of(record), end_key or "end", "its state")
    if notes:
        incident = msgspec.structs.replace(incident, summary=_summary(record, doubts))
    else:
        notes = (_whole(record, frame),)
    notes = resolve_incident(notes, frame, doubts)
    updates = dated.updates_of(notes, doubts)
    times = [time for each in updates for time in (each.at, each.ended) if time]
    ahead = dated.is_ahead(times, place.now)
    if ahead:
        doubts.note("future", 0, "an update of it lies ahead", "it is a draft")
    return msgspec.structs.replace(
        incident,
        updates=updates,
        started=dated.find_beginning(
            notes, start, incident.id, Doubts() if impact is Impact.NONE else doubts
        ),
        draft=incident.draft or ahead,
    )


def _whole(record: Record, frame: Frame) -> Note:
    """Return the one update of a post without any: its words, or only that it is over."""
    words = all_words(record)
    if not words and frame.start and frame.end and frame.closed is not False:
        return Note(frame.end, UpdateStatus.RESOLVED)
    posted = time_of(record, keys.CREATED)[0] or frame.start
    assert posted is not None  # noqa: S101 - asked by the caller
    said = status_said(text_of(record, ("status", "state")))
    return Note(posted, said if said in REOPENING else UpdateStatus.UPDATE, words)


def _without_times(incident: Incident, record: Record, doubts: Doubts) -> Incident:
    doubts.note("no-start", 0, "its text is the summary")
    summary = settle(all_words(record), begins_update=False).text
    return msgspec.structs.replace(incident, draft=True, summary=Text(summary, ""))


def _work(
    incident: Incident, notes: tuple[Note, ...], record: Record, place: Place, doubts: Doubts
) -> Incident | Maintenance:
    starts, _ = time_of(record, (*keys.PLAN, *keys.START))
    over, over_key = time_of(record, _ACTUAL_END)
    names = (*place.withins, *names_of(record))
    marks = marks_of(names, 0, place.roster, None, doubts)
    work = Work(
        starts=starts,
        ends=_planned_end(record, starts),
        notes=notes,
        words=summary_words(record) if notes else all_words(record),
        announced=_announced(record, starts),
        file_day=read_file_day(incident.id),
        frame=Frame(starts, over, closed_of(record), over_key or "end"),
    )
    base = msgspec.structs.replace(incident, components=marks)
    return tell_work(base, work, _UTC, place.now, doubts)


def _planned_end(record: Record, starts: Time | None) -> Time | None:
    """Return the end of the plan: as it is said, or the start and so many minutes."""
    said, _ = time_of(record, (*keys.PLAN_END, "endsat", "endtime", "enddate", "end"))
    if said or starts is None:
        return said
    minutes = text_of(record, keys.MINUTES)
    if not minutes.isascii() or not minutes.isdigit() or len(minutes) > _MOST_DIGITS:
        return None
    at = starts.at + timedelta(minutes=int(minutes))
    return read_time(f"{at:%Y-%m-%dT%H:%M:%S}Z")


def _announced(record: Record, starts: Time | None) -> Time | None:
    """Return when it was told of, if that was before it began."""
    created, _ = time_of(record, keys.CREATED)
    return created if created and (starts is None or created.at < starts.at) else None
