"""One issue of an Upptime repository as an incident or planned work of ours."""

import re
from datetime import datetime

import msgspec

from stillup.importing import dated
from stillup.importing.dated import Frame, Note
from stillup.importing.doubt import Doubts
from stillup.importing.endings import resolve_incident
from stillup.importing.labels import read_label
from stillup.importing.names import component_id
from stillup.importing.planned import Work, tell_work
from stillup.importing.roster import Roster
from stillup.importing.times import Time, read_time
from stillup.importing.upptime.issues import Comment, Issue
from stillup.model.post import ComponentMark, Incident, Maintenance, Reference
from stillup.model.status import REOPENING, ComponentStatus, Impact, UpdateStatus
from stillup.model.text import Text
from stillup.parse.zones import zone_of
from stillup.writing.prose import settle

_UTC = zone_of("UTC")
_PLAN = re.compile(r"<!--(.*?)-->[ \t]*\n?", re.DOTALL)
_KEY = re.compile(
    r"^[ \t]*(start|end|expectedDown|expectedDegraded)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE
)
_MACHINE = re.compile(r"In \[`[0-9a-f]{7}`\]\(|\*\*Resolved:\*\* .*? in \[`[0-9a-f]{7}`\]\(")
_DEGRADED = re.compile(r"degraded", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:is|was) (?:\*\*)?down\b", re.IGNORECASE)


class Place(msgspec.Struct, frozen=True):
    """What an issue is to be called, and what it needs to know of its site."""

    id: str
    roster: Roster
    aliases: tuple[str, ...] = ()
    now: datetime | None = None


def convert(issue: Issue, place: Place, doubts: Doubts) -> Incident | Maintenance:
    """Return a post of ours; it is a draft where its times are not known."""
    base = Incident(
        id=place.id,
        source="",
        digest="",
        title=issue.title or place.id,
        impact=Impact.NONE,
        aliases=tuple(Reference(alias) for alias in place.aliases),
        summary=Text("", ""),
    )
    notes = _notes(issue.comments, doubts)
    if issue.is_maintenance:
        return _work(base, issue, notes, place, doubts)
    return _incident(base, issue, notes, place, doubts)


def planned_start(issue: Issue) -> Time | None:
    """Return when planned work is to begin; None for anything else."""
    told = _plan(issue.body)[0] if issue.is_maintenance else {}
    return read_time(told.get("start", ""))


def authors_of(issue: Issue) -> tuple[str, ...]:
    """Return the logins of the people who wrote in an issue, but for what Upptime itself wrote."""
    told = [(issue.author, issue.body), *((each.author, each.body) for each in issue.comments)]
    return tuple(dict.fromkeys(login for login, body in told if login and not _is_machine(body)))


def _incident(
    base: Incident, issue: Issue, notes: tuple[Note, ...], place: Place, doubts: Doubts
) -> Incident:
    marks = _marks(issue.labels, place.roster)
    impact, status = _impact(issue, doubts, named=bool(marks))
    marked = tuple(msgspec.structs.replace(mark, status=status) for mark in marks)
    base = msgspec.structs.replace(base, impact=impact, components=marked)
    if issue.created is None:
        doubts.note("no-start", 0, "its text is the summary")
        words = "\n\n".join([issue.body, *(each.body for each in issue.comments)])
        summary = settle(words, begins_update=False).text
        return msgspec.structs.replace(base, draft=True, summary=Text(summary, ""))
    first = Note(issue.created, *_said(issue.body), author=_author(issue.author, issue.body))
    notes = dated.in_order((first, *notes))
    frame = Frame(issue.created, _end(issue, notes), issue.is_closed, "closed_at", "the issue")
    notes = resolve_incident(notes, frame, doubts)
    ahead = dated.is_ahead((note.time.at for note in notes), place.now)
    if ahead:
        doubts.note("future", 0, "an update of it lies ahead", "it is a draft")
    return msgspec.structs.replace(
        base,
        updates=dated.updates_of(notes, doubts),
        started=dated.find_beginning(notes, None, base.id, doubts),
        draft=ahead,
    )


def _work(
    base: Incident, issue: Issue, notes: tuple[Note, ...], place: Place, doubts: Doubts
) -> Incident | Maintenance:
    told, words = _plan(issue.body)
    slugs = re.split(
        r"[\s,]+", f"{told.get('expectedDown', '')},{told.get('expectedDegraded', '')}"
    )
    unknown = [slug for slug in slugs if slug and not place.roster.find(slug)]
    for slug in unknown:
        doubts.note("component", 0, f"nothing watched is called `{slug}`", "it is left out")
    marks = _marks((*issue.labels, *slugs), place.roster)
    starts, ends = read_time(told.get("start", "")), read_time(told.get("end", ""))
    work = Work(
        starts=starts,
        ends=ends,
        notes=notes,
        words=words,
        announced=issue.created,
        author=_author(issue.author, issue.body),
        frame=Frame(starts, issue.closed, issue.is_closed, "closed_at", "the issue"),
    )
    return tell_work(msgspec.structs.replace(base, components=marks), work, _UTC, place.now, doubts)


def _plan(body: str) -> tuple[dict[str, str], str]:
    """Return the keys in the first comment that has some, and the body without that comment.

    A comment that says more than the keys stays, invisible as it was.
    """
    for found in _PLAN.finditer(body):
        told = dict(_KEY.findall(found[1]))
        if told:
            rest = _KEY.sub("", found[1]).strip()
            kept = found[0] if rest else ""
            return told, f"{body[: found.start()]}{kept}{body[found.end() :]}".strip("\n")
    return {}, body


def _notes(comments: tuple[Comment, ...], doubts: Doubts) -> tuple[Note, ...]:
    found: list[Note] = []
    for comment in comments:
        if comment.time is None:
            doubts.note("untimed", 0, f"`{comment.body[:60]}`", "it is left out")
            continue
        author = _author(comment.author, comment.body)
        found.append(Note(comment.time, *_said(comment.body), author=author))
    return dated.in_order(found)


def _said(body: str) -> tuple[UpdateStatus, str]:
    """Return what the label of a text says, and the text without it."""
    text = body.strip("\n")
    label = read_label(text.partition("\n")[0])
    if label is None:
        return UpdateStatus.UPDATE, text
    return label.status, label.without(text)


def _is_machine(body: str) -> bool:
    return _MACHINE.match(body.lstrip()) is not None


def _author(login: str, body: str) -> str:
    return component_id(login) if login and not _is_machine(body) else ""


def _end(issue: Issue, notes: tuple[Note, ...]) -> Time | None:
    """Return when it was closed, if no update says that it was over: that is the better time."""
    said = [n.status for n in notes if n.status in REOPENING or n.status is UpdateStatus.RESOLVED]
    return None if said and said[-1] is UpdateStatus.RESOLVED else issue.closed


def _marks(names: tuple[str, ...] | list[str], roster: Roster) -> tuple[ComponentMark, ...]:
    ids = dict.fromkeys(id_ for name in names if name and (id_ := roster.find(name)))
    return tuple(ComponentMark(id_) for id_ in ids)


def _impact(issue: Issue, doubts: Doubts, *, named: bool) -> tuple[Impact, ComponentStatus | None]:
    for text in (issue.title, issue.body):
        if _DEGRADED.search(text):
            return Impact.MINOR, None
        if _DOWN.search(text):
            outage = ComponentStatus.MAJOR_OUTAGE if named else None
            return (Impact.MAJOR if named else Impact.CRITICAL), outage
    what = "neither title nor text says `is down` or `degraded performance`"
    doubts.note("severity", 0, what, "the impact is minor")
    return Impact.MINOR, None
