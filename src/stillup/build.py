"""The pipe: sources and a moment in, a site and its documents out. Pure and lazy.

`build` decides what exists; `renderer.Renderer` makes the bytes of one document when somebody asks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version

import msgspec

from stillup import __version__
from stillup.compose.addresses import settle_addresses
from stillup.compose.clock import Change, Clock
from stillup.compose.documents import documents_of
from stillup.compose.gather import Given
from stillup.compose.inventory import SETTINGS, Inventory, take_inventory
from stillup.compose.ledger import LEDGER, advanced
from stillup.compose.ledger import documents as ledger_documents
from stillup.compose.left_out import check_left_out, find_mentions, kept_ids, warn_of_open
from stillup.compose.links import original_of
from stillup.compose.site import Site, compose
from stillup.model.diagnostic import Diagnostic, Problems, Span
from stillup.model.digest import digest_of
from stillup.model.hidden import Hidden
from stillup.model.ledger import decode_ledger
from stillup.model.memory import Forgetful, Memory, Shelf
from stillup.model.parsed import Conventions, Parsed
from stillup.model.settings import Settings
from stillup.model.sources import Document, Kind, Source, Sources
from stillup.parse.excerpts import with_excerpts
from stillup.parse.zones import zone_of
from stillup.render.colours import check_colours
from stillup.render.language.spoken import check_spoken
from stillup.render.theme import Theme, theme_of

_LIBRARIES = (
    *("babel", "feedgen", "icalendar", "jinja2", "lxml", "markdown", "nh3", "pymdown-extensions"),
    "tzdata",
)


class Build(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder becomes at a moment.

    `documents` is empty, and `site` may be None, if any diagnostic is an error. `kept` are the
    ids of posts left out: what is published of them stays as it is. `hidden` are the posts and
    pages that are not public; documents tell of them only in a build with `show_hidden`, which
    must never be published. `next_change` is when the clock alone will change a document, never
    later than midnight in the site's zone.
    """

    site: Site | None
    theme: Theme | None
    sources: Sources
    documents: tuple[Document, ...] = ()
    kept: frozenset[str] = frozenset()
    hidden: tuple[Hidden, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    next_change: Change | None = None

    @property
    def is_good(self) -> bool:
        """Whether it may be published."""
        return self.site is not None and not any(d.is_error for d in self.diagnostics)


def build(
    sources: Sources,
    now: datetime,
    *,
    memory: Memory | None = None,
    url: str | None = None,
    leave_out: frozenset[str] = frozenset(),
    found: Iterable[Diagnostic] = (),
    program: str = "",
    show_hidden: bool = False,
) -> Build:
    """Decide what exists. `now` must know its zone; `url` replaces the one in the settings.

    `sources` may hold the last ledger as LEDGER: with it the next one is among the documents.
    `leave_out` are source paths to do without; pages already published of them stay. `found` is
    what was wrong with the sources as files. `program` is a digest of our own code, so that a
    change of ours between two versions renders everything again. `show_hidden` tells of drafts and
    of what is under embargo as if it were public: for previews alone. Problems in them stay
    warnings; one too broken to be told is missing.
    Sources that can't be loaded raise OSError; nothing else is raised for bad content.
    """
    last = sources.get(LEDGER)
    making = _Making(
        sources={p: s for p, s in sources.items() if p != LEDGER} if last else sources,
        now=now,
        memory=memory or Forgetful(),
        leave_out=leave_out,
        ground=digest_of(toolchain(), program),
        show_hidden=show_hidden,
    )
    making.problems.take(found)
    made = making.build(url)
    return with_ledger(made, last, now) if last else made


def with_ledger(made: Build, last: Source, now: datetime) -> Build:
    """Return what `build` had made if the last ledger had been among its sources as LEDGER.

    `last` holds what `encode_ledger` returns, `now` is that of the build.
    """
    if made.site is None:
        return made
    at = now.astimezone(UTC)
    ledger = advanced(decode_ledger(last.load()), made.site.stories, at)
    site = msgspec.structs.replace(made.site, ledger=ledger)
    return msgspec.structs.replace(
        made,
        site=site,
        sources={**made.sources, LEDGER: last},
        documents=(*made.documents, *ledger_documents(site)) if made.is_good else (),
    )


@dataclass(frozen=True)
class _Making:
    """One build while it is made. `ground` is the digest of all that shapes bytes but sources."""

    sources: Sources
    now: datetime
    memory: Memory
    leave_out: frozenset[str]
    ground: str
    show_hidden: bool = False
    problems: Problems = field(default_factory=Problems)

    def build(self, url: str | None) -> Build:
        """Go through the pipe."""
        inventory = take_inventory(self.sources, self.problems)
        check_left_out(self.leave_out, self.sources, self.problems)
        known = len(self.problems)
        settings = self._settings()
        if settings is None:
            return self._stopped()
        parsed = self._parsed(inventory, settings)
        if any(problem.is_error for problem in list(self.problems)[known:]):
            # What a post names can't be checked against settings that are broken themselves.
            for path, each in parsed.items():
                is_soft = self._is_held_back(each) or original_of(path) in parsed
                self.problems.take(each.diagnostics, soften=is_soft)
            return self._stopped()
        if url is not None:
            settings = msgspec.structs.replace(settings, url=url.rstrip("/"))
        return self._composed(inventory, settings, parsed)

    def _composed(
        self, inventory: Inventory, settings: Settings, parsed: Mapping[str, Parsed]
    ) -> Build:
        theme = self._theme(inventory)
        self._check_theme(theme)
        self.problems.take(check_colours(settings, theme))
        check_spoken(theme, settings, self.sources[SETTINGS].load(), self.problems)
        clock = Clock(self.now, zone_of(settings.time_zone))
        given = Given(
            settings=settings,
            parsed=parsed,
            media={path: self.sources[path].digest for path in self._kept_in(inventory.media)},
            left_out=self.leave_out,
            kept=kept_ids(self.leave_out),
            mentions=find_mentions(self.leave_out, self.sources),
            base=digest_of(self.ground, theme.digest),
            show_hidden=self.show_hidden,
        )
        site, found = compose(given, clock, self.memory)
        self.problems.take(found)
        conventions = Conventions(settings.time_zone, settings.languages)
        texts = self.leave_out & set(inventory.texts)
        warn_of_open(texts, self.sources, conventions, self.problems)
        documents = self._documents(site, inventory) if site is not None else []
        return Build(
            site=site,
            theme=theme,
            sources=self.sources,
            documents=() if self.problems.has_errors else tuple(documents),
            kept=given.kept,
            hidden=() if site is None else site.withheld,
            diagnostics=with_excerpts(self.problems, self.sources),
            next_change=clock.next_change,
        )

    def _is_held_back(self, parsed: Parsed) -> bool:
        return parsed.draft or (parsed.publish_at is not None and parsed.publish_at > self.now)

    def _stopped(self) -> Build:
        return Build(
            site=None,
            theme=None,
            sources=self.sources,
            diagnostics=with_excerpts(self.problems, self.sources),
        )

    def _settings(self) -> Settings | None:
        from stillup.parse.settings import parse_settings

        source = self.sources.get(SETTINGS)
        if source is None:
            self.problems.error(
                "no-settings",
                Span(SETTINGS),
                "this folder has no `content/site.yaml`, so it is not a Stillup site",
                help="run `stillup init` to make one here, or name the site's folder with -C",
            )
            return None
        shelf: Shelf[str, tuple[Settings | None, tuple[Diagnostic, ...]]]
        shelf = self.memory.shelf("settings", self.ground)
        settings, found = shelf.get(source.digest) or shelf.put(
            source.digest, parse_settings(SETTINGS, source.load(), source.digest)
        )
        self.problems.take(found)
        return settings

    def _theme(self, inventory: Inventory) -> Theme:
        shelf: Shelf[tuple[tuple[str, str], ...], Theme] = self.memory.shelf("theme", self.ground)
        key = tuple((path, self.sources[path].digest) for path in inventory.theme)
        return shelf.get(key) or shelf.put(
            key, theme_of({path: self.sources[path] for path in inventory.theme})
        )

    def _parsed(self, inventory: Inventory, settings: Settings) -> Mapping[str, Parsed]:
        """Return every content file parsed; only what memory does not know is read."""
        conventions = Conventions(settings.time_zone, settings.languages)
        ground = digest_of(toolchain(), conventions)
        shelf: Shelf[tuple[str, str], Parsed] = self.memory.shelf("parsed", ground)
        places = {
            path: (path, self.sources[path].digest) for path in self._kept_in(inventory.texts)
        }
        new = [place for place in places.values() if shelf.get(place) is None]
        keys = {place: digest_of(ground, *place) for place in new}
        known = self.memory.recall_parsed(keys.values())
        fresh = {
            key: self._parse(path, conventions)
            for (path, _), key in keys.items()
            if key not in known
        }
        if fresh:
            self.memory.keep_parsed(fresh)
        for place, key in keys.items():
            shelf.put(place, known.get(key) or fresh[key])
        return {path: shelf.used[place] for path, place in places.items()}

    def _parse(self, path: str, conventions: Conventions) -> Parsed:
        from stillup.parse.file import parse_file

        source = self.sources[path]
        return parse_file(path, source.load(), source.digest, conventions)

    def _kept_in(self, paths: Iterable[str]) -> list[str]:
        return [path for path in paths if path not in self.leave_out]

    def _check_theme(self, theme: Theme) -> None:
        """Compile the templates once per theme: one that compiled is remembered by its digest."""
        shelf: Shelf[str, tuple[Diagnostic, ...]] = self.memory.shelf("theme checks", self.ground)
        found = shelf.get(theme.digest)
        if found is None:
            found = shelf.put(theme.digest, self._checked(theme))
        self.problems.take(found)

    def _checked(self, theme: Theme) -> tuple[Diagnostic, ...]:
        from stillup.render.theme import check_theme

        key = digest_of("theme", toolchain(), theme.digest)
        if self.memory.recall_fragments([key]):
            return ()
        found = check_theme(theme)
        if not found:
            self.memory.keep_fragments({key: ""})
        return found

    def _documents(self, site: Site, inventory: Inventory) -> list[Document]:
        static = [
            Document(path.removeprefix("theme/"), Kind.STATIC, path, "", self.sources[path].digest)
            for path in inventory.static
        ]
        documents = [*documents_of(site, self.memory), *static]
        return settle_addresses(site, documents, self.problems)


@cache
def toolchain() -> str:
    """Return the digest of all that shapes bytes besides the sources: our version and others'."""
    return digest_of(__version__, [(name, version(name)) for name in _LIBRARIES])
