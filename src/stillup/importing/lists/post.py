"""One post in JSON as an incident or planned work of ours."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from stillup.importing import dated
from stillup.importing.dated import Frame, Note
from stillup.importing.doubt import Doubts, note_time
from stillup.importing.json_files import Record, as_time, compact
from stillup.importing.lists import keys
from stillup.importing.lists.find import Raw, is_planned
from stillup.importing.lists.keys import find_key, folded, text_of, time_of
from stillup.importing.lists.notes import notes_of, untimed_words, words_of
from stillup.importing.lists.parts import names_of
from stillup.importing.lists.words import impact_said, status_said
from stillup.importing.planned import Work, tell_work
from stillup.importing.roster import Roster, marks_of
from stillup.importing.times import Time, read_file_day, read_time
from stillup.model.post import Incident, Maintenance, Reference
from stillup.model.status import REOPENING, ComponentStatus, Impact, UpdateStatus
from stillup.model.text import Text
from stillup.parse.zones import zone_of
from stillup.writing.prose import settle

_LONGEST_TITLE = 200
_MOST_DIGITS = 6
_ACTUAL_END = (
    "resolvedat", "resolved", "completedat", "finishedat", "closedat", "endedat", "ended",
)  # fmt: skip
_UTC = zone_of("UTC")
_OVER = frozenset({
    UpdateStatus.RESOLVED, UpdateStatus.COMPLETED, UpdateStatus.CANCELLED, UpdateStatus.POSTMORTEM,
})  # fmt: skip
_TIMES = frozenset({*keys.START, *keys.PLAN, *keys.PLAN_END, *keys.END, *keys.CREATED})
_USED = frozenset({
    *keys.TITLE, *keys.UPDATES, *keys.START, *keys.PLAN, *keys.PLAN_END, *keys.END, *keys.MINUTES,
    *keys.IMPACT, *keys.COMPONENTS, *keys.CREATED, *keys.REPORT, *keys.REPORT_TIME,
    *keys.REPORT_SHOWN, "status", "state", "reporttype", "mostrecentupdate",
})  # fmt: skip


class Place(msgspec.Struct, frozen=True):
    """What a post is to be called, and what it needs to know of its site."""

    id: str
    roster: Roster
    aliases: tuple[str, ...] = ()
    feed_id: str = ""
    withins: tuple[str, ...] = ()
    is_twin: bool = False
    now: datetime | None = None


def is_work(raw: Raw) -> bool:
    """Whether a post is planned work."""
    return is_planned(raw, text_of(raw.record, keys.KIND), _impact_word(raw.record))


def convert(raw: Raw, place: Place, doubts: Doubts) -> Incident | Maintenance:
    """Return a post of ours; it is a draft where its times are not known."""
    record = raw.record
    incident = Incident(
        id=place.id,
        source="",
        digest="",
        title=_title(record, place.id, doubts),
        impact=Impact.NONE,
        aliases=tuple(Reference(alias) for alias in place.aliases),
        feed_id=place.feed_id,
        draft=place.is_twin or _is_hidden(record),
        summary=Text("", ""),
    )
    notes = notes_of(record, doubts)
    if is_work(raw):
        return _work(incident, notes, record, place, doubts)
    return _incident(incident, notes, record, place, doubts)


def beginning_of(raw: Raw) -> Time | None:
    """Return the first time that a post tells of, to be sorted by."""
    first = [note.time for note in notes_of(raw.record, Doubts())[:1]]
    start = time_of(raw.record, (*keys.START, *keys.PLAN))[0]
    found = [*first, *([start] if start else [])]
    return min(found, key=lambda t: t.at) if found else time_of(raw.record, keys.CREATED)[0]


def unplaced(record: Record, told: frozenset[datetime]) -> Iterator[tuple[str, str]]:
    """Yield what of a post has no place in ours: keys with their values on one line.

    `told` are the times that our post states.
    """
    report = find_key(record, keys.REPORT)
    for key, value in record.items():
        hidden = key == report and not any(n.status == "postmortem" for n in _quiet(record))
        text = folded(key) in keys.TEXT
        empty = value in (None, "", [], {}, False)
        unused = folded(key) in _TIMES and (time := as_time(value)) and time.at not in told
        if (
            hidden
            or unused
            or not (empty or text or folded(key) in _USED or _is_redundant(key, record))
        ):
            yield key, compact(value)


def _quiet(record: Record) -> tuple[Note, ...]:
    return notes_of(record, Doubts())


def _is_redundant(key: str, record: Record) -> bool:
    """Whether a key tells once more what another one has told."""
    said = folded(key)
    return (said.endswith("id") and any(folded(k) == said[:-2] for k in record)) or said == "type"


def _title(record: Record, otherwise: str, doubts: Doubts) -> str:
    title = " ".join(text_of(record, keys.TITLE).split())
    if not title:
        return otherwise
    if len(title) <= _LONGEST_TITLE:
        return title
    short = title[:_LONGEST_TITLE].rpartition(" ")[0] or title[:_LONGEST_TITLE]
    doubts.note("title", 0, f"`{short[:60]}…`")
    return f"{short} …"


def _summary(record: Record, doubts: Doubts) -> Text:
    settled = settle(_summary_words(record), begins_update=False)
    for change in settled.changes:
        doubts.note(change.kind, 0, change.what)
    return Text(settled.text, "")


def _summary_words(record: Record) -> str:
    """Return the words that no update has, and a title that is too long to be one."""
    return "\n\n".join(words for words in (_long_title(record), words_of(record)) if words)


def _all_words(record: Record) -> str:
    """Return the words of a post none of whose updates has a time."""
    return "\n\n".join(words for words in (_long_title(record), untimed_words(record)) if words)


def _long_title(record: Record) -> str:
    title = text_of(record, keys.TITLE)
    return title if len(" ".join(title.split())) > _LONGEST_TITLE else ""


def _is_hidden(record: Record) -> bool:
    return any(folded(key) in keys.HIDDEN and value is True for key, value in record.items())


def _impact_word(record: Record) -> str:
    value = record.get(find_key(record, keys.IMPACT))
    if isinstance(value, dict):
        return text_of(value, ("label", "name", "title", "level"))
    return text_of(record, keys.IMPACT)


def _impact(
    record: Record, doubts: Doubts, *, named: bool
) -> tuple[Impact, ComponentStatus | None]:
    word = _impact_word(record)
    said = impact_said(word, named=named)
    if said is None:
        kind, what = ("severity", f"`{word}`") if word else ("impact", "there is none")
        doubts.note(kind, 0, what, "the impact is minor" if word else "")
        return Impact.MINOR, None
    if said[0].value != word.casefold():
        how = f" with {said[1].value.replace('_', ' ')} of its components" if said[1] else ""
        doubts.note("severity", 0, f"`{word}`", f"the impact is {said[0].value}{how}")
    return said


def _closed(record: Record) -> bool | None:
    for key, value in record.items():
        if folded(key) == "resolved" and isinstance(value, bool):
            return value
    said = status_said(text_of(record, ("status", "state")))
    if said in _OVER:
        return True
    return False if said in REOPENING else None


def _incident(
    incident: Incident, notes: tuple[Note, ...], record: Record, place: Place, doubts: Doubts
) -> Incident:
    start, start_key = time_of(record, (*keys.START, *keys.PLAN))
    end, end_key = time_of(record, keys.END)
    created, _ = time_of(record, keys.CREATED)
    if start and (start.day_only or start.repaired):
        note_time(doubts, 0, str(record[start_key]), start)
    names = (*place.withins, *names_of(record))
    impact, status = _impact(record, doubts, named=bool(names))
    marks = marks_of(names, 0, place.roster, status, doubts)
    incident = msgspec.structs.replace(incident, impact=impact, components=marks)
    if not notes and not (created or start):
        return _without_times(incident, record, doubts)
    frame = Frame(start, end, _closed(record), end_key or "end", "its state")
    if notes:
        incident = msgspec.structs.replace(incident, summary=_summary(record, doubts))
    else:
        notes = (_whole(record, frame),)
    notes = dated.resolve_incident(notes, frame, doubts)
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
    words = _all_words(record)
    if not words and frame.start and frame.end and frame.closed is not False:
        return Note(frame.end, UpdateStatus.RESOLVED)
    posted = time_of(record, keys.CREATED)[0] or frame.start
    assert posted is not None  # noqa: S101 - asked by the caller
    said = status_said(text_of(record, ("status", "state")))
    return Note(posted, said if said in REOPENING else UpdateStatus.UPDATE, words)


def _without_times(incident: Incident, record: Record, doubts: Doubts) -> Incident:
    doubts.note("no-start", 0, "its text is the summary")
    summary = settle(_all_words(record), begins_update=False).text
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
        words=_summary_words(record) if notes else _all_words(record),
        announced=_announced(record, starts),
        file_day=read_file_day(incident.id),
        frame=Frame(starts, over, _closed(record), over_key or "end"),
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
