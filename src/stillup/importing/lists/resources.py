"""Documents of JSON:API told plainly: https://jsonapi.org keeps values apart from each other."""

from collections.abc import Iterator

from stillup.importing.json_files import Record, Value
from stillup.importing.lists.keys import UPDATES, folded


def resolved(value: Value) -> Value:
    """Return a document of JSON:API as plain objects; any other value as it is.

    There, an object keeps its values under `attributes`, and what belongs to it stands elsewhere
    in the document, named by type and id.
    """
    if not isinstance(value, dict) or not any(_is_resource(r) for r in _resources(value)):
        return value
    resources = [resource for resource in _resources(value) if _is_resource(resource)]
    known = {_name(resource): _attributes(resource) for resource in resources}
    return [_attributes(each) | dict(_updates(each, known)) for each in resources]


def _resources(document: Record) -> Iterator[Record]:
    for key in ("data", "included"):
        value = document.get(key)
        members = value if isinstance(value, list) else [value]
        yield from (member for member in members if isinstance(member, dict))


def _is_resource(value: Record) -> bool:
    return isinstance(value.get("attributes"), dict) and isinstance(value.get("type"), str)


def _name(resource: Record) -> tuple[str, str]:
    return str(resource.get("type")), str(resource.get("id"))


def _attributes(resource: Record) -> Record:
    attributes = resource["attributes"]
    assert isinstance(attributes, dict)  # noqa: S101 - `_is_resource` has asked
    return {"id": resource.get("id")} | attributes


def _updates(resource: Record, known: dict[tuple[str, str], Record]) -> Iterator[tuple[str, Value]]:
    relations = resource.get("relationships")
    for key, relation in relations.items() if isinstance(relations, dict) else ():
        data = relation.get("data") if isinstance(relation, dict) else None
        if folded(key) in UPDATES and isinstance(data, list):
            members = [member for member in data if isinstance(member, dict)]
            yield key, [known[_name(m)] for m in members if _name(m) in known]
