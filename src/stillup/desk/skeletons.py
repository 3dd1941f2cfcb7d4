"""The text to begin with, filled with what is known about the post and the site."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from stillup.compose.story import Promise, Story
from stillup.desk.desk import Desk
from stillup.desk.times import Unclear
from stillup.model.post import Moment
from stillup.model.settings import words_in
from stillup.model.status import ComponentStatus
from stillup.parse.nearness import listed, nearest
from stillup.writing.edited import Refused
from stillup.writing.skeleton import SKELETONS, fill, find_skeleton
from stillup.writing.times import written_moment

_TEMPLATES = "content/templates/"
_MINUTES = 60


def skeleton(desk: Desk, name: str, known: Mapping[str, str]) -> str:
    """Return the filled skeleton of that name, the site's own if it has one. Raises Unclear."""
    own = _own(desk)
    if name not in SKELETONS and f"{name}.md" not in own:
        names = {*SKELETONS, *(file.removesuffix(".md") for file in own)}
        near = nearest(name, names)
        told = f"; did you mean `{near}`?" if near else ""
        raise Unclear(f"there is no template `{name}`{told}", f"there are {listed(sorted(names))}")
    found = find_skeleton(name, desk.settings.default_language, own)
    text = fill(found.text, known)
    if isinstance(text, Refused):
        where = f"{found.source}, line {text.line}: {text.what}"
        raise Unclear(where, *(part for part in (text.help, text.fix) if part))
    return text.strip()


def update_skeleton(story: Story) -> str:
    """Return the name of the skeleton for an update of a post: another one if it comes late."""
    return "late" if story.facts.promise is Promise.LATE else "update"


def known_of_site(desk: Desk, author: str, next_update: datetime | None) -> dict[str, str]:
    """Return by placeholder what is known whatever the post is."""
    settings = desk.settings
    language = settings.default_language
    person = desk.catalogue.people.get(author)
    contact = settings.contact[0] if settings.contact else None
    return {
        "site": words_in(settings.name, language),
        "company": words_in(settings.company.name, language),
        "contact": words_in(contact.text, language) if contact else "",
        "author": person.name if person else author,
        "role": words_in(person.role, language) if person else "",
        "now": f"{desk.local(desk.now):%H:%M}",
        "next_update": _time(desk, next_update),
    }


def known_of_post(desk: Desk, story: Story) -> dict[str, str]:
    """Return by placeholder what is known of a post."""
    timeline = story.timeline
    known = dict(_plan(desk, story))
    end = timeline.ended or desk.now
    return known | {
        "title": story.post.title,
        "impact": timeline.impact.value,
        "components": component_names(desk, story),
        "started": _time(desk, timeline.started),
        "ended": _time(desk, timeline.ended),
        "elapsed": length(desk.now - timeline.started),
        "duration": length(end - timeline.started) if not story.is_open else "",
        "last_update": _time(desk, story.post.updates[-1].at),
        "last_promise": _time(desk, story.facts.promised),
    }


def component_names(desk: Desk, story: Story) -> str:
    """Return the names of what is hit, or of all that was named if nothing is any more."""
    language, statuses = desk.settings.default_language, story.timeline.statuses
    hit = [c for c, s in statuses.items() if s is not ComponentStatus.OPERATIONAL] or [*statuses]
    return ", ".join(words_in(desk.catalogue.components[c].name, language) for c in hit)


def length(span: timedelta) -> str:
    """Return a length of time in words, to the minute."""
    hours, minutes = divmod(max(round(span.total_seconds() / _MINUTES), 0), _MINUTES)
    parts = [_counted(hours, "hour")] if hours else []
    return " ".join(parts + ([_counted(minutes, "minute")] if minutes or not hours else []))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _plan(desk: Desk, story: Story) -> Iterator[tuple[str, str]]:
    for name, moment in (("starts", story.timeline.starts), ("ends", story.timeline.ends)):
        shown = _planned(desk, moment)
        yield name, shown
        yield f"old_{name}", shown


def _planned(desk: Desk, moment: Moment | None) -> str:
    return written_moment(moment, desk.zone) if moment else ""


def _time(desk: Desk, at: datetime | None) -> str:
    """Return a time as people say it: without the day, if that is today."""
    if at is None:
        return ""
    local = desk.local(at)
    today = local.date() == desk.local(desk.now).date()
    return f"{local:%H:%M}" if today else f"{local:%Y-%m-%d %H:%M}"


def _own(desk: Desk) -> dict[str, str]:
    return {
        path.removeprefix(_TEMPLATES): source.load().decode("utf-8", errors="replace")
        for path, source in desk.sources.items()
        if path.startswith(_TEMPLATES) and path.endswith(".md")
    }
