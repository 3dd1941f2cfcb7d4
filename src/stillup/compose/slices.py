"""Parts of the news that somebody may want alone: a component, a group, a kind, an impact.

Belonging lasts: from the update on that made a post a matter of a slice, all that follow belong,
so that whoever heard the beginning hears the end.
"""

import msgspec

from stillup.compose.catalogue import Catalogue
from stillup.compose.story import Story
from stillup.model.post import Incident, Post
from stillup.model.settings import Settings, words_in
from stillup.model.status import Impact, highest_impact

FLOORS = (Impact.MINOR, Impact.MAJOR, Impact.CRITICAL)
"""Impacts that an incident must have reached to be told of, for those who want no others."""

KINDS = ("incidents", "maintenance", "announcements", *(floor.value for floor in FLOORS))

_REACHED = {
    impact: tuple(floor.value for floor in FLOORS if highest_impact((floor, impact)) is impact)
    for impact in Impact
}


class Slice(msgspec.Struct, frozen=True):
    """A part of all updates.

    `about` is `component` or `group`, of which `subject` is the id, or one of KINDS. `updates` is
    not a part but the whole.
    """

    about: str
    subject: str = ""


WHOLE = Slice("updates")


def slices_of(settings: Settings) -> tuple[Slice, ...]:
    """Return every part that has a feed of its own, also of components that were retired."""
    return (
        *(Slice("component", component.id) for component in settings.components),
        *(Slice("group", group.id) for group in settings.groups),
        *(Slice(kind) for kind in KINDS),
    )


def name_of(part: Slice, catalogue: Catalogue, language: str) -> str:
    """Return what people call the component or the group that a slice is about, if it is one."""
    if part.about == "component":
        return words_in(catalogue.components[part.subject].name, language)
    if part.about == "group":
        return words_in(catalogue.groups[part.subject].name, language)
    return ""


def kinds_of(story: Story) -> tuple[str, ...]:
    """Return those of KINDS that a post belongs to by now."""
    return _kinds(story.post, story.timeline.highest)


def belonging(story: Story, catalogue: Catalogue) -> dict[Slice, int]:
    """Return the slices a post belongs to, each with the first of its updates that does.

    A number counts from 0 in the order of time.
    """
    first = {WHOLE: 0}
    for id_, number in _first_named(story, catalogue).items():
        first[Slice("component", id_)] = number
        group = Slice("group", catalogue.components[id_].group)
        if group.subject in catalogue.groups:
            first[group] = min(number, first.get(group, number))
    return first | _first_of_kinds(story.post)


def _first_named(story: Story, catalogue: Catalogue) -> dict[str, int]:
    """Return by component the update as of which the post has named it: 0 if it always did."""
    post, timeline = story.post, story.timeline
    if not any(update.components for update in post.updates[1:]):
        return dict.fromkeys(timeline.statuses, 0)
    first = dict.fromkeys(catalogue.statuses(post.components, Impact.NONE, timeline.started), 0)
    for number, update in enumerate(post.updates):
        for id_ in timeline.changes.get(update.id, ()):
            if id_:
                first.setdefault(id_, number)
    return first


def _first_of_kinds(post: Post) -> dict[Slice, int]:
    first: dict[Slice, int] = {}
    highest = post.impact if isinstance(post, Incident) else Impact.NONE
    for number, update in enumerate(post.updates):
        if number and update.impact is None:
            continue
        highest = highest_impact((highest, update.impact or Impact.NONE))
        for kind in _kinds(post, highest):
            first.setdefault(Slice(kind), number)
    return first


def _kinds(post: Post, highest: Impact) -> tuple[str, ...]:
    """Return the kinds of a post that has been as bad as that.

    An announcement that became an incident stays both.
    """
    if not isinstance(post, Incident):
        return ("maintenance",)
    announced = ("announcements",) if _began_as_announcement(post) else ()
    return announced if highest is Impact.NONE else (*announced, "incidents", *_REACHED[highest])


def _began_as_announcement(post: Incident) -> bool:
    """Whether nothing was wrong when it was first told of."""
    return post.impact is Impact.NONE and (post.updates[0].impact or Impact.NONE) is Impact.NONE
