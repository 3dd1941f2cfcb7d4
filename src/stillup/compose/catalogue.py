"""Components, groups and people by id, and what a writer means by naming them."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from stillup.model.post import ComponentMark
from stillup.model.settings import Component, Group, Person, Settings
from stillup.model.status import ComponentStatus, Impact, status_of_impact
from stillup.parse.nearness import nearest

ALL = "all"


class Catalogue(msgspec.Struct, frozen=True):
    """What `site.yaml` declares, by id, in its order. Days are those of `time_zone`."""

    time_zone: str
    components: dict[str, Component]
    groups: dict[str, Group]
    people: dict[str, Person]

    def day_of(self, at: datetime) -> date:
        """Return the day of a moment."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()

    def members(self, name: str, day: date) -> tuple[str, ...]:
        """Return the components that a name stands for on a day; empty if it is unknown."""
        if name in self.components:
            return (name,)
        if name != ALL and name not in self.groups:
            return ()
        return tuple(
            component.id
            for component in self.components.values()
            if name in {ALL, component.group} and not is_retired(component, day)
        )

    def knows(self, name: str) -> bool:
        """Whether a name is a component, a group or `all`."""
        return name == ALL or name in self.components or name in self.groups

    def nearest(self, name: str) -> str:
        """Return the known id most like `name`, by id or by the name people see, or nothing."""
        by_word = {word.casefold(): id_ for id_, word in self._words()}
        near = nearest(name, by_word, cutoff=0.6)
        return by_word[near] if near else ""

    def statuses(
        self, marks: Collection[ComponentMark], impact: Impact, at: datetime
    ) -> dict[str, ComponentStatus]:
        """Return what `marks` say of each component; one named alone wins over its group.

        A group stands for who was in use on the day of `at`.
        """
        if not marks:
            return {}
        day = self.day_of(at)
        said: dict[str, ComponentStatus] = {}
        for mark in sorted(marks, key=self._breadth):
            status = mark.status or status_of_impact(impact)
            said |= dict.fromkeys(self.members(mark.name, day), status)
        return {id_: said[id_] for id_ in self.components if id_ in said}

    def _breadth(self, mark: ComponentMark) -> int:
        return 0 if mark.name == ALL else 1 if mark.name in self.groups else 2

    def _words(self) -> Iterator[tuple[str, str]]:
        for group in self.groups.values():
            yield from ((group.id, word) for word in (group.id, *group.name.values()))
        for component in self.components.values():
            yield from ((component.id, word) for word in (component.id, *component.name.values()))


def is_retired(component: Component, day: date) -> bool:
    """Whether a component is retired on a day."""
    return component.retired is not None and component.retired <= day


def catalogue_of(settings: Settings) -> Catalogue:
    """Return what the settings declare."""
    return Catalogue(
        time_zone=settings.time_zone,
        components={component.id: component for component in settings.components},
        groups={group.id: group for group in settings.groups},
        people={person.id: person for person in settings.people},
    )
