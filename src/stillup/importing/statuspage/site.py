"""A whole Statuspage page as a Stillup site: every incident and component, and what is doubtful."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from stillup.importing.aliases import Aliases
from stillup.importing.doubt import Doubts
from stillup.importing.letters import guess_language, written_language
from stillup.importing.outcome import Import, write_post
from stillup.importing.settings_writer import write_settings
from stillup.importing.statuspage.blocks import read_blocks
from stillup.importing.statuspage.documents import Documents, read_documents
from stillup.importing.statuspage.entries import joined, read_entry
from stillup.importing.statuspage.feeds import Feed, read_feeds
from stillup.importing.statuspage.incidents import read_incident
from stillup.importing.statuspage.old import Old
from stillup.importing.statuspage.parts import Parts, declared_parts, with_unlisted
from stillup.importing.statuspage.posts import Place, convert, note_state, wanted_id
from stillup.importing.statuspage.settings import (
    find_base,
    find_page,
    find_time_zone,
    remarks_of,
    settings_of,
)
from stillup.importing.statuspage.targets import old_addresses, with_whole_links
from stillup.importing.statuspage.values import text_in
from stillup.importing.statuspage.years import Years, seen_offsets
from stillup.parse.zones import zone_of
from stillup.writing.slug import unique


class Importer:
    """Collects files and doubts on the way through one site."""

    def __init__(self, files: Mapping[str, bytes], now: datetime | None) -> None:
        self.files = files
        self.now = now
        self.doubts = Doubts(next(iter(sorted(files)), "the old page"))
        self.written: dict[str, bytes] = {}

    def run(self) -> Import:
        """Convert everything."""
        documents = read_documents(self.files, self.doubts)
        feeds = read_feeds(self.files, self.doubts)
        self.note_others()
        page = find_page(documents)
        zone = zone_of(find_time_zone(page))
        base = find_base(page, feeds)
        olds = self.incidents(documents, feeds, base, zone)
        parts = self.parts(documents, olds)
        self.posts(olds, parts, base, zone)
        settings = settings_of(page, feeds, parts, _oldest(olds, zone), self.doubts)
        settings = msgspec.structs.replace(settings, languages=(self.language(),))
        origin = page.path if page else feeds[0].path if feeds else "a page that says nothing"
        text = write_settings(settings, origin, remarks_of(page, parts))
        self.written["content/site.yaml"] = text.encode()
        if not olds:
            self.doubts.note("nothing-found", 0, "there is no incident here")
        return Import(dict(sorted(self.written.items())), len(olds), self.doubts.sorted())

    def language(self) -> str:
        """Return the language of the posts: English, unless their letters are others."""
        words = "".join(text.decode() for text in self.written.values())
        if written_language(words) == "en":
            return "en"
        return guess_language(words, "nothing says the language", self.doubts)

    def incidents(
        self, documents: Documents, feeds: tuple[Feed, ...], base: str, zone: ZoneInfo
    ) -> list[Old]:
        """Return every incident once, in the order in which it began."""
        told = [
            read_incident(placed, self.doubts.about(placed.path))
            for placed in documents.incidents.values()
        ]
        entries = self.entries(feeds, zone if documents.pages else None)
        found = [
            with_whole_links(_with_address(old, base), base, self.doubts.about(old.path))
            for old in joined(told, entries, self.doubts)
        ]
        self.note_ids(found, feeds)
        self.note_impacts(found, feeds)
        ordered = sorted(found, key=lambda old: (_begun(old), old.code))
        return list(_each_id_once(ordered, self.doubts))

    def entries(self, feeds: tuple[Feed, ...], zone: ZoneInfo | None) -> list[Old]:
        """Return what the feeds tell."""
        every = [entry for feed in feeds for entry in feed.entries]
        printed = [[block.printed for block in read_blocks(entry.html)] for entry in every]
        dates = [entry.published for entry in every]
        years = Years(seen_offsets(zip(dates, printed, strict=True)), zone)
        return [read_entry(entry, years, self.doubts.about(entry.path)) for entry in every]

    def parts(self, documents: Documents, olds: Iterable[Old]) -> Parts:
        """Return the components, those included that only incidents name."""
        parts = declared_parts(documents)
        for old in olds:
            marks = (*old.known, *(mark for update in old.updates for mark in update.marks))
            parts = with_unlisted(parts, marks, self.doubts.about(old.path))
        if not any(old.word and not old.resolved for old in olds):
            self.note_affected(documents)
        return parts

    def posts(self, olds: Iterable[Old], parts: Parts, base: str, zone: ZoneInfo) -> None:
        """Convert the incidents."""
        ids = _ids(olds, zone)
        aliases = Aliases(ids)
        for id_, old in ids.items():
            doubts = self.doubts.about(old.path)
            own = f"{'maintenance' if old.is_maintenance else 'incidents'}/{id_}"
            wanted = [each for each in old_addresses(old, base) if each != own]
            place = Place(id_, aliases.claimed(wanted, doubts), zone, self.now)
            post = convert(old, place, parts, doubts)
            note_state(post, old.name, doubts)
            _note_remarks(old, doubts)
            path, text = write_post(post, zone, old.remarks)
            self.written[path] = text.encode()

    def note_affected(self, documents: Documents) -> None:
        """Note the components that were not well, though nothing is told of it."""
        for placed in documents.components.values():
            status = text_in(placed.record, "status")
            if status not in {"", "operational"}:
                what = f"`{text_in(placed.record, 'name')}` is `{status}`"
                self.doubts.about(placed.path).note("now-affected", 0, what, "it shows as well")

    def note_ids(self, olds: Iterable[Old], feeds: tuple[Feed, ...]) -> None:
        """Note how many incidents have no id of the Atom feed, and how to find it."""
        unknown = [old for old in olds if not old.atom_id]
        if unknown and not any(entry.atom_id for feed in feeds for entry in feed.entries):
            what = "`history.atom` is not among the files, and nothing else says the ids in it"
            done = "save it beside them and import into an empty folder again"
            self.doubts.note("feed-id", 0, what, done)

    def note_impacts(self, olds: Iterable[Old], feeds: tuple[Feed, ...]) -> None:
        """Note once that feeds say no impact."""
        silent = [old for old in olds if old.impact is None and not old.is_maintenance]
        if silent:
            doubts = self.doubts.about(feeds[0].path)
            count = "its incident" if len(silent) == 1 else f"its {len(silent)} incidents"
            doubts.note("impact", 0, "a feed says no impact and no component", f"{count}: `minor`")

    def note_others(self) -> None:
        """Name the files that nothing was read of."""
        for path in sorted(self.files):
            if not path.lower().endswith((".json", ".atom", ".rss", ".xml")):
                self.doubts.about(path).note("file", 0, "it is neither JSON nor a feed")


def _each_id_once(olds: Iterable[Old], doubts: Doubts) -> Iterator[Old]:
    """Yield the incidents; of two that have one id in a feed, the first keeps it."""
    taken: set[tuple[str, str]] = set()
    for old in olds:
        kept = old
        for name in ("atom_id", "rss_id"):
            id_ = str(getattr(old, name))
            if id_ and (name, id_) in taken:
                doubts.about(old.path).note("feed-id", 0, f"{old.name}: `{id_}` is of another too")
                kept = msgspec.structs.replace(kept, **{name: ""})
            taken.add((name, id_))
        yield kept


def _note_remarks(old: Old, doubts: Doubts) -> None:
    """Note what became a comment; not what every incident has, or says elsewhere as well."""
    for remark in old.remarks:
        shown = remark.partition(": ")[2]
        if not shown.startswith(("shortlink", "planned for")):
            kind = "unread" if "never published" in shown else "extra"
            doubts.note(kind, 0, f"{old.name}: `{shown[:60]}`")


def _ids(olds: Iterable[Old], zone: ZoneInfo) -> dict[str, Old]:
    """Return the incidents by their ids, which differ in more than the case of their letters."""
    ids: dict[str, Old] = {}
    taken: set[str] = set()
    for old in olds:
        id_ = wanted_id(old, zone)
        if id_ in taken:
            id_ = unique(id_, taken)
        taken.add(id_)
        ids[id_] = old
    return ids


def _with_address(old: Old, base: str) -> Old:
    """Give an incident the id that it has in RSS, which is its address."""
    if old.rss_id or not base or not old.code:
        return old
    return msgspec.structs.replace(old, rss_id=f"{base}/incidents/{old.code}")


def _begun(old: Old) -> str:
    first = old.updates[0].time.at if old.updates else old.started
    return f"{first:%Y%m%d%H%M%S}" if first else ""


def _oldest(olds: Iterable[Old], zone: ZoneInfo) -> date | None:
    firsts = (old.updates[0].time.at for old in olds if old.updates)
    return min((first.astimezone(zone).date() for first in firsts), default=None)
