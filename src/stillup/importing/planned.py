"""Planned work of an old product: its plan, when it was announced, and what was told of it.

The plan is what the product says. Where it says no usable end, only the day is planned; where
nothing says when the work was announced, its words are told with what has a time, or it is a
draft.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from stillup.importing import dated
from stillup.importing.dated import Frame, Note
from stillup.importing.doubt import Doubts
from stillup.importing.endings import complete_work, is_over, resolve_incident
from stillup.importing.steps import minute_of
from stillup.importing.times import Time, read_file_day, read_time
from stillup.model.post import Incident, Maintenance, Moment
from stillup.model.status import Impact, UpdateStatus
from stillup.model.text import Text
from stillup.writing.prose import settle

_DAY = timedelta(days=1)
_FAR = timedelta(days=30)
_DAY_LENGTH = len("2026-11-21")


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What an old product says of planned work.

    `words` announce it, at `announced` if that is known, by `author`; `file_day` is the day in
    the name of its file. `frame` says whether it is over, and when that was.
    """

    starts: Time | None
    ends: Time | None
    notes: tuple[Note, ...] = ()
    words: str = ""
    announced: Time | None = None
    author: str = ""
    file_day: date | None = None
    frame: Frame = Frame()


def tell_work(
    base: Incident, work: Work, zone: ZoneInfo, now: datetime | None, doubts: Doubts
) -> Incident | Maintenance:
    """Return planned work with the title, components and addresses of `base`.

    Without a start it is a draft of an announcement; a maintenance has a plan.
    """
    if work.starts is None:
        doubts.note("plan", 0, "nothing says when it starts", "it is a draft of an announcement")
        return _unplanned(base, work, doubts)
    notes, words = _announced(work, now, doubts)
    draft = base.draft
    if not notes:
        what = f"it starts {minute_of(work.starts)}, and nothing says when it was announced"
        doubts.note("future", 0, what, "it is a draft: add the update that announces it")
        draft = True
    else:
        end = _end(work)
        known = end if end and not dated.is_ahead((end.at,), now) else None
        notes = complete_work(notes, known, work.frame, doubts)
        if not is_over(notes) and now and (_end(work) or work.starts).at <= now:
            doubts.note("open", 0, "no update says that the work is over")
        if dated.is_ahead((note.time.at for note in notes), now):
            doubts.note("future", 0, "an update of it lies ahead", "it is a draft")
            draft = True
    starts, ends = _plan(work.starts, _end(work), zone, doubts)
    return Maintenance(
        id=base.id,
        source="",
        digest="",
        title=base.title,
        components=tuple(msgspec.structs.replace(m, status=None) for m in base.components),
        aliases=base.aliases,
        feed_id=base.feed_id,
        draft=draft,
        summary=_settled(words, doubts),
        starts=starts,
        ends=ends,
        updates=dated.updates_of(notes, doubts),
    )


def id_by_day(id_: str, starts: Time | None, first: Time | None) -> str:
    """Return an id whose day, if it begins with one, is not far from that of the work.

    Our format takes a day far from both the plan and the first update for a slip.
    """
    day = read_file_day(id_)
    known = [each.at.date() for each in (starts, first) if each]
    if day is None or starts is None or any(abs(each - day) < _FAR for each in known):
        return id_
    return f"{starts.at.date().isoformat()}{id_[_DAY_LENGTH:]}"


def _unplanned(base: Incident, work: Work, doubts: Doubts) -> Incident:
    updates = dated.updates_of(
        tuple(resolve_incident(work.notes, work.frame, doubts)) if work.notes else (), doubts
    )
    return msgspec.structs.replace(
        base,
        impact=Impact.NONE,
        draft=True,
        components=tuple(msgspec.structs.replace(m, status=None) for m in base.components),
        summary=_settled(work.words, doubts),
        updates=updates,
        started=dated.find_beginning(work.notes, None, base.id, doubts) if work.notes else None,
    )


def _announced(work: Work, now: datetime | None, doubts: Doubts) -> tuple[tuple[Note, ...], str]:
    """Return the notes with the announcement among them, and the words that have no time."""
    first = work.notes[0].time.at if work.notes else None
    if work.announced and (first is None or work.announced.at < first):
        told = Note(work.announced, UpdateStatus.SCHEDULED, work.words, author=work.author)
        return (told, *work.notes), ""
    if work.notes:
        return work.notes, work.words
    for time_, what in _known(work):
        if not dated.is_ahead((time_.at,), now):
            doubts.note("announced", 0, what, f"it is announced {minute_of(time_)}")
            told = Note(time_, UpdateStatus.SCHEDULED, work.words, author=work.author)
            return (told,), ""
    return (), work.words


def _known(work: Work) -> Iterator[tuple[Time, str]]:
    """Yield what can stand for the time of an announcement, best first."""
    assert work.starts is not None  # noqa: S101 - asked by the caller
    day = read_time(work.file_day.isoformat()) if work.file_day else None
    if day and day.at <= work.starts.at:
        yield day, "only the name of its file has a day"
    yield work.starts, "only its start is known"


def _end(work: Work) -> Time | None:
    usable = work.starts and work.ends and work.ends.at > work.starts.at
    return work.ends if usable else None


def _plan(starts: Time, ends: Time | None, zone: ZoneInfo, doubts: Doubts) -> tuple[Moment, Moment]:
    if ends is not None:
        return Moment(starts.at), Moment(ends.at)
    doubts.note("plan", 0, "nothing usable says when it ends", "only the day is planned")
    day = starts.at.astimezone(zone).date()
    after = datetime.combine(day + _DAY, time(), tzinfo=zone)
    return Moment(starts.at), Moment(after, has_time=False, day=day)


def _settled(words: str, doubts: Doubts) -> Text:
    told = settle(words, begins_update=False)
    for change in told.changes:
        doubts.note(change.kind, change.line, change.what)
    return Text(told.text, "")
