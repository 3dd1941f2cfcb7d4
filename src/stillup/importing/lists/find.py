"""Where in a value of JSON the posts and the components are."""

from collections.abc import Iterator

import msgspec

from stillup.importing.json_files import Document, Record, Value, records_in
from stillup.importing.lists.keys import (
    COMPONENTS,
    PLAN,
    START,
    TEXT,
    TITLE,
    UPDATES,
    find_key,
    folded,
    text_of,
    time_of,
)
from stillup.importing.lists.words import is_maintenance

_DEEPEST = 12
_DATED = ("date", "publishedat")


class Raw(msgspec.Struct, frozen=True):
    """A post as it stands in a document. `trail` are the keys above it, from the outermost in.

    `within` is the name of the component that it stands in, if it stands in one. `alone` says
    that the document holds nothing else.
    """

    path: str
    record: Record
    trail: tuple[str, ...] = ()
    within: str = ""
    alone: bool = False

    @property
    def is_under_maintenance(self) -> bool:
        """Whether a key or a folder above it says that it is planned work."""
        *folders, file = self.path.split("/")
        names = [*self.trail, *folders, "" if self.alone else file]
        return any("maintenance" in folded(name) for name in names)


def find_posts(document: Document) -> Iterator[Raw]:
    """Yield every post of a document, outermost first."""
    yield from _walk(document.path, document.value, (), "")


def find_components(document: Document) -> Iterator[Record]:
    """Yield what a document declares as components, outside posts."""
    yield from _declared(document.value, "", 0)


def is_post(record: Record) -> bool:
    """Whether an object tells of an incident or of planned work.

    It has a title; and updates, or a time at which it began or was to begin, or a date and words.
    """
    if not text_of(record, TITLE):
        return False
    if isinstance(record.get(find_key(record, UPDATES)), list):
        return True
    if time_of(record, (*START, *PLAN))[0]:
        return True
    return time_of(record, _DATED)[0] is not None and bool(text_of(record, TEXT))


def _walk(path: str, value: Value, trail: tuple[str, ...], within: str) -> Iterator[Raw]:
    if len(trail) > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(path, item, (*trail, ""), within)
    elif isinstance(value, dict) and is_post(value):
        yield Raw(path, value, trail, within, alone=not trail)
    elif isinstance(value, dict):
        name = text_of(value, TITLE) if _has_status(value) else ""
        for key, item in value.items():
            yield from _walk(path, item, (*trail, key), name or within)


def _declared(value: Value, key: str, depth: int) -> Iterator[Record]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        named = [record for record in records_in(value) if text_of(record, ("name", "title"))]
        is_list = folded(key) in (*COMPONENTS, "resources", "") and all(map(_is_part, named))
        if named and is_list:
            yield from named
            return
        for item in value:
            yield from _declared(item, key, depth + 1)
    elif isinstance(value, dict) and not is_post(value):
        for name, item in value.items():
            yield from _declared(item, name, depth + 1)


def _is_part(record: Record) -> bool:
    return not is_post(record) and _has_status(record)


def _has_status(record: Record) -> bool:
    known = {folded(key) for key in record}
    is_page = "url" in known and not known & {"id", "slug", "description"}
    return bool(known & {"status", "description", "slug", "componentstatus"}) and not is_page


def is_planned(raw: Raw, kind: str, impact: str) -> bool:
    """Whether a post is planned work: by its own words, its plan, or where it stands."""
    if is_maintenance(kind) or is_maintenance(impact) or raw.is_under_maintenance:
        return True
    return time_of(raw.record, PLAN)[0] is not None
