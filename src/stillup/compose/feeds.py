"""Feeds: `feed.*` has one entry per update, `history.*` one per incident. Contract: OUTPUT."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from stillup.compose import urls
from stillup.compose.chrome import Place, feed_paths
from stillup.compose.site import Site
from stillup.compose.story import Story
from stillup.compose.story_view import PersonView, StoryView, UpdateView, story_view
from stillup.model.digest import digest_of
from stillup.model.post import Update
from stillup.model.settings import words_in
from stillup.model.sources import Document, Kind
from stillup.model.status import UpdateStatus

NEWEST = 50
"""A feed holds so many newest entries, however old. OUTPUT, "Feeds"."""


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. `status` opens the title; `updates` are what it tells, newest first.

    `id` never depends on text, zone, build or clock. `language` is the tag of the words'
    language. `categories` are components' names, then the impact, then the status.
    `story` is the post the entry is about.
    """

    id: str
    address: str
    status: UpdateStatus
    title: str
    published: datetime
    updated: datetime
    language: str
    author: PersonView | None
    categories: tuple[str, ...]
    story: StoryView
    updates: tuple[UpdateView, ...]


class FeedView(msgspec.Struct, frozen=True, kw_only=True):
    """A feed. `updated` is that of its newest entry, else the day the site began to tell.

    `about` is `updates` or `history`. `address` is its own, `home` the page it is about.
    """

    about: str
    form: str
    id: str
    address: str
    home: str
    site: str
    company: str
    language: str
    updated: datetime
    entries: tuple[EntryView, ...]


def documents(site: Site) -> Iterator[Document]:
    """Yield every feed of every language, and a copy for each old address."""
    content = {
        "updates": digest_of([_mark(s, u.id) for s, u in _updates(site)], site.feed_edge),
        "history": digest_of([_mark(s, "") for s in _posts(site)]),
    }
    for language in site.settings.languages:
        for about, form, path in feed_paths():
            yield Document(
                urls.in_language(path, language, site.settings),
                Kind(form),
                path,
                language,
                digest_of("feed", site.base, language, about, form, content[about]),
            )
    by_path = {path: (about, form) for about, form, path in feed_paths()}
    language = site.settings.default_language
    for alias, path in site.settings.feed_aliases.items():
        if path in by_path:
            about, form = by_path[path]
            key = digest_of("feed", site.base, language, about, form, content[about])
            yield Document(alias, Kind(form), path, language, key)


def view(site: Site, document: Document) -> FeedView:
    """Return what a feed says. A copy at an old address says the same, its `self` included."""
    settings, language = site.settings, document.language
    about, form, plain = next(p for p in feed_paths() if p[2] == document.subject)
    path = urls.in_language(plain, language, settings)
    place = Place(site, msgspec.structs.replace(document, path=path))
    if about == "updates":
        entries = [_update_entry(site, story, update, place) for story, update in _updates(site)]
    else:
        entries = [_post_entry(site, story, place) for story in _posts(site)]
    return FeedView(
        about=about,
        form=form,
        id=f"{settings.id_base}/{path}",
        address=urls.absolute(path, settings),
        home=urls.absolute(urls.in_language(urls.HOME, language, settings), settings),
        site=words_in(settings.name, language),
        company=words_in(settings.company.name, language),
        language=language,
        updated=max((e.updated for e in entries), default=_beginning(site)),
        entries=tuple(entries),
    )


def _beginning(site: Site) -> datetime:
    since = site.settings.since
    return datetime.fromisoformat(f"{since or '2000-01-01'}T00:00:00+00:00")


def _mark(story: Story, update: str) -> tuple[str, str]:
    return (story.digest, update)


def _updates(site: Site) -> list[tuple[Story, Update]]:
    """Return the newest 50, all of the last 30 days, and all of what is open, newest first."""
    everything = [(s, u) for s in site.stories for u in s.post.updates]
    everything.sort(key=lambda pair: (pair[1].at, pair[0].id, pair[1].id), reverse=True)
    return [
        (story, update)
        for i, (story, update) in enumerate(everything)
        if i < NEWEST or update.at >= site.feed_edge or story.is_open
    ]


def _posts(site: Site) -> list[Story]:
    newest = sorted(site.stories, key=lambda s: (s.first_at, s.id), reverse=True)
    return [
        story
        for i, story in enumerate(newest)
        if i < NEWEST or story.last_news >= site.feed_edge or story.is_open
    ]


def _update_entry(site: Site, story: Story, update: Update, place: Place) -> EntryView:
    shown = story_view(site, story, place)
    one = next(u for u in (*shown.updates, *shown.postmortem) if u.id == update.id)
    path = urls.post_path(story.kind, story.id)
    localized = urls.in_language(path, place.language, site.settings)
    return EntryView(
        id=urls.entry_id(localized, update.id, site.settings),
        address=f"{shown.address}#{update.id}",
        status=one.status,
        title=shown.title,
        published=update.at,
        updated=max([update.at, *(edit.at for edit in update.edits)]),
        language=one.language or place.language,
        author=one.author,
        categories=_categories(site, story, place, one.status),
        story=shown,
        updates=(one,),
    )


def _post_entry(site: Site, story: Story, place: Place) -> EntryView:
    shown = story_view(site, story, place)
    localized = urls.in_language(
        urls.post_path(story.kind, story.id), place.language, site.settings
    )
    told = (*shown.updates, *shown.postmortem)
    own_id = story.post.feed_id if place.language == site.settings.default_language else ""
    return EntryView(
        id=own_id or urls.entry_id(localized, "", site.settings),
        address=shown.address,
        status=story.timeline.status,
        title=shown.title,
        published=story.first_at,
        updated=max(story.last_news, story.first_at),
        language=shown.latest.language or place.language,
        author=shown.author,
        categories=_categories(site, story, place, story.timeline.status),
        story=shown,
        updates=tuple(sorted(told, key=lambda u: (u.at, u.id), reverse=True)),
    )


def _categories(site: Site, story: Story, place: Place, status: UpdateStatus) -> tuple[str, ...]:
    names: Iterable[str] = (
        words_in(site.catalogue.components[id_].name, place.language)
        for id_ in story.timeline.statuses
    )
    impact = story.timeline.highest.value if story.kind == "incident" else "maintenance"
    return (*names, impact, status.value)
