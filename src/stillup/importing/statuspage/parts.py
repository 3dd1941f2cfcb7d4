"""Components and groups of the API as ours, known by their ids there."""

from collections.abc import Iterable, Iterator

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.names import component_id
from stillup.importing.statuspage.documents import Documents, Placed
from stillup.importing.statuspage.old import Mark
from stillup.importing.statuspage.values import Record, code_in, text_in, texts_in
from stillup.model.settings import Component, Group
from stillup.writing.slug import unique

_NO_PLACE = ("start_date", "automation_email")


class Parts(msgspec.Struct, frozen=True):
    """Our groups and components. `by_code` has the id of each component by its id there.

    `codes` are the ids of the groups there, which no component can have as well.
    """

    groups: tuple[Group, ...] = ()
    components: tuple[Component, ...] = ()
    by_code: dict[str, str] = {}
    by_name: dict[str, str] = {}
    remarks: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()

    def find(self, mark: Mark) -> str:
        """Return the id of the component that an incident means, empty if there is none."""
        return self.by_code.get(mark.code) or self.by_name.get(mark.name, "")


def declared_parts(documents: Documents) -> Parts:
    """Return the groups and components of the page, in the order in which it shows them."""
    groups: dict[str, Group] = {}
    held: dict[str, str] = {}
    for code, placed in _by_position(documents.groups):
        id_ = unique(component_id(text_in(placed.record, "name")), _taken(groups.values()))
        groups[code] = Group(id_, {"": _name(placed, code)}, _about(placed.record), code)
        held |= dict.fromkeys(texts_in(placed.record, "components"), code)
    parts = Parts(tuple(groups.values()), codes=frozenset(groups))
    for code, placed in _by_position(documents.components):
        group = groups.get(code_in(placed.record, "group_id") or held.get(code, ""))
        parts = _with_component(parts, code, placed, group)
    return parts


def with_unlisted(parts: Parts, marks: Iterable[Mark], doubts: Doubts) -> Parts:
    """Return the parts with a component, shown only while affected, for each unknown one."""
    for mark in marks:
        if parts.find(mark) or not (mark.code or mark.name):
            continue
        name = mark.name or mark.code
        id_ = unique(component_id(name), _taken(parts.groups, parts.components))
        doubts.note("component", 0, f"`{name}` ({mark.code})", f"it is `{id_}`")
        component = Component(id=id_, name={"": name}, listed=False, api_id=_own(mark, parts))
        parts = msgspec.structs.replace(
            parts,
            components=(*parts.components, component),
            by_code=parts.by_code | ({mark.code: id_} if mark.code else {}),
            by_name=parts.by_name | {name: id_},
        )
    return parts


def _with_component(parts: Parts, code: str, placed: Placed, group: Group | None) -> Parts:
    record, name = placed.record, _name(placed, code)
    taken = _taken(parts.groups, parts.components)
    wanted = component_id(name)
    if wanted in taken and group:
        wanted = component_id(f"{group.name['']} {name}")
    id_ = unique(wanted, taken)
    component = Component(
        id=id_,
        name={"": name},
        group=group.id if group else "",
        description=_about(record),
        listed=record.get("only_show_if_degraded") is not True,
        api_id="" if code in parts.codes else code,
    )
    told = {name: id_} | ({f"{group.name['']} - {name}": id_} if group else {})
    remarks = (f"{id_}: {key}: {text}" for key in _NO_PLACE if (text := text_in(record, key)))
    return msgspec.structs.replace(
        parts,
        components=(*parts.components, component),
        by_code=parts.by_code | {code: id_},
        by_name=told | parts.by_name,
        remarks=(*parts.remarks, *remarks),
    )


def _own(mark: Mark, parts: Parts) -> str:
    return "" if mark.code in parts.codes else mark.code


def _by_position(placed: dict[str, Placed]) -> Iterator[tuple[str, Placed]]:
    """Yield the records as the page orders them; those without a place come last."""

    def position(each: tuple[str, Placed]) -> tuple[bool, int]:
        found = each[1].record.get("position")
        is_number = isinstance(found, int)
        return (not is_number, found if isinstance(found, int) else 0)

    yield from sorted(placed.items(), key=position)


def _taken(*parts: Iterable[Group | Component]) -> set[str]:
    return {"all", *(part.id for each in parts for part in each)}


def _name(placed: Placed, code: str) -> str:
    return text_in(placed.record, "name") or code or "Component"


def _about(record: Record) -> dict[str, str]:
    about = text_in(record, "description")
    return {"": about} if about else {}
