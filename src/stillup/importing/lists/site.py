"""All JSON of an old site as a Stillup site: its posts, its components, and every doubt."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import msgspec

from stillup.importing.aliases import Aliases
from stillup.importing.doubt import Doubts
from stillup.importing.json_files import Document, Record, load
from stillup.importing.lists import keys
from stillup.importing.lists.find import Raw, find_components, find_posts
from stillup.importing.lists.keys import folded, text_of, time_of
from stillup.importing.lists.notes import unplaced_keys
from stillup.importing.lists.parts import names_of, roster_of
from stillup.importing.lists.post import Place, beginning_of, convert, is_work, unplaced
from stillup.importing.lists.resources import resolved
from stillup.importing.names import post_id, slug_of
from stillup.importing.outcome import Import, times_told, write_post
from stillup.importing.planned import id_by_day
from stillup.importing.roster import Roster
from stillup.importing.settings_writer import NOWHERE, as_base, write_settings
from stillup.importing.times import read_file_day
from stillup.model.settings import FeedAlias, Settings
from stillup.parse.zones import zone_of
from stillup.writing.slug import unique

_UTC = zone_of("UTC")
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_FOLDERS = frozenset({"incidents", "maintenances"})
_JOINERS = re.compile("[\ufe0e\ufe0f\u200d]")
_SIGN = "incidentupdates"


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


def import_json(files: Mapping[str, bytes], now: datetime | None = None) -> Import:
    """Return the posts of JSON files, given as bytes by path from their folder, in our format.

    With `now`, posts that tell of what lies ahead become maintenance or drafts. The same files
    give the same bytes.
    """
    doubts = Doubts("content/site.yaml")
    paths = [path for path in sorted(files) if path.lower().endswith(".json")]
    documents = [
        Document(path, resolved(document.value))
        for path in paths
        for document in load(path, files[path], doubts.about(path))
    ]
    found = _named(_once(documents, doubts), doubts)
    declared = [record for document in documents for record in find_components(document)]
    roster = roster_of(declared, _all_names(found))
    written: dict[str, bytes] = {}
    left: list[str] = []
    aliases = Aliases(each.id for each in found if not is_work(each.raw))
    for each in found:
        about = doubts.about(each.place)
        post = convert(each.raw, _place(each, roster, aliases, now, about), about)
        kept = dict(unplaced(each.raw.record, times_told(post)))
        left += kept
        path, text = write_post(post, _UTC, [f"json: {key}: {kept[key]}" for key in kept])
        written[path] = text.encode()
    _note_keys(found, left, doubts.about("JSON"))
    _note_others(paths, documents, declared, found, doubts)
    settings = _settings(documents, found, roster, doubts, is_declared=bool(declared))
    written["content/site.yaml"] = write_settings(settings, "JSON").encode()
    if not found:
        doubts.note("nothing-found", 0, "there is no post here")
    # The lines of a text inside JSON say nothing about the file.
    told = dict.fromkeys(msgspec.structs.replace(doubt, line=0) for doubt in doubts.sorted())
    return Import(dict(sorted(written.items())), len(found), tuple(told))


def _once(documents: Iterable[Document], doubts: Doubts) -> list[Found]:
    """Return each post once. Of two that differ under one id, the second is a draft."""
    raws = [(document, list(find_posts(document))) for document in documents]
    by_size = sorted(raws, key=lambda each: (-len(each[1]), each[0].path))
    found: dict[tuple[str, str], list[Found]] = {}
    for _, posts in by_size:
        for raw in posts:
            _take(raw, found, doubts)
    once = [each for twins in found.values() for each in twins]
    alone = Counter(_folder(each) for each in once if each.raw.alone)
    return [msgspec.structs.replace(each, is_one_of_many=alone[_folder(each)] > 1) for each in once]


def _folder(found: Found) -> str:
    return found.raw.path.rpartition("/")[0]


def _take(raw: Raw, found: dict[tuple[str, str], list[Found]], doubts: Doubts) -> None:
    id_ = text_of(raw.record, keys.ID)
    twins = found.setdefault((str(is_work(raw)), id_ or f" {raw.path} {len(found)}"), [])
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
    """Return the posts with ids: of their file, or made of day and title, oldest first."""
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


def _all_names(found: Iterable[Found]) -> Iterator[str]:
    for each in found:
        yield from (*each.withins, *names_of(each.raw.record))


def _place(
    each: Found, roster: Roster, aliases: Aliases, now: datetime | None, doubts: Doubts
) -> Place:
    in_folder = each.stem and folded(each.raw.path.split("/")[-2:][0]) in _FOLDERS
    own = "maintenance" if is_work(each.raw) else "incidents"
    wanted = [f"incidents/{each.stem}"] if in_folder else []
    wanted = [address for address in wanted if address != f"{own}/{each.id}"]
    if address := _old_address(each.raw.record):
        wanted.append(address)
    return Place(
        id=each.id,
        roster=roster,
        aliases=aliases.claimed(wanted, doubts) if not each.is_twin else (),
        feed_id=each.stem if in_folder and not each.is_twin else "",
        withins=each.withins,
        is_twin=each.is_twin,
        now=now,
    )


def _old_address(record: Record) -> str:
    """Return the path at which a post was to be read, if its own site had it."""
    for name in ("permalink", "url", "htmlurl", "uri", "link"):
        try:
            parts = urlsplit(text_of(record, (name,)))
        except ValueError:
            continue
        path = parts.path.strip("/")
        if path and not parts.query and ("/" in path or name == "uri"):
            return path
    return ""


def _note_keys(found: Iterable[Found], left: Iterable[str], doubts: Doubts) -> None:
    """Name each key without a place in ours once, with how many posts have it."""
    for key, count in Counter(left).items():
        doubts.note("key", 0, f"`{key}`, in {_posts(count)}")
    lost = Counter(key for each in found for key in set(unplaced_keys(each.raw.record)))
    for key, count in lost.items():
        doubts.note("update-key", 0, f"`{key}`, in {_posts(count)}")


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count} posts"


def _note_others(
    paths: Iterable[str],
    documents: Iterable[Document],
    declared: Iterable[Record],
    found: Iterable[Found],
    doubts: Doubts,
) -> None:
    """Say which files hold nothing to import, and which another importer reads better."""
    held = {each.raw.path for each in found}
    parts = {id(record) for record in declared}
    for document in documents:
        if any(id(record) in parts for record in find_components(document)):
            held.add(document.path)
    for path in paths:
        if path not in held:
            doubts.about(path).note("file", 0, "there is neither a post nor a component in it")
    for each in found:
        if any(folded(key) == _SIGN for key in each.raw.record):
            what = "it is of Statuspage, whose own importer also keeps ids and subscribers"
            doubts.about(each.raw.path).note("setting", 0, what, "use `stillup import statuspage`")
            return


def _settings(
    documents: Iterable[Document],
    found: list[Found],
    roster: Roster,
    doubts: Doubts,
    *,
    is_declared: bool,
) -> Settings:
    page = next(filter(None, (_page(document) for document in documents)), {})
    name, base = text_of(page, ("name",)), as_base(text_of(page, ("url",)))
    if not name:
        doubts.note("setting", 0, "nothing names the site", "`name` is `Status`: change it")
    if not base:
        doubts.note("setting", 0, "nothing says where it was", f"`url` is {NOWHERE}: change it")
    what = "nothing says which language the posts are in"
    doubts.note("setting", 0, what, "`languages` is `[en]`: change it if they are not")
    if roster.components and not is_declared:
        what = "nothing lists the components, so those that posts name are the list"
        doubts.note("setting", 0, what, "give them the names that customers know")
    return Settings(
        name={"": " ".join(name.split()) or "Status"},
        url=base or NOWHERE,
        id_base=base or NOWHERE,
        since=_oldest(found),
        components=roster.components,
        feed_aliases=(FeedAlias("history.json", "feed.json"),) if _is_folder(found) else (),
    )


def _page(document: Document) -> Record:
    value = document.value
    page = value.get("page") if isinstance(value, dict) else None
    return page if isinstance(page, dict) else {}


def _is_folder(found: Iterable[Found]) -> bool:
    """Whether posts lie as those of DatoCMS do, whose site has three feeds of its history."""
    return any(each.stem and "/" in each.raw.path for each in found)


def _oldest(found: Iterable[Found]) -> date | None:
    starts = (beginning_of(each.raw) for each in found)
    return min((start.at.date() for start in starts if start), default=None)
