"""One Statusfy post as an incident or planned work of ours."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from stillup.importing import dated
from stillup.importing.dated import Frame, Note
from stillup.importing.doubt import Doubts, note_time
from stillup.importing.endings import resolve_incident
from stillup.importing.front_matter import Front
from stillup.importing.planned import Work, tell_work
from stillup.importing.roster import Roster, marks_of
from stillup.importing.statusfy.body import Container, read_containers
from stillup.importing.statusfy.found import Found
from stillup.importing.statusfy.head import (
    feed_id_of,
    impact_of,
    is_resolved,
    is_work,
    time_in,
    title_of,
)
from stillup.importing.steps import minute_of
from stillup.importing.times import read_file_day, read_time
from stillup.model.post import Incident, Maintenance, Reference
from stillup.model.status import REOPENING, Impact, UpdateStatus
from stillup.model.text import Text
from stillup.parse.zones import zone_of
from stillup.writing.prose import settle

_UTC = zone_of("UTC")
_MOST_DIGITS = 6
_USED = frozenset({
    "id", "title", "description", "date", "severity", "affectedsystems", "resolved", "scheduled",
    "duration", "modified",
})  # fmt: skip
_TIMES = ("date", "modified", "scheduled")


class Place(msgspec.Struct, frozen=True):
    """What a post needs to know of its site."""

    roster: Roster
    base: str = ""
    aliases: tuple[str, ...] = ()
    now: datetime | None = None


class _Told(msgspec.Struct, frozen=True):
    """A post with its updates, and the words that no update has."""

    front: Front
    notes: tuple[Note, ...]
    words: str


def convert(post: Found, place: Place, doubts: Doubts) -> Incident | Maintenance:
    """Return a post of ours; it is a draft where its times are not known."""
    front = post.front
    for flaw in front.flaws:
        doubts.note("front-matter", flaw.line, flaw.what, "what could be read was used")
    if post.language:
        doubts.note("translation", 0, f"it lies in `{post.language}`")
    names, line = front.texts("affectedsystems"), front.line("affectedsystems")
    impact, status = impact_of(front, doubts, named=bool(names))
    base = Incident(
        id=post.id,
        source="",
        digest="",
        title=title_of(post, doubts),
        impact=impact,
        components=marks_of(names, line, place.roster, status, doubts),
        aliases=tuple(Reference(alias) for alias in place.aliases),
        feed_id=feed_id_of(post, place.base),
        draft=bool(post.language),
        summary=Text("", ""),
    )
    outside, containers = read_containers(front.body)
    below = doubts.below(front.first)
    notes, lost = _notes(containers, below)
    told = _Told(front, notes, _words(front, outside, lost))
    if is_work(front):
        return _work(base, told, place, below)
    return _incident(base, told, place, below)


def unplaced(post: Found, told: frozenset[datetime]) -> Iterator[tuple[str, str]]:
    """Yield what of a front matter has no place in ours, or could not be used."""
    for key, value in post.front.values.items():
        time = read_time(value) if isinstance(value, str) and key in _TIMES else None
        unused = key in _TIMES and value and (time is None or time.at not in told)
        if unused or key not in _USED:
            shown = value.strip() if isinstance(value, str) else msgspec.json.encode(value).decode()
            if shown:
                yield key, shown


def _notes(
    containers: tuple[Container, ...], doubts: Doubts
) -> tuple[tuple[Note, ...], tuple[Container, ...]]:
    """Return the containers with a time as notes, and those without one."""
    found = []
    for each in containers:
        if not each.is_closed:
            doubts.note(
                "unclosed",
                each.line,
                "`::: update` is never closed",
                "it ends where the next begins",
            )
        if each.time is None:
            what = f"`{each.typed}` is not a time" if each.typed else f"`{each.title}` has no time"
            doubts.note("untimed", each.line, what, "it stands above the updates")
            continue
        if each.time.day_only or each.time.repaired:
            note_time(doubts, each.line, each.typed, each.time)
        found.append(Note(each.time, each.status, each.words, each.line + 1))
    return dated.in_order(found), tuple(each for each in containers if each.time is None)


def _words(front: Front, outside: str, lost: tuple[Container, ...]) -> str:
    """Return the words that no update has: description, text, and updates without a time."""
    about = front.text("description")
    parts = ["" if " ".join(about.split()) in " ".join(outside.split()) else about, outside]
    for each in lost:
        head = " | ".join(part for part in (each.title, each.typed) if part)
        parts += [f"**{head}**" if head else "", each.text.strip("\n")]
    return "\n\n".join(part for part in parts if part)


def _incident(base: Incident, told: _Told, place: Place, doubts: Doubts) -> Incident:
    front, notes, words = told.front, told.notes, told.words
    start = time_in(front, "date")
    if start and (start.day_only or start.repaired):
        note_time(doubts, 0, front.text("date"), start)
    if not notes and start is None:
        doubts.note("no-start", 0, "its text is the summary")
        return msgspec.structs.replace(base, draft=True, summary=_settled(words, doubts))
    if not notes:
        assert start is not None  # noqa: S101 - asked above
        notes, words = (Note(start, text=words),), ""
    frame = Frame(start, None, is_resolved(front), "modified", "`resolved`")
    notes = resolve_incident(_until(notes, front, doubts), frame, doubts)
    ahead = dated.is_ahead((note.time.at for note in notes), place.now)
    if ahead:
        doubts.note("future", 0, "an update of it lies ahead", "it is a draft")
    return msgspec.structs.replace(
        base,
        summary=_settled(words, doubts),
        updates=dated.updates_of(notes, doubts),
        started=dated.find_beginning(
            notes, start, base.id, Doubts() if base.impact is Impact.NONE else doubts
        ),
        draft=base.draft or ahead,
    )


def _until(notes: tuple[Note, ...], front: Front, doubts: Doubts) -> tuple[Note, ...]:
    """Return the notes of what is resolved without an update that says so, up to `modified`.

    That is the last time known of it.
    """
    said = [note.status for note in notes if note.status in {*REOPENING, UpdateStatus.RESOLVED}]
    changed = time_in(front, "modified")
    is_told = bool(said) and said[-1] is UpdateStatus.RESOLVED
    if is_told or not is_resolved(front) or changed is None or changed.at <= notes[-1].time.at:
        return notes
    doubts.note("no-end", 0, "it is resolved", f"as of `modified`, {minute_of(changed)}")
    return (*notes, Note(changed, UpdateStatus.RESOLVED, retrospective=True))


def _work(base: Incident, told: _Told, place: Place, doubts: Doubts) -> Incident | Maintenance:
    front = told.front
    starts, created = time_in(front, "scheduled"), time_in(front, "date")
    minutes = front.text("duration")
    ends = None
    if starts and minutes.isascii() and minutes.isdigit() and len(minutes) <= _MOST_DIGITS:
        at = starts.at + timedelta(minutes=int(minutes))
        ends = read_time(f"{at:%Y-%m-%dT%H:%M:%S}Z")
    work = Work(
        starts=starts,
        ends=ends,
        notes=told.notes,
        words=told.words,
        announced=created,
        file_day=read_file_day(base.id),
        frame=Frame(starts, None, is_resolved(front), "modified", "`resolved`"),
    )
    return tell_work(base, work, _UTC, place.now, doubts)


def _settled(words: str, doubts: Doubts) -> Text:
    told = settle(words, begins_update=False)
    for change in told.changes:
        doubts.note(change.kind, 0, change.what)
    return Text(told.text, "")
