"""Feeds: `feed.*` has one entry per update, `history.*` one per incident. Contract: OUTPUT.

An entry says what was true when it was written: no clock fact enters it, and no later update
changes it. Readers' programs announce an entry again when its words move.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from heapq import nlargest
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec

from stillup.compose import urls
from stillup.compose.chrome import Place
from stillup.compose.posts import related_titles
from stillup.compose.site import Site
from stillup.compose.story import Facts, Story
from stillup.compose.story_view import PersonView, StoryView, UpdateView
from stillup.compose.telling import person_view, story_view
from stillup.compose.timeline import incident_timeline, maintenance_timeline
from stillup.model.digest import digest_of
from stillup.model.post import Incident, Update
from stillup.model.settings import words_in
from stillup.model.sources import Document, Kind
from stillup.model.status import Impact, UpdateStatus
from stillup.model.text import Text

NEWEST = 50
"""A feed holds so many newest entries, however old. OUTPUT, "Feeds"."""

_KINDS = {"atom": Kind.ATOM, "json": Kind.JSON_FEED, "rss": Kind.RSS}
_BEFORE_ANYTHING = datetime(2000, 1, 1, tzinfo=UTC)

Told = tuple[Story, Update]
"""An update and the post it belongs to."""


class CategoryView(msgspec.Struct, frozen=True):
    """What an entry is filed under.

    `scheme` is `component`, `impact` or `status`; `term` an id or a word of the vocabularies,
    for `impact` also `maintenance`, for `status` also `withdrawn`. `name` is what people call a
    component; it is empty where the words for the term are the theme's.
    """

    scheme: str
    term: str
    name: str = ""


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """One entry.

    `id` never depends on text, zone, build or clock. `status` opens the title; a withdrawn post's
    `withdrawn` does instead. `title_language` and `language` are the tags of the title's and the
    words' languages, never empty. `updates` are what it tells, newest first.

    `story` is the post that the entry is about, as it stood then: in `feed.*` at that update,
    which is the only one in it, without summary, offer, related posts and the post's corrections
    of before. Its clock facts (`phase`, `promised`, `late`, the offer's `ended` and `days_left`)
    say nothing. All its hrefs are absolute.
    """

    id: str
    address: str
    status: UpdateStatus
    withdrawn: bool
    title: str
    title_language: str
    published: datetime
    updated: datetime
    language: str
    author: PersonView | None
    categories: tuple[CategoryView, ...]
    story: StoryView
    updates: tuple[UpdateView, ...]


class FeedView(msgspec.Struct, frozen=True, kw_only=True):
    """A feed. `updated` is that of its newest entry, else the day the site began to tell.

    `about` is `updates` or `history`, `form` is `rss`, `atom` or `json`. `address` is its own,
    `home` that of the page it is about; `schemes` begins the addresses that name kinds of category.
    `hub` is the address of the WebSub hub that tells of its changes, empty for none.
    """

    about: str
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


class AbsolutePlace(Place):
    """A document read far from where it stands: all links from it are absolute."""

    def to_exact(self, path: str) -> str:
        """Return the public address of exactly this path."""
        return urls.absolute(path, self.site.settings)


def documents(site: Site) -> Iterator[Document]:
    """Yield every feed of every language, and a copy for each old address."""
    feeds = {document.path: document for document in _feeds(site)}
    yield from feeds.values()
    for alias in site.settings.feed_aliases:
        if alias.feed in feeds:
            path = urls.feed_alias_path(alias.path)
            yield msgspec.structs.replace(feeds[alias.feed], path=path)


def _feeds(site: Site) -> Iterator[Document]:
    beginning = _beginning(site)
    content = {
        "updates": [(story.digest, update.id) for story, update in _updates(site)],
        "history": [(story.digest, related_titles(site, story)) for story in _posts(site)],
    }
    digests = {about: digest_of(beginning, marks) for about, marks in content.items()}
    for language in site.settings.languages:
        for about, form, path in urls.feed_paths():
            yield Document(
                urls.in_language(path, language, site.settings),
                _KINDS[form],
                path,
                language,
                digest_of("feed", site.base, language, about, form, digests[about]),
            )


def view(site: Site, document: Document) -> FeedView:
    """Return what a feed says. A copy at an old address says the same, its `self` included."""
    settings, language = site.settings, document.language
    about, form, plain = next(p for p in urls.feed_paths() if p[2] == document.subject)
    path = urls.in_language(plain, language, settings)
    place = AbsolutePlace(site, msgspec.structs.replace(document, path=path))
    if about == "updates":
        entries = [_update_entry(site, told, place) for told in _updates(site)]
    else:
        entries = [_post_entry(site, story, place) for story in _posts(site)]
    return FeedView(
        about=about,
        form=form,
        id=f"{settings.id_base}/{path}",
        address=urls.absolute(path, settings),
        home=place.to(urls.HOME),
        schemes=f"{settings.id_base}/#",
        site=words_in(settings.name, language),
        company=words_in(settings.company.name, language),
        language=language,
        updated=max((e.updated for e in entries), default=_beginning(site)),
        entries=tuple(entries),
        hub=settings.hub,
    )


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
    return [_update_entry(site, each, place) for each in sorted(told, key=_newness)]


def _beginning(site: Site) -> datetime:
    """Return a time that is over and stays the same, for a feed with nothing in it."""
    since = site.settings.since
    if since is None or since > site.today:
        return _BEFORE_ANYTHING
    zone = ZoneInfo(site.settings.time_zone)
    return datetime.combine(since, time(), tzinfo=zone).astimezone(UTC)


def _candidates(site: Site) -> list[Story]:
    """Return the posts that a feed may tell of: what is older is neither news nor open.

    The posts are ordered by their first updates, so the newest 50 tell how far back to look.
    """
    newest = site.stories[:NEWEST]
    since = min([site.feed_edge, *(story.first_at for story in newest)])
    return [s for s in site.stories if s.last_news >= since or s.timeline.is_open]


def _updates(site: Site) -> list[Told]:
    """Return the newest 50, the news of the last 30 days, and all of what is open, newest first."""
    candidates = _candidates(site)
    latest = nlargest(NEWEST, candidates, key=lambda s: (s.post.updates[-1].at, s.id))
    held = nlargest(NEWEST, _told(latest), key=_newness)
    held += [told for told in _told(candidates, site.feed_edge) if _is_held(*told, site)]
    by_id = {(story.id, update.id): (story, update) for story, update in held}
    return sorted(by_id.values(), key=_newness, reverse=True)


def _told(stories: Iterable[Story], since: datetime | None = None) -> Iterator[Told]:
    """Yield every update of the posts that are open or had news since then."""
    for story in stories:
        if since is None or story.is_open or story.last_news >= since:
            yield from ((story, update) for update in story.post.updates)


def _is_held(story: Story, update: Update, site: Site) -> bool:
    return story.is_open or _moved(story, update) >= site.feed_edge


def _newness(told: Told) -> tuple[datetime, str, str]:
    story, update = told
    return (update.at, story.id, update.id)


def _moved(story: Story, update: Update) -> datetime:
    """Return when an update's entry last changed by its writer's own word.

    Its own corrections count, and those of the post after it: each entry bears the title.
    """
    return max([update.at, *(edit.at for edit in (*update.edits, *story.post.edits))])


def _posts(site: Site) -> list[Story]:
    """Return the newest 50 posts, and all that are open or had news in the last 30 days."""
    candidates = _candidates(site)
    found = nlargest(NEWEST, candidates, key=_firstness)
    found += [s for s in candidates if s.is_open or s.last_news >= site.feed_edge]
    return sorted({s.id: s for s in found}.values(), key=_firstness, reverse=True)


def _firstness(story: Story) -> tuple[datetime, str]:
    return (story.post.updates[0].at, story.post.id)


def _update_entry(site: Site, told: Told, place: Place) -> EntryView:
    story, update = told
    shown = story_view(site, _as_of(site, story, update), place)
    (one,) = (*shown.updates, *shown.postmortem)
    return EntryView(
        id=urls.entry_id(_path(story, place), update.id, site.settings),
        address=f"{shown.address}#{quote(update.id)}",
        status=one.status,
        withdrawn=bool(shown.withdrawn),
        title=shown.title,
        title_language=shown.title_language or place.language,
        published=update.at,
        updated=_moved(story, update),
        language=one.language or place.language,
        author=one.author,
        categories=_categories(shown, one.status, shown.impact),
        story=shown,
        updates=(one,),
    )


def _as_of(site: Site, story: Story, update: Update) -> Story:
    """Return a post as it stood at one of its updates, told by that update alone."""
    post = story.post
    until = post.updates[: post.updates.index(update) + 1]
    so_far = msgspec.structs.replace(post, updates=until)
    timeline = (
        incident_timeline(so_far, site.catalogue)
        if isinstance(so_far, Incident)
        else maintenance_timeline(so_far, site.catalogue)
    )
    alone = msgspec.structs.replace(
        post,
        updates=(update,),
        summary=Text("", post.source),
        offer=None,
        related=(),
        edits=tuple(edit for edit in post.edits if edit.at > update.at),
    )
    translations = {
        language: msgspec.structs.replace(told, summary=Text("", told.source))
        for language, told in story.translations.items()
    }
    return msgspec.structs.replace(
        story, post=alone, translations=translations, timeline=timeline, facts=Facts()
    )


def _post_entry(site: Site, story: Story, place: Place) -> EntryView:
    shown = story_view(site, msgspec.structs.replace(story, facts=Facts()), place)
    own_id = story.post.feed_id if place.language == site.settings.default_language else ""
    updates = sorted((*shown.updates, *shown.postmortem), key=lambda u: (u.at, u.id), reverse=True)
    return EntryView(
        id=own_id or urls.entry_id(_path(story, place), "", site.settings),
        address=shown.address,
        status=shown.status,
        withdrawn=bool(shown.withdrawn),
        title=shown.title,
        title_language=shown.title_language or place.language,
        published=story.first_at,
        updated=story.last_news,
        language=_language(updates, place),
        author=_signer(site, story, place.language),
        categories=_categories(shown, shown.status, shown.highest),
        story=shown,
        updates=tuple(updates),
    )


def _language(updates: Iterable[UpdateView], place: Place) -> str:
    """Return the language that all updates share, else the feed's."""
    languages = {update.language or place.language for update in updates}
    return languages.pop() if len(languages) == 1 else place.language


def _path(story: Story, place: Place) -> str:
    path = urls.post_path(story.kind, story.id)
    return urls.in_language(path, place.language, place.site.settings)


def _signer(site: Site, story: Story, language: str) -> PersonView | None:
    """Return who answers for a post: its author, else the last who signed an update."""
    names = [update.author for update in story.post.updates if update.author]
    return person_view(site, story.post.author or (names or [""])[-1], language)


def _categories(shown: StoryView, status: UpdateStatus, impact: Impact) -> tuple[CategoryView, ...]:
    return (
        *(CategoryView("component", c.id, c.name) for c in shown.components),
        CategoryView("impact", impact.value if shown.kind == "incident" else "maintenance"),
        CategoryView("status", "withdrawn" if shown.withdrawn else status.value),
    )
