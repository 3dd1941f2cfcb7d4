"""One Statuspage incident as one of our files."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.statuspage.old import Old, Plan
from stillup.importing.statuspage.parts import Parts
from stillup.importing.statuspage.updates import Course, find_course
from stillup.model.post import Incident, Maintenance, Moment, Reference, Update
from stillup.model.status import STATELESS, Impact, UpdateStatus
from stillup.model.text import Text
from stillup.writing.prose import settle
from stillup.writing.slug import slug

_SOON = timedelta(minutes=10)
_MINUTE = timedelta(minutes=1)
_LONG = timedelta(days=30)
_IMPACTS = {impact.value: impact for impact in Impact}


class Place(msgspec.Struct, frozen=True):
    """Where a post comes to stand: its id, its old addresses, and the zone of its times."""

    id: str
    aliases: tuple[str, ...]
    zone: ZoneInfo
    now: datetime | None = None


def wanted_id(old: Old, zone: ZoneInfo) -> str:
    """Return an id of the day on which it began, by plan or by its first update, and its title."""
    first = old.updates[0].time.at if old.updates else old.started
    begun = old.plan.starts if old.plan and old.plan.starts else first
    title = old.title or old.code
    if begun is None:
        return slug(date.min, title).removeprefix(f"{date.min.isoformat()}-")
    return slug(begun.astimezone(zone).date(), title)


def convert(old: Old, place: Place, parts: Parts, doubts: Doubts) -> Incident | Maintenance:
    """Return a post of ours. Where nobody can tell when it was, it is a draft."""
    if not old.updates:
        done = "its words are there" if old.untimed else ""
        doubts.note("no-start", 0, f"{old.name} has no update with a time", done)
        summary = settle("\n\n".join(old.untimed), begins_update=False).text
        frame = _incident(old, place, doubts)
        return msgspec.structs.replace(frame, draft=True, summary=Text(summary, ""))
    course = find_course(old, parts, place.zone, doubts)
    return _not_ahead(_told(old, course, place, doubts), place, doubts)


def _told(old: Old, course: Course, place: Place, doubts: Doubts) -> Incident | Maintenance:
    if not old.is_maintenance:
        return _timed(_incident(old, place, doubts), old, course, doubts)
    if work := _maintenance(old, course, place, doubts):
        return work
    what = "nothing says when it was planned for"
    if old.plan and old.plan.shown:
        what = f"it was planned for “{old.plan.shown}”, which nobody can put a year to"
    doubts.note("plan", 0, f"{old.name}: {what}", "it is a draft")
    draft = msgspec.structs.replace(_incident(old, place, doubts), draft=True)
    return msgspec.structs.replace(draft, updates=_calm(course.updates))


def _incident(old: Old, place: Place, doubts: Doubts) -> Incident:
    """Return the incident without its updates."""
    return Incident(
        id=place.id,
        source="",
        digest="",
        title=_title(old, doubts),
        impact=_impact(old, doubts),
        aliases=tuple(Reference(alias) for alias in place.aliases),
        feed_id=old.atom_id,
        rss_id=old.rss_id,
        api_id=old.code,
        summary=Text("", ""),
    )


def _timed(frame: Incident, old: Old, course: Course, doubts: Doubts) -> Incident:
    return msgspec.structs.replace(
        frame,
        updates=course.updates,
        components=course.components,
        started=_started(old, course.updates, doubts),
    )


def _maintenance(old: Old, course: Course, place: Place, doubts: Doubts) -> Maintenance | None:
    """Return planned work, None if no plan can be told: then nobody would know when it is."""
    plan = _whole(old, course.updates, doubts)
    if plan.starts is None or plan.ends is None or plan.ends <= plan.starts:
        return None
    return Maintenance(
        id=place.id,
        source="",
        digest="",
        title=_title(old, doubts),
        components=course.components,
        aliases=tuple(Reference(alias) for alias in place.aliases),
        feed_id=old.atom_id,
        rss_id=old.rss_id,
        api_id=old.code,
        summary=Text("", ""),
        starts=Moment(plan.starts),
        ends=Moment(plan.ends),
        updates=course.updates,
    )


def _whole(old: Old, updates: tuple[Update, ...], doubts: Doubts) -> Plan:
    """Return the plan; when the work began and ended stands for what it does not say."""
    plan = old.plan or Plan()
    began = next((u.at for u in updates if u.status is UpdateStatus.IN_PROGRESS), None)
    ended = next((u.at for u in updates if u.status is UpdateStatus.COMPLETED), None)
    starts, ends = plan.starts or began, plan.ends or ended
    if starts and ends and ends <= starts:
        ends = ended
    if (starts, ends) != (plan.starts, plan.ends) and starts and ends:
        what = f"{old.name}: its plan is {_shown(plan.starts)} to {_shown(plan.ends)}"
        done = f"it is {_shown(starts)} to {_shown(ends)}, as its updates tell"
        doubts.note("plan", 0, what, done)
    return Plan(starts, ends)


def _calm(updates: tuple[Update, ...]) -> tuple[Update, ...]:
    """Return the updates of planned work in the words of an incident, for a draft."""
    words = {UpdateStatus.COMPLETED: UpdateStatus.RESOLVED}
    return tuple(
        msgspec.structs.replace(u, status=words.get(u.status, UpdateStatus.UPDATE), components=())
        for u in updates
    )


def _not_ahead(
    post: Incident | Maintenance, place: Place, doubts: Doubts
) -> Incident | Maintenance:
    """Make a draft of a post that speaks from the future."""
    last = max(update.at for update in post.updates)
    if place.now is None or last <= place.now + _SOON:
        return post
    doubts.note("future", 0, f"`{post.api_id}` has an update of {_shown(last)}", "it is a draft")
    return msgspec.structs.replace(post, draft=True)


def _started(old: Old, updates: tuple[Update, ...], doubts: Doubts) -> datetime | None:
    """Return when it began, None if the first update says it."""
    first = updates[0].at
    if old.started is None or abs(first - old.started) < _MINUTE:
        return None
    written = old.updates[0].created
    if written is not None and first < old.started <= written:
        return None  # the incident is as old as its first update, which was dated back
    if old.started > first:
        what = f"{old.name}: `started_at` is {_shown(old.started)}, later than its first update"
        doubts.note("disagreement", 0, what, f"it began {_shown(first)}")
        return None
    return old.started


def _title(old: Old, doubts: Doubts) -> str:
    if not old.title:
        doubts.note("front-matter", 0, f"{old.name} has no name", "its id is its title")
    return old.title or old.code or "Incident"


def _impact(old: Old, doubts: Doubts) -> Impact:
    """Return the impact. A feed says none, which is told of once for all of them."""
    if old.impact is None or old.is_maintenance:
        return Impact.MINOR
    if old.impact not in _IMPACTS:
        said = f"`{old.impact}`" if old.impact else "it says none"
        doubts.note("impact", 0, f"{old.name}: {said}", "it is `minor`")
    return _IMPACTS.get(old.impact, Impact.MINOR)


def note_state(post: Incident | Maintenance, name: str, doubts: Doubts) -> None:
    """Note what a person should look at: what is still open, and what took very long."""
    ends = {UpdateStatus.RESOLVED, UpdateStatus.COMPLETED}
    closing = [update for update in post.updates if update.status in ends]
    told = [update for update in post.updates if update.status not in STATELESS]
    if post.draft or not post.updates:
        return
    if not told or told[-1].status not in ends:
        doubts.note("open", 0, name)
    elif isinstance(post, Incident) and closing[-1].at - post.updates[0].at > _LONG:
        days = (closing[-1].at - post.updates[0].at).days
        doubts.note("long", 0, f"{name}: {days} days")


def _shown(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "not said"
