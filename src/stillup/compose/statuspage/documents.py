"""Which posts each document tells of, its key and its view."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice

import msgspec

from stillup.compose import urls
from stillup.compose.beginning import beginning_of
from stillup.compose.site import Site
from stillup.compose.statuspage import ids
from stillup.compose.statuspage.components import (
    components_key,
    components_of,
    status_of,
)
from stillup.compose.statuspage.posts import incident_of, maintenance_of, updated_at
from stillup.compose.statuspage.values import Page, StatuspageView
from stillup.compose.story import Story
from stillup.model.digest import digest_of
from stillup.model.post import Incident
from stillup.model.settings import words_in
from stillup.model.sources import Document, Kind

NEWEST = 50
"""A list of all posts has so many newest ones, and those that are open however old they are."""


class _Part(msgspec.Struct, frozen=True):
    """What a document holds besides the page: which posts, whether components and status."""

    incidents: str = ""
    maintenance: str = ""
    components: bool = False
    status: bool = False


_PARTS: Mapping[str, _Part] = {
    "summary": _Part("open", "open", components=True, status=True),
    "status": _Part(status=True),
    "components": _Part(components=True),
    "incidents": _Part(incidents="all"),
    "incidents/unresolved": _Part(incidents="open"),
    "scheduled-maintenances": _Part(maintenance="all"),
    "scheduled-maintenances/upcoming": _Part(maintenance="upcoming"),
    "scheduled-maintenances/active": _Part(maintenance="active"),
}


def documents(site: Site) -> Iterator[Document]:
    """Yield the eight documents."""
    page = (site.base, _updated_at(site), beginning_of(site))
    status = msgspec.structs.astuple(status_of(site))
    components = components_key(site)
    for name, part in _PARTS.items():
        stories = [*_incidents(site, part.incidents), *_maintenance(site, part.maintenance)]
        key = digest_of(
            "statuspage",
            name,
            page,
            status if part.status else (),
            components if part.components or stories else (),
            [(story.told_digest, story.facts.running) for story in stories],
        )
        path, language = urls.api_path(name), site.settings.default_language
        yield Document(path, Kind.STATUSPAGE, name, language, key)


def view(site: Site, document: Document) -> StatuspageView:
    """Return what a document says."""
    part = _PARTS[document.subject]
    incidents = _incidents(site, part.incidents)
    maintenance = _maintenance(site, part.maintenance)
    shown = components_of(site) if part.components or incidents or maintenance else {}
    alone = {id_: each for id_, each in shown.items() if not each.group}
    return StatuspageView(
        language=document.language,
        page=_page(site),
        components=tuple(shown.values()) if part.components else None,
        incidents=tuple(incident_of(site, story, alone) for story in incidents)
        if part.incidents
        else None,
        scheduled_maintenances=tuple(maintenance_of(site, story, alone) for story in maintenance)
        if part.maintenance
        else None,
        status=status_of(site) if part.status else None,
    )


def _page(site: Site) -> Page:
    settings = site.settings
    return Page(
        id=ids.page_id(settings),
        name=words_in(settings.name, settings.default_language),
        url=settings.url,
        time_zone=settings.time_zone,
        updated_at=_updated_at(site),
    )


def _updated_at(site: Site) -> datetime:
    return max((updated_at(story) for story in site.stories), default=beginning_of(site))


def _incidents(site: Site, which: str) -> list[Story]:
    """Return incidents, the newest first."""
    if not which:
        return []
    known = [s for s in site.standing if isinstance(s.post, Incident) and s.is_open]
    if which == "open":
        return known
    newest = islice((s for s in site.stories if isinstance(s.post, Incident)), NEWEST)
    return _joined(list(newest), known)


def _maintenance(site: Site, which: str) -> list[Story]:
    """Return maintenance: all of it the newest first, what is to come or under way by its plan."""
    known = [s for s in site.standing if not isinstance(s.post, Incident) and s.is_open]
    planned = sorted(known, key=lambda story: (story.timeline.started, story.id))
    match which:
        case "all":
            newest = islice((s for s in site.stories if not isinstance(s.post, Incident)), NEWEST)
            return _joined(list(newest), known)
        case "open":
            return planned
        case "active":
            return [story for story in planned if story.facts.running]
        case "upcoming":
            return [story for story in planned if not story.facts.running]
        case _:
            return []


def _joined(newest: list[Story], known: list[Story]) -> list[Story]:
    """Return the newest posts, then those of the `known` that are older."""
    told = {story.id for story in newest}
    return newest + [story for story in known if story.id not in told]
