"""Feeds: one entry per update, of all posts or of a slice; or one per post. Contract: OUTPUT."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from stillup.compose import urls
from stillup.compose.beginning import beginning_of
from stillup.compose.chrome import Place
from stillup.compose.entries import AbsolutePlace, EntryView, post_entry, update_entry
from stillup.compose.feed_contents import held_posts, held_updates, newness
from stillup.compose.feed_table import KINDS, Feed, feeds_of
from stillup.compose.posts import related_titles
from stillup.compose.site import Site
from stillup.compose.slices import Slice, name_of
from stillup.model.digest import digest_of
from stillup.model.settings import words_in
from stillup.model.sources import Document, Kind

HISTORY = Slice("history")
"""What the feeds with one entry per post are about."""


class FeedView(msgspec.Struct, frozen=True, kw_only=True):
    """A feed. `updated` is that of its newest entry, else the day the site began to tell.

    `about` is `updates`, `history` or what a slice is about, `name` that of the component or the
    group. `form` is `rss`, `atom` or `json`. `address` is its own, `home` that of the page it is
    about; `schemes` begins the addresses that name kinds of category.
    `hub` is the address of the WebSub hub that tells of its changes, empty for none.
    """

    about: str
    name: str = ""
    form: str
    id: str
    address: str
    home: str
    schemes: str
    site: str
    company: str
    language: str
    updated: datetime
    entries: tuple[EntryView, ...]
    hub: str = ""


def documents(site: Site) -> Iterator[Document]:
    """Yield every feed of every language, and a copy for each old address."""
    feeds = {document.path: document for document in _feeds(site)}
    yield from feeds.values()
    for alias in site.settings.feed_aliases:
        if alias.feed in feeds:
            path = urls.feed_alias_path(alias.path)
            yield msgspec.structs.replace(feeds[alias.feed], path=path)


def _feeds(site: Site) -> Iterator[Document]:
    feeds = feeds_of(site.settings).values()
    contents = _contents(site, dict.fromkeys(feed.part for feed in feeds))
    for language in site.settings.languages:
        for feed in feeds:
            yield Document(
                urls.in_language(feed.path, language, site.settings),
                KINDS[feed.form],
                feed.path,
                language,
                digest_of("feed", site.base, language, feed.path, contents[feed.part]),
            )


def _contents(site: Site, parts: Iterable[Slice]) -> dict[Slice, str]:
    """Return by slice the digest of what its feeds say."""
    held = held_updates(site, [part for part in parts if part != HISTORY])
    contents: dict[Slice, object] = {
        part: [(story.told_digest, update.id) for story, update in told]
        for part, told in held.items()
    }
    contents[HISTORY] = [(s.told_digest, related_titles(site, s)) for s in held_posts(site)]
    beginning = beginning_of(site)
    return {part: digest_of(beginning, told) for part, told in contents.items()}


def view(site: Site, document: Document) -> FeedView:
    """Return what a feed says. A copy at an old address says the same, its `self` included."""
    settings, language = site.settings, document.language
    feed = feeds_of(settings)[document.subject]
    path = urls.in_language(feed.path, language, settings)
    place = AbsolutePlace(site, msgspec.structs.replace(document, path=path))
    entries = _entries(site, feed, place)
    return FeedView(
        about=feed.part.about,
        name=name_of(feed.part, site.catalogue, language),
        form=feed.form,
        id=f"{settings.id_base}/{path}",
        address=urls.absolute(path, settings),
        home=place.to(_home(feed.part)),
        schemes=f"{settings.id_base}/#",
        site=words_in(settings.name, language),
        company=words_in(settings.company.name, language),
        language=language,
        updated=max((e.updated for e in entries), default=beginning_of(site)),
        entries=entries,
        hub=settings.hub,
    )


def _entries(site: Site, feed: Feed, place: Place) -> tuple[EntryView, ...]:
    if feed.part == HISTORY:
        return tuple(post_entry(site, story, place) for story in held_posts(site))
    held = held_updates(site, [feed.part])[feed.part]
    return tuple(update_entry(site, told, place) for told in held)


def _home(part: Slice) -> str:
    return urls.component_path(part.subject) if part.about == "component" else urls.HOME


def entries_about(site: Site, wanted: Iterable[tuple[str, str]]) -> list[EntryView]:
    """Return the entries of updates by (post id, update id) in the default language, oldest first.

    What the site does not have is left out. Unlike a feed, age does not matter.
    """
    stories = {story.id: story for story in site.stories}
    pairs = set(wanted)
    told = [
        (stories[post], update)
        for post in {post for post, _ in pairs} & stories.keys()
        for update in stories[post].post.updates
        if (post, update.id) in pairs
    ]
    document = Document("", Kind.ATOM, "", site.settings.default_language, "")
    place = AbsolutePlace(site, document)
    return [update_entry(site, each, place) for each in sorted(told, key=newness)]
