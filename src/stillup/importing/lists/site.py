"""All JSON of an old site as a Stillup site: its posts, its components, and every doubt."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

import msgspec

from stillup.importing.aliases import Aliases
from stillup.importing.doubt import Doubts
from stillup.importing.json_files import Document, Record, load
from stillup.importing.lists.find import find_components, find_posts
from stillup.importing.lists.found import Found, find_named
from stillup.importing.lists.head import is_work
from stillup.importing.lists.keys import folded, text_of
from stillup.importing.lists.left import unplaced
from stillup.importing.lists.notes import unplaced_keys
from stillup.importing.lists.parts import names_of, roster_of
from stillup.importing.lists.post import Place, convert
from stillup.importing.lists.resources import resolved
from stillup.importing.lists.settings import settings_of
from stillup.importing.outcome import Import, times_told, write_post
from stillup.importing.roster import Roster
from stillup.importing.settings_writer import write_settings
from stillup.parse.zones import zone_of

_UTC = zone_of("UTC")
_FOLDERS = frozenset({"incidents", "maintenances"})
_SIGN = "incidentupdates"


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
    found = find_named(documents, doubts)
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
    words = "".join(text.decode() for text in written.values())
    settings = settings_of(documents, found, roster, words, doubts, is_declared=bool(declared))
    written["content/site.yaml"] = write_settings(settings, "JSON").encode()
    if not found:
        doubts.note("nothing-found", 0, "there is no post here")
    # The lines of a text inside JSON say nothing about the file.
    told = dict.fromkeys(msgspec.structs.replace(doubt, line=0) for doubt in doubts.sorted())
    return Import(dict(sorted(written.items())), len(found), tuple(told))


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
        is_told = next(find_posts(document), None) is not None
        if is_told or any(id(record) in parts for record in find_components(document)):
            held.add(document.path)
    for path in paths:
        if path not in held:
            doubts.about(path).note("file", 0, "there is neither a post nor a component in it")
    for each in found:
        if any(folded(key) == _SIGN for key in each.raw.record):
            what = "it is of Statuspage, whose own importer also keeps ids and subscribers"
            doubts.about(each.raw.path).note("setting", 0, what, "use `stillup import statuspage`")
            return
