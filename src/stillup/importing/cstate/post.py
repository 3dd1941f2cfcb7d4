"""One cState post as one of our files."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from stillup.importing.addresses import Place, hugo_address
from stillup.importing.course import find_course, find_start
from stillup.importing.cstate.ahead import Fate, fate_of, tell_ahead
from stillup.importing.cstate.claims import (
    claims_of,
    flag,
    impact_of,
    shown,
    unknown_keys,
    unplaced,
)
from stillup.importing.cstate.found import Found
from stillup.importing.doubt import Doubts, note_time
from stillup.importing.links import with_targets
from stillup.importing.loose import Piece, read_pieces
from stillup.importing.outcome import write_post
from stillup.importing.roster import Roster, marks_of
from stillup.importing.steps import Claims, Step
from stillup.importing.telling import told_text
from stillup.importing.times import read_time
from stillup.model.post import Incident, Maintenance, Reference, Update
from stillup.model.status import Impact, UpdateStatus
from stillup.model.text import Text
from stillup.writing.prose import settle
from stillup.writing.times import time_id

_REFERENCE = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"`]?([^\"`\s]+?)[\"`]?\s*[>%]\}\}")


class Site(msgspec.Struct, frozen=True):
    """What every post needs to know of its site. `now` None asks nothing about the future."""

    zone: ZoneInfo
    roster: Roster
    place: Place
    now: datetime | None = None


def convert_post(
    post: Found, site: Site, aliases: tuple[str, ...], doubts: Doubts
) -> tuple[str, str]:
    """Return the path of our file and its text."""
    claims = claims_of(post.front, post.name, site.zone, doubts)
    incident = _frame(post, site, aliases, doubts)
    _note_front(post, incident.impact, doubts)
    body = _with_links(post, site, doubts)
    told: Incident | Maintenance
    if claims is None:
        doubts.note("no-start", 0, "its text is the summary")
        summary = settle(body, begins_update=False).text
        told = msgspec.structs.replace(incident, draft=True, summary=Text(summary, ""))
    else:
        pieces = read_pieces(body, lambda text: read_time(text, site.zone))
        below = doubts.below(post.front.first)
        if site.now is None or fate_of(claims, site.now) is Fate.INCIDENT:
            told = _told(incident, claims, pieces, below)
        else:
            told = tell_ahead(incident, claims, pieces, site.now, below)
    return write_post(told, site.zone, unplaced(post.front, claims))


def is_draft(post: Found) -> bool:
    """Whether it was one, or is the second telling of another post."""
    return flag(post.front, "draft") or bool(post.language)


def _frame(post: Found, site: Site, aliases: tuple[str, ...], doubts: Doubts) -> Incident:
    """Return the incident without its updates."""
    impact, status = impact_of(post.front, doubts)
    published = read_time(post.front.text("publishdate"), site.zone)
    names = post.front.texts("affected")
    return Incident(
        id=post.id,
        source="",
        digest="",
        title=_title(post, doubts),
        impact=impact,
        components=marks_of(names, post.front.line("affected"), site.roster, status, doubts),
        aliases=tuple(Reference(alias) for alias in aliases),
        feed_id=f"{site.place.base}{post.address}" if site.place.base else "",
        draft=is_draft(post),
        publish_at=published.at if published else None,
        pin=flag(post.front, "pin") and flag(post.front, "informational"),
        summary=Text("", ""),
    )


def _told(
    incident: Incident, claims: Claims, pieces: tuple[Piece, ...], doubts: Doubts
) -> Incident:
    steps = find_course(claims, pieces, doubts)
    for piece in pieces:
        if piece.time:
            note_time(doubts, piece.first, piece.typed, piece.time)
    return msgspec.structs.replace(
        incident,
        updates=tuple(_updates(steps, doubts)),
        started=find_start(claims, steps),
    )


def _updates(steps: tuple[Step, ...], doubts: Doubts) -> Iterator[Update]:
    """Yield the updates. Their ids are their digits as written, unless two would be the same."""
    ids = [step.time.update_id for step in steps]
    if len(set(ids)) < len(ids):
        ids = [time_id(step.time.at.replace(tzinfo=None)) for step in steps]
    for step, id_ in zip(steps, ids, strict=True):
        yield Update(
            id=id_,
            status=step.status,
            at=step.time.at,
            text=told_text(
                step.text,
                doubts.below_line(step.line),
                is_report=step.status is UpdateStatus.POSTMORTEM,
            ),
            ended=step.ended,
            retrospective=step.retrospective,
        )


def _with_links(post: Found, site: Site, doubts: Doubts) -> str:
    def meant(target: str, line: int) -> str:
        leads = site.place.meant(target, post.address)
        if leads != target:
            doubts.note("link", post.front.first + line, f"`{target}`", f"it is `{leads}`")
        return leads

    def referred(found: "re.Match[str]") -> str:
        return site.place.address_of(hugo_address(found[1].lstrip("/"))) or found[0]

    return with_targets(_REFERENCE.sub(referred, post.front.body), meant)


def _title(post: Found, doubts: Doubts) -> str:
    written = shown(post.front, "title") if "title" in post.front.values else ""
    title = " ".join(written.split())
    if not title:
        title = post.name.replace("-", " ").strip() or post.id
        doubts.note("front-matter", 0, "it has no title", f"it is called `{title}`")
    return title


def _note_front(post: Found, impact: Impact, doubts: Doubts) -> None:
    front = post.front
    for flaw in front.flaws:
        doubts.note("front-matter", flaw.line, flaw.what, "what could be read was used")
    if front.found and front.text("section") != "issue":
        what = "`section: issue` is missing, so cState did not list it"
        doubts.note("front-matter", 0, what, "it is listed")
    if impact is Impact.NONE and front.texts("affected") and not flag(front, "informational"):
        names = ", ".join(f"`{name}`" for name in front.texts("affected"))
        doubts.note("announcement", front.line("severity"), f"a notice about {names}")
    if post.language:
        doubts.note("translation", 0, f"its name ends in `.{post.language}`")
    for key in unknown_keys(front):
        doubts.note("key", front.line(key), f"`{key}`")
