"""What machines ask for, and what has no template: redirects, sitemap, robots, copies of files."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from stillup.compose import urls
from stillup.compose.site import Site
from stillup.compose.story_view import title_in
from stillup.model.digest import digest_of
from stillup.model.post import Reference
from stillup.model.sources import Document, Kind


class RedirectView(msgspec.Struct, frozen=True):
    """A page at an old address that leads to the new one without a server."""

    language: str
    title: str
    href: str
    address: str


class SitemapView(msgspec.Struct, frozen=True):
    """Every page a search engine should know, with the time of its last news if it has one."""

    pages: tuple[tuple[str, datetime | None], ...]


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
        for path in redirect_paths(story.post.aliases):
            key = digest_of("redirect", site.base, path, story.kind, story.id, story.post.title)
            yield Document(path, Kind.REDIRECT, story.id, default, key)
    news = [(s.kind, s.id, s.last_news) for s in site.stories]
    others = (list(site.pages), list(site.catalogue.components))
    yield Document(
        urls.SITEMAP, Kind.SITEMAP, "", "", digest_of("sitemap", site.base, news, others)
    )
    yield Document(urls.ROBOTS, Kind.ROBOTS, "", "", digest_of("robots", site.settings.url))
    yield Document(urls.PUBLISHED, Kind.PUBLISHED, "", "", digest_of(site.published_at))


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


def view_sitemap(site: Site, document: Document) -> SitemapView:  # noqa: ARG001
    """Return the pages of every language, in the order of their addresses."""
    return SitemapView(tuple(sorted(_pages(site))))


def view_robots(site: Site, document: Document) -> RobotsView:  # noqa: ARG001
    """Return where the sitemap is."""
    return RobotsView(urls.absolute(urls.SITEMAP, site.settings))


def view_published(site: Site, document: Document) -> PublishedView:  # noqa: ARG001
    """Return now."""
    return PublishedView(site.published_at)


def _pages(site: Site) -> Iterator[tuple[str, datetime | None]]:
    settings = site.settings
    for language in settings.languages:

        def address(path: str, language: str = language) -> str:
            return urls.absolute(urls.in_language(path, language, settings), settings)

        latest = max((story.last_news for story in site.stories), default=None)
        yield address(urls.HOME), latest
        yield address(urls.HISTORY), latest
        yield address(urls.SUBSCRIBE), None
        for story in site.stories:
            yield address(urls.post_path(story.kind, story.id)), story.last_news
        for id_ in site.catalogue.components:
            yield address(urls.component_path(id_)), None
        for id_, versions in site.pages.items():
            if language in versions:
                yield address(urls.page_path(id_)), None
