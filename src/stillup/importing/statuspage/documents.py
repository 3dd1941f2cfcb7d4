"""Saved JSON documents to records: pages, components, groups and incidents, each once.

A document is told by what is in it, not by its name: a summary, a page of incidents, a list, one
record. Where two tell of the same thing, the newer one counts, with what only the other knows.
"""

import json
from collections.abc import Iterator, Mapping

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.statuspage.values import (
    Record,
    code_in,
    exact_in,
    records_in,
    text_in,
)
from stillup.importing.telling import decoded

_LISTS = ("components", "component_groups", "groups", "incidents", "scheduled_maintenances")
_PEOPLE = frozenset({"email", "phone_number", "endpoint", "obfuscated_channel_name"})
_DEEPEST = 4


class Placed(msgspec.Struct, frozen=True):
    """A record and the file it is from."""

    path: str
    record: Record


class Documents(msgspec.Struct, frozen=True):
    """What the saved documents tell, in the order in which it was found."""

    pages: tuple[Placed, ...] = ()
    components: dict[str, Placed] = {}
    groups: dict[str, Placed] = {}
    incidents: dict[str, Placed] = {}


def read_documents(files: Mapping[str, bytes], doubts: Doubts) -> Documents:
    """Return what the JSON files among `files` tell; what tells nothing is a doubt."""
    reader = _Reader()
    for path in sorted(files):
        if path.lower().endswith(".json"):
            reader.take_file(path, files[path], doubts.about(path))
    return reader.documents()


class _Reader:
    """Sorts records by kind."""

    def __init__(self) -> None:
        self.pages: list[Placed] = []
        self.components: dict[str, Placed] = {}
        self.groups: dict[str, Placed] = {}
        self.incidents: dict[str, Placed] = {}
        self.updates: list[Placed] = []
        self.taken = 0

    def take_file(self, path: str, data: bytes, doubts: Doubts) -> None:
        """Take the records of one file. Several answers may stand one after the other."""
        values, rest = _values(decoded(data, doubts))
        before = self.taken
        for value in values:
            self.take(path, value, _DEEPEST)
        if rest and values:
            doubts.note("file", 0, "it ends in the middle", "what stands before that was read")
        elif rest:
            doubts.note("file", 0, "it is not JSON")
        elif any(_is_person(value) for value in values):
            doubts.note("file", 0, "it is a list of subscribers", "none of it was read or kept")
        elif self.taken == before and not any(_is_empty(value) for value in values):
            doubts.note("file", 0, "nothing in it is of a kind that Statuspage has")

    def take(self, path: str, value: object, depth: int) -> None:
        """Take a value for what its keys say it is."""
        if isinstance(value, list) and depth:
            for each in value:
                self.take(path, each, depth - 1)
        elif isinstance(value, dict):
            self.take_record(Placed(path, value), depth)

    def take_record(self, placed: Placed, depth: int) -> None:
        """Take a record, or what is in it."""
        record, code = placed.record, code_in(placed.record)
        self.taken += 1
        if _is_page(record):
            self.pages.append(placed)
        elif "incident_updates" in record or ("name" in record and "impact" in record):
            _keep(self.incidents, code or text_in(record, "name"), placed)
        elif "incident_id" in record and ("body" in record or "status" in record):
            self.updates.append(placed)
        elif _is_group(record):
            _keep(self.groups, code, placed)
        elif "name" in record and "status" in record:
            _keep(self.components, code, placed)
        else:
            self.taken -= 1
            self.take_inside(placed, depth)

    def take_inside(self, placed: Placed, depth: int) -> None:
        """Take what a document wraps: `page`, `incidents`, or one `incident`."""
        for key in ("page", *_LISTS, *(name.removesuffix("s") for name in _LISTS)):
            if depth:
                self.take(placed.path, placed.record.get(key), depth - 1)

    def documents(self) -> Documents:
        """Return all that was found, loose updates put to their incidents."""
        for update in self.updates:
            code = code_in(update.record, "incident_id")
            known = self.incidents.get(code)
            record: Record = dict(known.record) if known else {"id": code}
            told = list(records_in(record, "incident_updates"))
            if code_in(update.record) not in [code_in(each) for each in told]:
                record.setdefault("name", text_in(update.record, "name"))
                record["incident_updates"] = [*told, update.record]
                self.incidents[code] = Placed(known.path if known else update.path, record)
        return Documents(tuple(self.pages), self.components, self.groups, self.incidents)


def _values(text: str) -> tuple[list[object], str]:
    """Return the JSON values that stand one after the other, and what of the text is none."""
    decoder, found, place = json.JSONDecoder(), list[object](), 0
    while text[place:].strip():
        place += len(text[place:]) - len(text[place:].lstrip())
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return found, text[place:]
        found.append(value)
    return found, ""


def _keep(kept: dict[str, Placed], code: str, placed: Placed) -> None:
    known = kept.get(code)
    if known is None:
        kept[code] = placed
        return
    older, newer = sorted((known, placed), key=lambda each: exact_in(each.record, "updated_at"))
    news = {key: value for key, value in newer.record.items() if value not in (None, [], "")}
    kept[code] = Placed(newer.path, {**older.record, **news})


def _is_page(record: Record) -> bool:
    if "time_zone" not in record or "name" not in record:
        return False
    return "url" in record or "subdomain" in record or "domain" in record


def _is_group(record: Record) -> bool:
    """Whether it holds components: a container among them in v2, a record of its own in v1."""
    if record.get("group") is True:
        return True
    held = record.get("components")
    is_held = isinstance(held, list) and all(isinstance(each, str) for each in held)
    return is_held and "name" in record and "incident_updates" not in record


def _is_person(value: object) -> bool:
    members: Iterator[object] = iter(value) if isinstance(value, list) else iter((value,))
    return any(isinstance(each, dict) and bool(_PEOPLE & each.keys()) for each in members)


def _is_empty(value: object) -> bool:
    """Whether a document is one of theirs that has nothing to tell, such as `status.json`."""
    if value == []:
        return True
    return isinstance(value, dict) and "page" in value
