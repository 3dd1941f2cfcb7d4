"""Reads a site folder into sources: everything under `content/`, and the theme."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from stillup.compose.inventory import SETTINGS
from stillup.edge.counters import Counters
from stillup.edge.source_file import Sighting
from stillup.edge.themes import DEFAULT, package_theme, theme_names
from stillup.edge.walk import Walk
from stillup.model.diagnostic import Diagnostic, Span
from stillup.model.sources import Source
from stillup.parse.nearness import nearest
from stillup.parse.settings import parse_settings

_THEME_KEY = re.compile(r"^[\"']?theme[\"']?[ \t]*:[ \t]*(\S*)", re.MULTILINE)


class Sightings(Protocol):
    """Digests of files seen in earlier runs. Never raises: what can't be read is unknown."""

    def recall_sightings(self) -> Mapping[str, Sighting]:
        """Return all that is known, by path."""

    def keep_sightings(self, seen: Mapping[str, Sighting]) -> None:
        """Remember these, and no others."""


class Unseen:
    """Has seen nothing: every file is read."""

    def recall_sightings(self) -> Mapping[str, Sighting]:
        """Know nothing."""
        return {}

    def keep_sightings(self, seen: Mapping[str, Sighting]) -> None:
        """Forget at once."""


class Reading(msgspec.Struct, frozen=True):
    """What a site folder holds, and what is wrong with it as a folder."""

    sources: dict[str, Source]
    diagnostics: tuple[Diagnostic, ...]


def read_sources(
    folder: Path,
    theme: str | None = None,
    *,
    sightings: Sightings | None = None,
    counters: Counters | None = None,
) -> Reading:
    """Read the site in `folder`, with the theme named `theme` or else the one in its settings.

    Nothing that stands in the folder raises: it is a diagnostic. That there is no `site.yaml` is
    for `build` to say. Raises SourceChanged if
    `site.yaml` changes while it is read.
    """
    sightings, counters = sightings or Unseen(), counters or Counters()
    known = sightings.recall_sightings()
    walk = walk_site(Walk(os.path.realpath(folder), known, counters), theme)
    if SETTINGS in walk.sources and walk.seen != known:
        sightings.keep_sightings(walk.seen)
    counters.files_seen += len(walk.sources)
    return Reading(walk.sources, walk.problems.frozen())


def walk_site(walk: Walk, theme: str | None = None) -> Walk:
    """Let a walk take the content and the theme of its folder. Raises as `read_sources` does."""
    _take_content(walk)
    _take_theme(walk, theme)
    return walk


def _take_content(walk: Walk) -> None:
    content = os.path.join(walk.folder, "content")
    if os.path.lexists(content):
        walk.take_folder(content, "content")


def _take_theme(walk: Walk, name: str | None) -> None:
    walk.take_folder(package_theme(), "theme")
    wanted = _theme_asked_for(walk) if name is None else name
    there = theme_names(walk.folder)
    if wanted in there:
        if wanted != DEFAULT:
            walk.take_folder(package_theme(), f"theme/{DEFAULT}")
        walk.take_folder(os.path.join(walk.folder, "themes", wanted), "theme")
    elif wanted != DEFAULT:
        walk.problems.error(
            "no-such-theme",
            _place_of_theme(walk),
            f"there is no theme `{wanted}`",
            label="no folder of that name in `themes/`",
            help=f"make the folder `themes/{wanted}/`, or take a theme that is there",
            fix=f"theme: {nearest(wanted, there) or DEFAULT}",
        )


def _theme_asked_for(walk: Walk) -> str:
    source = walk.sources.get(SETTINGS)
    if source is None:
        return DEFAULT
    settings, _ = parse_settings(SETTINGS, source.load(), source.digest)
    return settings.theme if settings else DEFAULT


def _place_of_theme(walk: Walk) -> Span:
    """Return where the theme's name stands in the settings, or their file as a whole."""
    source = walk.sources.get(SETTINGS)
    text = source.load().decode(errors="replace") if source else ""
    found = _THEME_KEY.search(text)
    if not found:
        return Span(SETTINGS)
    line = text.count("\n", 0, found.start()) + 1
    return Span(SETTINGS, line, found.start(1) - found.start() + 1, max(1, len(found[1])))
