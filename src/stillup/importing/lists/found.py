"""The posts in JSON, each once and with the id it gets."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.json_files import Document
from stillup.importing.lists import keys
from stillup.importing.lists.find import Raw, find_posts
from stillup.importing.lists.head import beginning_of, is_work
from stillup.importing.lists.keys import text_of, time_of
from stillup.importing.names import post_id, slug_of
from stillup.importing.planned import id_by_day
from stillup.importing.times import read_file_day
from stillup.writing.slug import unique

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_JOINERS = re.compile("[\ufe0e\ufe0f\u200d]")
_Seen = dict[tuple[str, ...], list["Found"]]


class Found(msgspec.Struct, frozen=True):
    """A post and the id it gets. `withins` are the components in which it was found.

    `is_one_of_many` says that other files beside its own hold one post each, too.
    """

    raw: Raw
    id: str = ""
    is_one_of_many: bool = False
    withins: tuple[str, ...] = ()
    is_twin: bool = False

    @property
    def stem(self) -> str:
        """The name of its file, if that is the post's own; else nothing."""
        file = self.raw.path.rpartition("/")[2].rpartition(".")[0]
        is_name = self.is_one_of_many or read_file_day(file) is not None
        return file if self.raw.alone and is_name and not self.is_twin else ""

    @property
    def place(self) -> str:
        """Where it stands, for doubts."""
        if self.raw.alone:
            return self.raw.path
        which = text_of(self.raw.record, keys.ID) or text_of(self.raw.record, keys.TITLE)
        return f"{self.raw.path}[{which[:40]}]"


def find_named(documents: Iterable[Document], doubts: Doubts) -> list[Found]:
    """Return every post once, with an id: of its file, or made of day and title, oldest first."""
    return _named(_once(documents, doubts), doubts)


def _once(documents: Iterable[Document], doubts: Doubts) -> list[Found]:
    """Return each post once. Of two that differ under one id, the second is a draft."""
    raws = [(document, list(find_posts(document))) for document in documents]
    by_size = sorted(raws, key=lambda each: (-len(each[1]), each[0].path))
    found: _Seen = {}
    for _, posts in by_size:
        for raw in posts:
            _take(raw, found, doubts)
    once = [each for twins in found.values() for each in twins]
    alone = Counter(_folder(each) for each in once if each.raw.alone)
    return [msgspec.structs.replace(each, is_one_of_many=alone[_folder(each)] > 1) for each in once]


def _folder(found: Found) -> str:
    return found.raw.path.rpartition("/")[0]


def _take(raw: Raw, found: _Seen, doubts: Doubts) -> None:
    id_ = text_of(raw.record, keys.ID)
    start = beginning_of(raw)
    which = (id_, str(start and start.at)) if id_ else (raw.path, str(len(found)))
    twins = found.setdefault((str(is_work(raw)), *which), [])
    same = next((n for n, each in enumerate(twins) if each.raw.record == raw.record), None)
    if same is not None:
        held = dict.fromkeys([*twins[same].withins, *filter(None, [raw.within])])
        twins[same] = msgspec.structs.replace(twins[same], withins=tuple(held))
        return
    if twins:
        what = f"`{id_}` stands in `{twins[0].raw.path}` too, told differently"
        doubts.about(Found(raw).place).note("twin", 0, what)
    withins = (raw.within,) if raw.within else ()
    twins.append(Found(raw, withins=withins, is_twin=bool(twins)))


def _named(found: list[Found], doubts: Doubts) -> list[Found]:
    taken: set[str] = set()
    named = []
    for each in sorted(found, key=_order):
        plan = time_of(each.raw.record, keys.PLAN)[0] if is_work(each.raw) else None
        start = plan or beginning_of(each.raw)
        if each.stem:
            id_ = unique(_id_of_file(each), taken)
        else:
            title = text_of(each.raw.record, keys.TITLE)
            id_ = slug_of(start, title, taken)
        if each.stem and id_ != each.stem:
            doubts.about(each.place).note("renamed", 0, f"`{each.stem}`", f"it is `{id_}`")
        taken.add(id_)
        named.append(msgspec.structs.replace(each, id=id_))
    return named


def _id_of_file(found: Found) -> str:
    """Return the name of a file as an id, without what emoji leave behind."""
    id_ = re.sub(r"-{2,}", "-", post_id(_JOINERS.sub("", found.stem)))
    if not is_work(found.raw):
        return id_
    return id_by_day(id_, time_of(found.raw.record, keys.PLAN)[0], beginning_of(found.raw))


def _order(found: Found) -> tuple[bool, bool, datetime, str, str]:
    start = beginning_of(found.raw)
    at = start.at if start else _FIRST
    return not found.stem, found.is_twin, at, text_of(found.raw.record, keys.ID), found.raw.path
