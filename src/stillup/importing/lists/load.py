"""Files of JSON as values: several documents in one file, and JSON:API told plainly."""

import json
import re
from collections.abc import Iterator

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.lists.keys import UPDATES, Record, Value, folded
from stillup.importing.telling import decoded

_BLANK = re.compile(r"[\s,]*")
_HALF = re.compile("[\ud800-\udfff]")
_DEEPEST = 60


class Document(msgspec.Struct, frozen=True):
    """One value of JSON and the path of its file."""

    path: str
    value: Value


def load(path: str, data: bytes, doubts: Doubts) -> list[Document]:
    """Return the values of a file, one after the other, as tools that fetch pages write them."""
    text = decoded(data, doubts)
    found, at = [], _end_of_blank(text, 0)
    while at < len(text):
        try:
            value, at = json.JSONDecoder().raw_decode(text, at)
        except (ValueError, RecursionError):
            line = text[:at].count("\n") + 1
            doubts.note(
                "front-matter", line, "it is not JSON from here on", "what was before counts"
            )
            break
        found.append(Document(path, _resolved(_clean(value))))
        at = _end_of_blank(text, at)
    return found


def compact(value: Value) -> str:
    """Return a value on one line."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _end_of_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _clean(value: Value, depth: int = 0) -> Value:
    """Return a value without halves of characters, which no file could hold."""
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {_HALF.sub("\ufffd", key): _clean(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean(item, depth + 1) for item in value]
    return value


def _resolved(value: Value) -> Value:
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
