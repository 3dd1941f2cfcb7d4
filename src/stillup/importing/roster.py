"""The components that an old site knows, and those that only its posts name."""

from collections.abc import Iterable

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.names import component_id
from stillup.model.post import ComponentMark
from stillup.model.settings import Component, Group
from stillup.model.status import ComponentStatus
from stillup.writing.slug import unique


class Roster(msgspec.Struct, frozen=True):
    """Components by the names that posts use, and all of them in order.

    `unlisted` are the names that only posts know.
    """

    components: tuple[Component, ...] = ()
    groups: tuple[Group, ...] = ()
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    unlisted: frozenset[str] = frozenset()

    def find(self, name: str) -> str:
        """Return the id of a name, in any letter case; empty if nothing is called so."""
        return self.exact.get(name) or self.folded.get(name.casefold(), "")


def with_unlisted(roster: Roster, names: Iterable[str]) -> Roster:
    """Return the roster with a component, shown only while affected, for each unknown name."""
    components, exact, folded = list(roster.components), dict(roster.exact), dict(roster.folded)
    unlisted = set(roster.unlisted)
    for name in names:
        if name in exact:
            continue
        if (known := folded.get(name.casefold(), "")) and known in roster.exact.values():
            continue
        taken = {"all", *exact.values(), *(group.id for group in roster.groups)}
        wanted = component_id(name)
        id_ = known or unique(f"{wanted}-unlisted" if wanted in taken else wanted, taken)
        if not known:
            components.append(Component(id=id_, name={"": name}, listed=False))
        exact[name] = folded[name.casefold()] = id_
        unlisted.add(name)
    return Roster(tuple(components), roster.groups, exact, folded, frozenset(unlisted))


def marks_of(
    names: Iterable[str], line: int, roster: Roster, status: ComponentStatus | None, doubts: Doubts
) -> tuple[ComponentMark, ...]:
    """Return the components that a post names in a line, each once."""
    marks: dict[str, ComponentMark] = {}
    for name in names:
        id_ = roster.find(name)
        if name in roster.unlisted:
            doubts.note("component", line, f"no component is called `{name}`", f"it is `{id_}`")
        elif name not in roster.exact:
            doubts.note("component-case", line, f"`{name}`", f"it is `{id_}`")
        marks.setdefault(id_, ComponentMark(id_, status))
    return tuple(marks.values())
