"""A site as it stands when somebody sits down to write in it."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from stillup.build import Build, build
from stillup.compose.catalogue import Catalogue, catalogue_of
from stillup.compose.clock import Clock
from stillup.compose.inventory import SETTINGS
from stillup.compose.story import Story, story_of
from stillup.desk.learned import Learned, Listening
from stillup.edge.folder import read_sources
from stillup.edge.program import digest_of_program
from stillup.edge.source_file import SourceChanged
from stillup.edge.warm import WarmMemory
from stillup.model.diagnostic import Diagnostic
from stillup.model.digest import digest_of_bytes
from stillup.model.memory import Forgetful, Memory
from stillup.model.parsed import Parsed
from stillup.model.post import Incident, Maintenance
from stillup.model.settings import Settings
from stillup.model.sources import Source, Sources
from stillup.parse.settings import parse_settings
from stillup.parse.zones import zone_of

_TRIES = 5


class Unsettled(Exception):  # noqa: N818 - it says what is so
    """The settings of the site can't be read, so nobody knows its zone or its components."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(SETTINGS)
        self.diagnostics = diagnostics


class Bytes(msgspec.Struct, frozen=True):
    """Bytes that are not on the disk yet, as a source loads them."""

    data: bytes

    def __call__(self) -> bytes:
        """Return them."""
        return self.data


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """A site at a moment, in UTC. `stories` are all posts that can be read, newest first.

    `hidden` are the ids of those that nobody can see yet. `build` is the site before anything is
    written: it may have errors.
    """

    folder: Path
    now: datetime
    settings: Settings
    catalogue: Catalogue
    sources: Sources
    found: tuple[Diagnostic, ...]
    build: Build
    stories: tuple[Story, ...]
    hidden: frozenset[str]
    memory: Memory

    @property
    def zone(self) -> ZoneInfo:
        """The zone of times without one."""
        return zone_of(self.settings.time_zone)

    def story(self, name: str) -> Story | None:
        """Return the post of that id."""
        return next((story for story in self.stories if story.id == name), None)

    def local(self, at: datetime) -> datetime:
        """Return a moment as the clocks of the site show it."""
        return at.astimezone(self.zone)


def read_desk(folder: Path, now: datetime, learned: Learned | None = None) -> Desk:
    """Read the site in `folder`. Raises Unsettled, or SourceChanged if it changes all the time."""
    learned = learned or Learned(WarmMemory(Forgetful()))
    for _ in range(_TRIES):
        with suppress(SourceChanged):
            return _read_desk(folder, now, learned)
    return _read_desk(folder, now, learned)


def with_file(desk: Desk, path: str, data: bytes) -> tuple[Build, Story | None]:
    """Return what the site would be with one file new or other, and the post in that file."""
    source = Source(path, digest_of_bytes(data), Bytes(data))
    sources = {**desk.sources, path: source}
    made, parsed = _decide(sources, desk.now, desk.found, desk.memory)
    item = parsed.get(path)
    posts = [item.item] if item and isinstance(item.item, Incident | Maintenance) else []
    stories = _stories(posts, made, desk.catalogue, desk.now, desk.zone)
    return made, stories[0] if stories else None


def _read_desk(folder: Path, now: datetime, learned: Learned) -> Desk:
    reading = read_sources(folder, sightings=learned.cache)
    made, parsed = _decide(reading.sources, now, reading.diagnostics, learned.memory)
    settings = _settings(made)
    catalogue, zone = catalogue_of(settings), zone_of(settings.time_zone)
    posts = [p.item for p in parsed.values() if isinstance(p.item, Incident | Maintenance)]
    stories = _stories(posts, made, catalogue, now, zone)
    return Desk(
        folder=folder,
        now=now,
        settings=settings,
        catalogue=catalogue,
        sources=reading.sources,
        found=reading.diagnostics,
        build=made,
        stories=tuple(sorted(stories, key=lambda s: (s.first_at, s.id), reverse=True)),
        hidden=frozenset(post.id for post in posts if _is_hidden(post, now)),
        memory=learned.memory,
    )


def _decide(
    sources: Sources, now: datetime, found: Iterable[Diagnostic], memory: Memory
) -> tuple[Build, dict[str, Parsed]]:
    """Return the build, and every file as it was parsed: also those of a site with errors."""
    listening = Listening(memory)
    made = build(sources, now, memory=listening, found=found, program=digest_of_program())
    return made, {parsed.path: parsed for parsed in listening.heard}


def _settings(made: Build) -> Settings:
    if made.site is not None:
        return made.site.settings
    source = made.sources.get(SETTINGS)
    settings = parse_settings(SETTINGS, source.load(), source.digest)[0] if source else None
    if settings is None:
        found = tuple(d for d in made.diagnostics if d.span.path == SETTINGS)
        raise Unsettled(found or made.diagnostics)
    return settings


def _stories(
    posts: Iterable[Incident | Maintenance],
    made: Build,
    catalogue: Catalogue,
    now: datetime,
    zone: ZoneInfo,
) -> list[Story]:
    """Return the posts with what follows from them; the site knows it of those in public."""
    known = made.site.by_id if made.site else {}
    clock = Clock(now, zone)
    return [known.get(post.id) or story_of(post, {}, catalogue, clock, ()) for post in posts]


def _is_hidden(post: Incident | Maintenance, now: datetime) -> bool:
    return post.draft or (post.publish_at is not None and post.publish_at > now)
