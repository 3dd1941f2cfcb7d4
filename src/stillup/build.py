"""The pipe: sources and a moment in, a site and its documents out. Pure and lazy.

`build` decides what exists; `Renderer` makes the bytes of one document when somebody asks.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import msgspec

from stillup import __version__
from stillup.compose.addresses import check_addresses
from stillup.compose.clock import Change, Clock
from stillup.compose.documents import View, documents_of, view_of
from stillup.compose.feeds import FeedView
from stillup.compose.gather import Given
from stillup.compose.inventory import SETTINGS, Inventory, take_inventory
from stillup.compose.left_out import check_left_out, kept_ids
from stillup.compose.machine import PublishedView, RobotsView, SitemapView
from stillup.compose.site import Site, compose
from stillup.model.diagnostic import Diagnostic, Problems, Span
from stillup.model.digest import digest_of
from stillup.model.memory import Forgetful, Memory
from stillup.model.parsed import Conventions, Parsed
from stillup.model.settings import Settings
from stillup.model.sources import Document, Kind, Sources
from stillup.parse.excerpts import with_excerpts
from stillup.parse.zones import zone_of
from stillup.render.fragments import Fragments
from stillup.render.language.spoken import check_spoken
from stillup.render.theme import Theme, theme_of

if TYPE_CHECKING:
    from stillup.render.html import Pages

_COPIED = frozenset({Kind.MEDIA, Kind.STATIC})
_LIBRARIES = (
    *("babel", "feedgen", "jinja2", "lxml", "markdown", "nh3", "pymdown-extensions"),
    "tzdata",
)


class Build(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder becomes at a moment.

    `documents` is empty, and `site` may be None, if any diagnostic is an error. `kept` are the
    ids of posts left out: what is published of them stays as it is. `next_change` is when the
    clock alone will change a document, never later than midnight in the site's zone.
    """

    site: Site | None
    theme: Theme | None
    sources: Sources
    documents: tuple[Document, ...] = ()
    kept: frozenset[str] = frozenset()
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
) -> Build:
    """Decide what exists. `now` must know its zone; `url` replaces the one in the settings.

    `leave_out` are source paths to do without; pages already published of them stay. `found` is
    what was wrong with the sources as files. `program` is a digest of our own code, so that a
    change of ours between two versions renders everything again.
    Sources that can't be loaded raise OSError; nothing else is raised for bad content.
    """
    problems = Problems()
    problems.take(found)
    inventory = take_inventory(sources, problems)
    check_left_out(leave_out, sources, problems)
    settings = _settings(sources, problems)
    if settings is None:
        return Build(
            site=None, theme=None, sources=sources, diagnostics=with_excerpts(problems, sources)
        )
    if url is not None:
        settings = msgspec.structs.replace(settings, url=url.rstrip("/"))
    remembered = memory or Forgetful()
    ground = digest_of(toolchain(), program)
    return _build(sources, now, inventory, settings, problems, remembered, leave_out, ground)


def _build(  # noqa: PLR0917
    sources: Sources,
    now: datetime,
    inventory: Inventory,
    settings: Settings,
    problems: Problems,
    memory: Memory,
    leave_out: frozenset[str],
    ground: str,
) -> Build:
    theme = theme_of({path: sources[path] for path in inventory.theme})
    _check_theme(theme, memory, problems)
    check_spoken(theme, settings, sources[SETTINGS].load(), problems)
    clock = Clock(now, zone_of(settings.time_zone))
    kept = kept_ids(leave_out)
    given = Given(
        settings=settings,
        parsed=_parsed(
            [path for path in inventory.texts if path not in leave_out], sources, settings, memory
        ),
        media={path: sources[path].digest for path in inventory.media if path not in leave_out},
        left_out=leave_out,
        kept=kept,
        base=digest_of(ground, theme.digest),
    )
    site, found = compose(given, clock)
    problems.take(found)
    documents = _documents(site, inventory, sources) if site is not None else []
    if site is not None:
        check_addresses(site, documents, problems)
    return Build(
        site=site,
        theme=theme,
        sources=sources,
        documents=() if problems.has_errors else tuple(documents),
        kept=kept,
        diagnostics=with_excerpts(problems, sources),
        next_change=clock.next_change,
    )


@cache
def toolchain() -> str:
    """Return the digest of all that shapes bytes besides the sources: our version and others'."""
    return digest_of(__version__, [(name, version(name)) for name in _LIBRARIES])


def _settings(sources: Sources, problems: Problems) -> Settings | None:
    from stillup.parse.settings import parse_settings

    source = sources.get(SETTINGS)
    if source is None:
        problems.error(
            "no-settings",
            Span(SETTINGS),
            "this folder has no `content/site.yaml`, so it is not a Stillup site",
            help="run `stillup init` to make one here, or name the site's folder with -C",
        )
        return None
    settings, found = parse_settings(SETTINGS, source.load(), source.digest)
    problems.take(found)
    return settings


def _parsed(
    paths: Iterable[str], sources: Sources, settings: Settings, memory: Memory
) -> Mapping[str, Parsed]:
    """Return every content file parsed; only what memory does not know is read."""
    conventions = Conventions(settings.time_zone, settings.languages)
    ground = digest_of(toolchain(), conventions)
    keys = {path: digest_of(ground, path, sources[path].digest) for path in paths}
    known = memory.recall_parsed(keys.values())
    fresh = {
        key: _parse(path, sources, conventions) for path, key in keys.items() if key not in known
    }
    if fresh:
        memory.keep_parsed(fresh)
    return {path: known.get(key) or fresh[key] for path, key in keys.items()}


def _parse(path: str, sources: Sources, conventions: Conventions) -> Parsed:
    from stillup.parse.file import parse_file

    source = sources[path]
    return parse_file(path, source.load(), source.digest, conventions)


def _check_theme(theme: Theme, memory: Memory, problems: Problems) -> None:
    """Look through a theme once: one in which all was well is remembered by its digest."""
    key = digest_of("theme", toolchain(), theme.digest)
    if memory.recall_fragments([key]):
        return
    from stillup.render.language.catalogues import check_catalogues
    from stillup.render.theme import check_theme

    found = (*check_theme(theme), *check_catalogues(theme))
    problems.take(found)
    if not found:
        memory.keep_fragments({key: ""})


def _documents(site: Site, inventory: Inventory, sources: Sources) -> list[Document]:
    static = [
        Document(path.removeprefix("theme/"), Kind.STATIC, path, "", sources[path].digest)
        for path in inventory.static
    ]
    return [*documents_of(site), *static]


class Renderer:
    """Makes the bytes of one document at a time. Made once per process; libraries load lazily."""

    def __init__(self, build: Build, fragments: Fragments) -> None:
        self._build = build
        self._fragments = fragments
        self._made: Pages | None = None

    def render(self, document: Document) -> bytes:
        """Return the bytes of a document of this build.

        Raises ThemeError if a template fails, OSError if a file to copy is gone.
        """
        if document.kind in _COPIED:
            return self._build.sources[document.subject].load()
        view = self.view(document)
        if isinstance(view, FeedView):
            return self._feed(view)
        if isinstance(view, SitemapView | RobotsView | PublishedView):
            from stillup.render.machine import render_machine

            return render_machine(view)
        return self._pages.render(document, view)

    def _feed(self, view: FeedView) -> bytes:
        if view.form == "json":
            from stillup.render.json_feed import render_json_feed

            return render_json_feed(view, self._pages.entry, self._pages.language)
        from stillup.render.feeds import render_feed

        return render_feed(view, self._pages.entry, self._pages.language)

    def view(self, document: Document) -> View:
        """Return what the bytes of a document are made from; copied files have no view."""
        return view_of(self._site, document)

    @property
    def _site(self) -> Site:
        if self._build.site is None:
            msg = "a build with errors renders nothing"
            raise ValueError(msg)
        return self._build.site

    @property
    def _pages(self) -> "Pages":
        if self._made is None:
            from stillup.render.html import Pages

            theme = self._build.theme or Theme()
            self._made = Pages(self._site, theme, self._fragments)
        return self._made
