"""One outage of a Pelican site as an incident or planned work of ours."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from stillup.importing import dated
from stillup.importing.addresses import Place
from stillup.importing.course import find_course, find_start
from stillup.importing.dated import Frame, Note
from stillup.importing.doubt import Doubts, note_time
from stillup.importing.links import with_targets
from stillup.importing.loose import Piece, read_pieces
from stillup.importing.pelican.conf import Conf
from stillup.importing.pelican.found import Found, State
from stillup.importing.planned import Work, tell_work
from stillup.importing.steps import Claims
from stillup.importing.times import Time, read_file_day, read_time
from stillup.model.post import Incident, Maintenance, Reference
from stillup.model.status import Impact
from stillup.model.text import Text
from stillup.writing.prose import settle

_LONG = timedelta(days=30)
_PLANNED = re.compile(
    r"\b(?:planned|maintenance|upgrades?|upgrading|updates?|reboots?|migrations?|moves?)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"^\{(?:static|attach|filename)\}", re.IGNORECASE)


class Site(msgspec.Struct, frozen=True):
    """What every post needs to know of its site."""

    conf: Conf
    zone: ZoneInfo
    place: Place
    now: datetime | None = None


class _Told(msgspec.Struct, frozen=True):
    """An outage with the times of its header and the body with our links."""

    post: Found
    start: Time
    end: Time | None
    body: str


def convert(
    post: Found, site: Site, aliases: tuple[str, ...], doubts: Doubts
) -> Incident | Maintenance:
    """Return a post of ours; it is a draft where its times are not known."""
    front = post.front
    start, end = times_of(post, site.zone, doubts)
    base = Incident(
        id=post.id,
        source="",
        digest="",
        title=_title(post, doubts),
        impact=Impact.MINOR,
        aliases=tuple(Reference(alias) for alias in aliases),
        feed_id=site.conf.feed_id(aliases[0], start.at) if aliases and start else "",
        draft=post.is_draft,
        summary=Text("", ""),
    )
    for flaw in front.flaws:
        doubts.note("front-matter", flaw.line, flaw.what, "what could be read was used")
    body = _with_links(post, site, doubts)
    if post.state is State.PLANNED:
        work = Work(
            starts=start,
            ends=end,
            words=_with_ticket(body.strip("\n"), post, site.conf),
            announced=_modified(post, site.zone, start),
            file_day=read_file_day(post.name),
            frame=Frame(start),
        )
        return tell_work(base, work, site.zone, site.now, doubts.below(front.first))
    if start is None:
        doubts.note("no-start", 0, "its text is the summary")
        words = _with_ticket(body, post, site.conf)
        summary = settle(words, begins_update=False).text
        return msgspec.structs.replace(base, draft=True, summary=Text(summary, ""))
    told = _Told(post, start, end, body)
    return _incident(base, told, site, doubts)


def times_of(post: Found, zone: ZoneInfo, doubts: Doubts) -> tuple[Time | None, Time | None]:
    """Return when an outage began and when it ended, as far as the header says."""
    found = []
    for key, kind in (("date", "no-start"), ("outagefinish", "no-end")):
        typed, line = post.front.text(key), post.front.line(key)
        time = read_time(typed, zone) if typed else None
        if time:
            note_time(doubts, line, typed, time)
        elif typed:
            doubts.note(kind, line, f"`{typed}` is not a time", "it is only a comment")
        found.append(time)
    return found[0], found[1]


def sounds_planned(post: Found) -> bool:
    """Whether an outage that is over or goes on sounds like planned work."""
    is_incident = post.state is not State.PLANNED
    return is_incident and _PLANNED.search(post.front.text("title")) is not None


def _title(post: Found, doubts: Doubts) -> str:
    title = " ".join(post.front.text("title").split())
    if not title:
        title = post.name.replace("-", " ").strip() or post.id
        doubts.note("front-matter", 0, "it has no title", f"it is called `{title}`")
    return title


def _modified(post: Found, zone: ZoneInfo, start: Time | None) -> Time | None:
    """Return when planned work was last written of, if that was before it began."""
    time = read_time(post.front.text("modified"), zone)
    return time if time and start and time.at < start.at else None


def _incident(base: Incident, told: _Told, site: Site, doubts: Doubts) -> Incident:
    post, start, end, body = told.post, told.start, told.end, told.body
    is_over = post.state is State.RESOLVED
    claims = Claims(
        start, end, is_over, file_day=read_file_day(post.name), start_key="Date",
        end_key="OutageFinish",
    )  # fmt: skip
    _note_end(claims, post, doubts)
    below = doubts.below(post.front.first)
    pieces = read_pieces(body, lambda text: read_time(text, site.zone))
    steps = find_course(claims, _from_the_start(pieces, start), below)
    notes = [
        Note(step.time, step.status, step.text, step.line, step.ended, step.retrospective)
        for step in steps
    ]
    notes[0] = msgspec.structs.replace(notes[0], text=_with_ticket(notes[0].text, post, site.conf))
    ahead = dated.is_ahead((note.time.at for note in notes), site.now)
    if ahead:
        below.note("future", 0, f"it lies in `{post.state}`, but is about the future", "a draft")
    return msgspec.structs.replace(
        base,
        updates=dated.updates_of(tuple(notes), below),
        started=find_start(claims, steps),
        draft=base.draft or ahead,
    )


def _from_the_start(pieces: tuple[Piece, ...], start: Time) -> tuple[Piece, ...]:
    """Return the pieces, the first of which is of `Date` where later ones have times.

    Outages are written on: what stands above the first update was there before it.
    """
    later = [piece.time for piece in pieces if piece.time]
    if not later or pieces[0].time or later[0].at < start.at:
        return pieces
    return (msgspec.structs.replace(pieces[0], time=start), *pieces[1:])


def _note_end(claims: Claims, post: Found, doubts: Doubts) -> None:
    typed, line = post.front.text("outagefinish"), post.front.line("outagefinish")
    if not claims.closed:
        doubts.note("open", 0, "it lies in `ongoing`")
        if claims.end:
            what = f"`OutageFinish` is {typed}, but it lies in `ongoing`"
            doubts.note("disagreement", line, what, "it stays open, and the time is a comment")
    elif claims.end and not claims.has_end:
        what = f"it starts {post.front.text('date')}, ends {typed}"
        doubts.note("end-before-start", line, what)
    elif claims.end and claims.end.at - claims.start.at > _LONG:
        days = (claims.end.at - claims.start.at).days
        doubts.note("long", line, f"from {post.front.text('date')} to {typed} are {days} days")


def _with_ticket(words: str, post: Found, conf: Conf) -> str:
    ticket = post.front.text("ticket")
    told = f"Ticket: {conf.ticket(ticket)}" if ticket else ""
    return "\n\n".join(part for part in (words.strip("\n"), told) if part)


def _with_links(post: Found, site: Site, doubts: Doubts) -> str:
    here = f"/{post.path.removeprefix('content/')}"

    def meant(target: str, line: int) -> str:
        leads = site.place.meant(_MARK.sub("", target), here)
        if leads != target:
            doubts.note("link", post.front.first + line, f"`{target}`", f"it is `{leads}`")
        return leads

    return with_targets(post.front.body, meant)
