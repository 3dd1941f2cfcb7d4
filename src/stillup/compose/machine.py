"""What machines ask for, and what has no template: redirects, sitemap, robots, copies of files."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from stillup.compose import urls
from stillup.compose.site import Site
from stillup.compose.telling import title_in
from stillup.model.digest import digest_of
from stillup.model.post import Reference
from stillup.model.sources import Document, Kind

PART = 50_000
"""A sitemap holds so many addresses at most. Source: sitemaps.org, "Sitemap protocol"."""

Listed = tuple[str, datetime | None]
"""The path of a page and the time of its last news."""


class RedirectView(msgspec.Struct, frozen=True):
    """A page at an old address that leads to the new one without a server."""

    language: str
    title: str
    href: str
    address: str


class SitemapView(msgspec.Struct, frozen=True):
    """Every page a search engine should know, with the time of its last news if it has one.

    With `is_index` the entries are not pages but further sitemaps.
    """

    entries: tuple[tuple[str, datetime | None], ...]
    is_index: bool = False


class RobotsView(msgspec.Struct, frozen=True):
    """Where the sitemap is."""

    sitemap: str


class PublishedView(msgspec.Struct, frozen=True):
    """When this tree was last published."""

    at: datetime


def documents(site: Site) -> Iterator[Document]:
    """Yield media, redirects, sitemap, robots and the time of publishing."""
    default = site.settings.default_language
    for source, digest in site.media.items():
        yield Document(urls.media_path(source), Kind.MEDIA, source, "", digest)
    for story in site.stories:
        for path in redirect_paths(story.post.aliases) if story.post.aliases else ():
            key = digest_of("redirect", site.base, path, story.kind, story.id, story.post.title)
            yield Document(path, Kind.REDIRECT, story.id, default, key)
    yield from _sitemaps(site)
    yield Document(urls.ROBOTS, Kind.ROBOTS, "", "", digest_of("robots", site.settings.url))
    yield Document(urls.PUBLISHED, Kind.PUBLISHED, "", "", digest_of(site.published_at))


def _sitemaps(site: Site) -> Iterator[Document]:
    news = [(story.path, story.last_news, story.month) for story in site.stories]
    key = digest_of("sitemap", site.base, news)
    yield Document(urls.SITEMAP, Kind.SITEMAP, "", "", key)
    parts = _parts(site) if _at_most(site) > PART else []
    if len(parts) > 1:
        for number, part in enumerate(parts, 1):
            path, key = urls.sitemap_part(number), digest_of("sitemap", site.base, part)
            yield Document(path, Kind.SITEMAP, str(number), "", key)


def _at_most(site: Site) -> int:
    """Return a number of pages that no sitemap of the site can exceed."""
    ours = (urls.HOME, urls.HISTORY, urls.SUBSCRIBE)
    kinds = (site.stories, site.months, site.settings.components, site.pages, ours)
    return sum(map(len, kinds)) * len(site.settings.languages)


def redirect_paths(aliases: tuple[Reference, ...]) -> tuple[str, ...]:
    """Return the paths of the redirect pages of a post, each once."""
    return tuple(dict.fromkeys(urls.alias_path(alias.id) for alias in aliases))


def view_redirect(site: Site, document: Document) -> RedirectView:
    """Return where an old address leads."""
    story = site.by_id[document.subject]
    path = urls.post_path(story.kind, story.id)
    title, _ = title_in(site, story, document.language)
    return RedirectView(
        document.language,
        title,
        urls.href(document.path, path),
        urls.absolute(path, site.settings),
    )


def view_sitemap(site: Site, document: Document) -> SitemapView:
    """Return the pages of every language by their addresses, or the parts if they are many."""
    parts = _parts(site)
    if document.subject:
        return _sitemap(site, parts[int(document.subject) - 1])
    if len(parts) == 1:
        return _sitemap(site, parts[0])
    latest = [max((at for _, at in part if at is not None), default=None) for part in parts]
    listed = [(urls.sitemap_part(number), at) for number, at in enumerate(latest, 1)]
    return msgspec.structs.replace(_sitemap(site, listed), is_index=True)


def view_robots(site: Site, document: Document) -> RobotsView:  # noqa: ARG001
    """Return where the sitemap is."""
    return RobotsView(urls.absolute(urls.SITEMAP, site.settings))


def view_published(site: Site, document: Document) -> PublishedView:  # noqa: ARG001
    """Return now."""
    return PublishedView(site.published_at)


def _sitemap(site: Site, listed: Iterable[Listed]) -> SitemapView:
    return SitemapView(tuple((urls.absolute(path, site.settings), at) for path, at in listed))


def _parts(site: Site) -> list[list[Listed]]:
    settings = site.settings
    plain = list(_pages(site))
    listed = [
        (urls.in_language(path, language, settings), at)
        for language in settings.languages
        for path, at in plain
    ]
    listed += [
        (urls.in_language(urls.page_path(id_), language, settings), None)
        for id_, versions in site.pages.items()
        for language in versions
    ]
    listed.sort(key=lambda entry: entry[0])
    return [listed[i : i + PART] for i in range(0, len(listed), PART)]


def _pages(site: Site) -> Iterator[Listed]:
    """Yield the pages that exist in every language. Components that hide are left out."""
    latest = max((story.last_news for story in site.stories), default=None)
    yield urls.HOME, latest
    yield urls.HISTORY, latest
    yield urls.SUBSCRIBE, None
    for month, stories in site.months.items():
        yield urls.month_path(month), max(story.last_news for story in stories)
    for story in site.stories:
        yield story.path, story.last_news
    for component in site.catalogue.components.values():
        if component.listed:
            yield urls.component_path(component.id), None
