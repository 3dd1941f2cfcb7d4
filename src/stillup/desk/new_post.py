"""A post that is not there yet: an incident, or work that is planned."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from stillup.compose.links import subject_of
from stillup.desk.authors import find_person
from stillup.desk.change import Change
from stillup.desk.desk import Desk
from stillup.desk.marks import read_marks
from stillup.desk.skeletons import known_of_site
from stillup.desk.times import (
    Unclear,
    next_time,
    past_time,
    planned_time,
    short_time,
    to_the_minute,
)
from stillup.model.post import Moment
from stillup.model.settings import words_in
from stillup.model.status import ComponentStatus, Impact, UpdateStatus, status_of_impact
from stillup.parse.ids import as_id, is_id
from stillup.writing.edited import Edited
from stillup.writing.free_time import free_time
from stillup.writing.post import new_incident, new_maintenance
from stillup.writing.slug import slug
from stillup.writing.times import written_moment, written_time
from stillup.writing.update import NewUpdate

DEFAULT_IMPACT = Impact.MINOR


class NewPost(msgspec.Struct, frozen=True, kw_only=True):
    """What a new post of either kind is to say; times as typed, None where nothing was said.

    `name` is the id, else it is made of the day and the title.
    """

    title: str
    text: str = ""
    at: str | None = None
    next: str | None = None
    components: tuple[str, ...] = ()
    author: str = ""
    draft: bool = False
    publish_at: str | None = None
    name: str = ""


class NewIncident(NewPost, frozen=True, kw_only=True):
    """An incident; `started` is since when people are hit, if that was before `at`."""

    status: UpdateStatus = UpdateStatus.INVESTIGATING
    impact: Impact | None = None
    started: str | None = None


class NewMaintenance(NewPost, frozen=True, kw_only=True):
    """Planned work, from `starts` to `ends`."""

    starts: str = ""
    ends: str = ""


def plan_incident(desk: Desk, wish: NewIncident) -> Change:
    """Return the change that makes the file of a new incident. Raises Unclear."""
    at = _moment(desk, wish)
    started = past_time(wish.started, at, desk.zone) if wish.started else None
    impact = wish.impact or DEFAULT_IMPACT
    text = new_incident(
        title=_title(wish),
        impact=impact.value,
        update=_update(desk, wish, at, wish.status),
        components=_components(desk, wish, status_of_impact(impact)),
        started=written_time(started, desk.zone) if started else "",
        author=_author(desk, wish),
        others=_others(desk, wish),
    )
    return _change("incidents", _name(desk, wish, started or at), text)


def plan_maintenance(desk: Desk, wish: NewMaintenance) -> Change:
    """Return the change that makes the file of planned work. Raises Unclear."""
    at = _moment(desk, wish)
    starts, ends = _plan(desk, wish)
    text = new_maintenance(
        title=_title(wish),
        starts=written_moment(starts, desk.zone),
        ends=written_moment(ends, desk.zone),
        update=_update(desk, wish, at, UpdateStatus.SCHEDULED),
        components=_components(desk, wish, ComponentStatus.UNDER_MAINTENANCE),
        author=_author(desk, wish),
        others=_others(desk, wish),
    )
    return _change("maintenance", _name(desk, wish, starts.at), text)


def _plan(desk: Desk, wish: NewMaintenance) -> tuple[Moment, Moment]:
    starts = planned_time(wish.starts, desk.now, desk.zone)
    ends = planned_time(wish.ends, starts.at, desk.zone, is_end=True)
    if ends.at <= starts.at:
        raise Unclear(f"the work would end, {wish.ends}, before it starts, {wish.starts}")
    return starts, ends


def _title(wish: NewPost) -> str:
    title = " ".join(wish.title.split())
    if not title:
        raise Unclear("the title is empty", "say what people cannot do, in their words")
    return title


def _moment(desk: Desk, wish: NewPost) -> datetime:
    return desk.now if wish.at is None else past_time(wish.at, desk.now, desk.zone)


def _update(desk: Desk, wish: NewPost, at: datetime, status: UpdateStatus) -> NewUpdate:
    fields = []
    if wish.next is not None:
        promised = next_time(wish.next, to_the_minute(at), desk.zone)
        fields.append(("next_update", short_time(promised, at, desk.zone)))
    return NewUpdate(
        status=status, at=free_time((), at, desk.zone), fields=tuple(fields), text=wish.text
    )


def _components(desk: Desk, wish: NewPost, usual: ComponentStatus) -> list[str] | dict[str, str]:
    """Return the ids alone, or each with a status if any was given one."""
    marks = read_marks(wish.components, desk.catalogue)
    if not any(status for _, status in marks):
        return [name for name, _ in marks]
    return {name: status or usual.value for name, status in marks}


def _author(desk: Desk, wish: NewPost) -> str:
    return find_person(wish.author, desk.settings.people) or wish.author


def _others(desk: Desk, wish: NewPost) -> Mapping[str, str]:
    others = {"draft": "true"} if wish.draft else {}
    if wish.publish_at:
        at = planned_time(wish.publish_at, desk.now, desk.zone)
        if not at.has_time:
            raise Unclear(f"`{wish.publish_at}` is a day; the time of day is missing")
        others["publish_at"] = written_moment(at, desk.zone)
    return others


def _name(desk: Desk, wish: NewPost, day: datetime) -> str:
    if not wish.name:
        return slug(desk.local(day).date(), wish.title, _taken(desk))
    if not is_id(wish.name):
        meant = as_id(wish.name)
        raise Unclear(
            f"`{wish.name}` can't be the name of a file here",
            f"it has letters, digits, `-` and `_`, for example `{meant or 'mail-late'}`",
        )
    return wish.name


def _taken(desk: Desk) -> list[str]:
    return [subject[1] for path in desk.sources if (subject := subject_of(path))]


def _change(folder: str, name: str, text: str) -> Change:
    path = f"content/{folder}/{name}.md"
    lines = text.count("\n")
    return Change(path, None, Edited(text.encode(), 1, lines))


def known_of_incident(desk: Desk, wish: NewIncident) -> dict[str, str]:
    """Return by placeholder of a skeleton what is known of an incident before it is written."""
    at = _moment(desk, wish)
    promised = next_time(wish.next, to_the_minute(at), desk.zone) if wish.next else None
    started = past_time(wish.started, at, desk.zone) if wish.started else None
    return known_of_site(desk, _author(desk, wish), promised) | {
        "title": wish.title,
        "impact": (wish.impact or DEFAULT_IMPACT).value,
        "components": names_of(desk, wish.components),
        "started": short_time(started, at, desk.zone) if started else "",
    }


def known_of_work(desk: Desk, wish: NewMaintenance) -> dict[str, str]:
    """Return by placeholder what is known of planned work before it is written."""
    starts, ends = _plan(desk, wish)
    return known_of_site(desk, _author(desk, wish), None) | {
        "title": wish.title,
        "components": names_of(desk, wish.components),
        "starts": written_moment(starts, desk.zone),
        "ends": written_moment(ends, desk.zone),
    }


def names_of(desk: Desk, typed: tuple[str, ...]) -> str:
    """Return the names that people see of components as typed."""
    language, catalogue = desk.settings.default_language, desk.catalogue
    names = {each.id: each.name for each in catalogue.groups.values()}
    names |= {each.id: each.name for each in catalogue.components.values()}
    found = [names[name] for name, _ in read_marks(typed, catalogue) if name in names]
    return ", ".join(words_in(each, language) for each in found)
