"""What is told after publishing: feeds that changed to a hub, new updates to hooks, each once."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

from stillup.compose import urls
from stillup.model.ledger import post_and_update
from stillup.model.settings import Settings
from stillup.model.sources import Kind
from stillup.publish.hooks import tell_hooks
from stillup.publish.outcome import Published
from stillup.publish.posting import PAUSES
from stillup.publish.websub import ping_hub
from stillup.render.announcement import Announcement
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer

FRESH: Final = timedelta(days=1)
"""A site that goes live for the first time tells of what is no older: its past is no news."""

_FEEDS: Final = frozenset({Kind.ATOM, Kind.RSS, Kind.JSON_FEED})


def tell_of(
    published: Published,
    *,
    site: Path,
    environ: Mapping[str, str],
    pauses: tuple[float, ...] = PAUSES,
) -> tuple[str, ...]:
    """Tell the hub and the hooks of what became public; return what failed, in sentences.

    Nothing is told of a run that published nowhere. What fails is tried a few times and never
    undoes the publishing.
    """
    if published.build.site is None or not any(o.failure is None for o in published.outcomes):
        return ()
    settings = published.build.site.settings
    return (
        *_tell_hub(published, settings, pauses),
        *_tell_hooks(published, settings, site, environ, pauses),
    )


def announcements(published: Published) -> list[Announcement]:
    """Return what is new for readers, oldest first."""
    pairs = [post_and_update(key) for key in published.new_updates]
    found = Renderer(published.build, Fragments()).announcements(pairs) if pairs else []
    if not published.is_first:
        return found
    since = f"{published.at - FRESH:%Y-%m-%dT%H:%M:%SZ}"
    return [each for each in found if each.published >= since]


def _tell_hub(published: Published, settings: Settings, pauses: tuple[float, ...]) -> Iterator[str]:
    feeds = sorted({urls.absolute(path, settings) for path in _changed_feeds(published)})
    if not settings.hub or not feeds:
        return
    if trouble := ping_hub(settings.hub, feeds, pauses=pauses):
        yield f"the hub was not told that feeds have changed: {trouble}"


def _changed_feeds(published: Published) -> Iterator[str]:
    kinds = {document.path: document.kind for document in published.build.documents}
    for outcome in published.outcomes:
        yield from (path for path in outcome.sent if kinds.get(path) in _FEEDS)


def _tell_hooks(
    published: Published,
    settings: Settings,
    site: Path,
    environ: Mapping[str, str],
    pauses: tuple[float, ...],
) -> Iterator[str]:
    if not settings.hooks:
        return
    news = announcements(published)
    for untold in tell_hooks(settings.hooks, news, site=site, environ=environ, pauses=pauses):
        yield f"the hook `{untold.hook}` was not told of {untold.update}: {untold.why}"
