"""Components and groups, and the state of the page that they give."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from stillup.compose.beginning import beginning_of
from stillup.compose.catalogue import is_retired
from stillup.compose.site import Site
from stillup.compose.statuspage import ids
from stillup.compose.statuspage.values import Component, Group, Status
from stillup.compose.story import Story
from stillup.model import settings as declared
from stillup.model.post import Incident
from stillup.model.settings import words_in
from stillup.model.status import ComponentStatus, worst_status

_OPERATIONAL = ComponentStatus.OPERATIONAL

_WORDS = {
    ComponentStatus.OPERATIONAL: Status("none", "All Systems Operational"),
    ComponentStatus.UNDER_MAINTENANCE: Status("maintenance", "Service Under Maintenance"),
    ComponentStatus.DEGRADED_PERFORMANCE: Status("minor", "Partially Degraded Service"),
    ComponentStatus.PARTIAL_OUTAGE: Status("major", "Partial System Outage"),
    ComponentStatus.MAJOR_OUTAGE: Status("critical", "Major Service Outage"),
}
_MINOR = Status("minor", "Minor Service Outage")
"""What a minor incident is called that names no component."""


def status_of(site: Site) -> Status:
    """Return the state of the page, which is never good while an incident is open."""
    overall = site.status.overall
    is_named = overall in site.status.components.values()
    if overall is ComponentStatus.DEGRADED_PERFORMANCE and not is_named:
        return _MINOR
    return _WORDS[overall]


def shown_components(site: Site) -> list[declared.Component]:
    """Return those in use, in the settings' order. One that is retired shows while it is hit."""
    return [
        component
        for id_, component in site.catalogue.components.items()
        if not is_retired(component, site.today) or site.status.components[id_] is not _OPERATIONAL
    ]


def changes_of(site: Site) -> dict[str, datetime]:
    """Return by component when its status changed last; who never changed is missing."""
    found: dict[str, datetime] = {}
    for story in site.stories:
        if _has_come(story):
            for spell in story.timeline.spells:
                changed, known = spell.until or spell.since, found.get(spell.component)
                if known is None or changed > known:
                    found[spell.component] = changed
    return found


def components_key(site: Site) -> list[object]:
    """Return all that components depend on besides the settings."""
    changes = changes_of(site)
    return [
        (component.id, site.status.components[component.id], changes.get(component.id))
        for component in shown_components(site)
    ]


def components_of(site: Site) -> dict[str, Component]:
    """Return groups, each with its members behind it, then the other components.

    They are by our id, groups by theirs; no group has the id of a component.
    """
    shown, groups = shown_components(site), site.catalogue.groups
    made = _Maker(site)
    found: dict[str, Component] = {}
    position = 0
    for group in groups.values():
        members = [component for component in shown if component.group == group.id]
        if members:
            position += 1
            own = dict(made.row(members, group))
            found[group.id] = made.group(group, position, tuple(own.values()))
            found |= own
    rest = [component for component in shown if component.group not in groups]
    return found | dict(made.row(rest, None, position))


def _has_come(story: Story) -> bool:
    """Whether the spells of a post are the past, not a plan."""
    is_over = not story.timeline.is_open
    return is_over or story.facts.running or isinstance(story.post, Incident)


class _Maker:
    """Makes the components of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._settings = site.settings
        self._language = site.settings.default_language
        self._page = ids.page_id(site.settings)
        self._begun = beginning_of(site)
        since = site.settings.since
        self._since = since if since is not None and since <= site.today else None
        self._changes = changes_of(site)

    def row(
        self, components: Iterable[declared.Component], group: declared.Group | None, after: int = 0
    ) -> Iterator[tuple[str, Component]]:
        """Yield components with their places, which begin behind `after`."""
        for position, component in enumerate(components, after + 1):
            yield component.id, self._component(component, position, group)

    def group(
        self, group: declared.Group, position: int, members: tuple[Component, ...]
    ) -> Component:
        """Return a group of these members."""
        status = worst_status(ComponentStatus(member.status) for member in members)
        return Group(
            id=ids.group_id(self._settings, group),
            name=words_in(group.name, self._language),
            status=status.value,
            created_at=self._begun,
            updated_at=max(member.updated_at for member in members),
            position=position,
            description=words_in(group.description, self._language) or None,
            showcase=any(member.showcase for member in members),
            start_date=None,
            group_id=None,
            page_id=self._page,
            group=True,
            only_show_if_degraded=all(member.only_show_if_degraded for member in members),
            components=tuple(member.id for member in members),
        )

    def _component(
        self, component: declared.Component, position: int, group: declared.Group | None
    ) -> Component:
        return Component(
            id=ids.component_id(self._settings, component),
            name=words_in(component.name, self._language),
            status=self._site.status.components[component.id].value,
            created_at=self._begun,
            updated_at=max(self._changes.get(component.id, self._begun), self._begun),
            position=position,
            description=words_in(component.description, self._language) or None,
            showcase=component.listed,
            start_date=self._since,
            group_id=None if group is None else ids.group_id(self._settings, group),
            page_id=self._page,
            group=False,
            only_show_if_degraded=not component.listed,
        )
