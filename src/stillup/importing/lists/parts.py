"""The components that JSON declares, and those that its posts name."""

from collections.abc import Iterable

from stillup.importing.json_files import Record, Value
from stillup.importing.lists import keys
from stillup.importing.lists.keys import find_key, text_of
from stillup.importing.names import component_id
from stillup.importing.roster import Roster, with_unlisted
from stillup.model.settings import Component
from stillup.writing.slug import unique

_NAMES = ("publicname", "name", "title")
_IDS = ("slug", "id", "uuid", "statuspageresourceid", "componentid")


def names_of(record: Record) -> tuple[str, ...]:
    """Return the components that a post names, each once."""
    found: list[str] = []
    for key in keys.COMPONENTS:
        value = record.get(find_key(record, (key,)))
        members = value if isinstance(value, list) else [value]
        found += [name for name in map(_name, members) if name]
    return tuple(dict.fromkeys(found))


def roster_of(declared: Iterable[Record], named: Iterable[str]) -> Roster:
    """Return the components. Where nothing declares any, those that posts name are the list."""
    components: list[Component] = []
    exact: dict[str, str] = {}
    for record in declared:
        name, id_ = " ".join(text_of(record, _NAMES).split()), text_of(record, ("slug",))
        if name in exact:
            continue
        ours = unique(component_id(id_ or name), {"all", *exact.values()})
        about = " ".join(text_of(record, ("description",)).split())
        components.append(
            Component(id=ours, name={"": name}, description={"": about} if about else {})
        )
        exact[name] = ours
        for other in _IDS:
            exact.setdefault(text_of(record, (other,)) or name, ours)
    if not components:
        for name in dict.fromkeys(named):
            exact[name] = unique(component_id(name), {"all", *exact.values()})
            components.append(Component(id=exact[name], name={"": name}))
    folded = {name.casefold(): id_ for name, id_ in exact.items()}
    return with_unlisted(Roster(tuple(components), (), exact, folded), named)


def _name(value: Value) -> str:
    if isinstance(value, dict):
        inner = value.get("component") or value.get("service")
        return _name(inner) if inner else text_of(value, (*_NAMES, *_IDS))
    if isinstance(value, str | int) and not isinstance(value, bool):
        return " ".join(str(value).split())
    return ""
