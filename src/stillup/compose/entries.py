"""Entries of feeds: what one update says, and what one post says. Contract: OUTPUT, "Feeds".

An entry says what was true when it was written: no clock fact enters it, and no later update
changes it. Readers' programs announce an entry again when its words move.
"""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

import msgspec

from stillup.compose import urls
from stillup.compose.chrome import Place
from stillup.compose.feed_contents import Told, moved
from stillup.compose.site import Site
from stillup.compose.story import Facts, Story
from stillup.compose.story_view import PersonView, StoryView, UpdateView
from stillup.compose.telling import person_view, story_view
from stillup.compose.timeline import incident_timeline, maintenance_timeline
from stillup.model.post import Incident, Update
from stillup.model.status import Impact, UpdateStatus
from stillup.model.text import Text


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


class AbsolutePlace(Place):
    """A document read far from where it stands: all links from it are absolute."""

    def to_exact(self, path: str) -> str:
        """Return the public address of exactly this path."""
        return urls.absolute(path, self.site.settings)


def update_entry(site: Site, told: Told, place: Place) -> EntryView:
    """Return the entry of an update in the language of a place; all hrefs are as from there."""
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
        updated=moved(story, update),
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


def post_entry(site: Site, story: Story, place: Place) -> EntryView:
    """Return the entry of a post with all its updates."""
    shown = story_view(site, msgspec.structs.replace(story, facts=Facts()), place)
    updates = sorted((*shown.updates, *shown.postmortem), key=lambda u: (u.at, u.id), reverse=True)
    return EntryView(
        id=_kept_id(story, place) or urls.entry_id(_path(story, place), "", site.settings),
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


def _kept_id(story: Story, place: Place) -> str:
    """Return the id that an earlier product gave a post in the feed of a place, empty for none."""
    if place.language != place.site.settings.default_language:
        return ""
    in_rss = story.post.rss_id if place.path.endswith(".rss") else ""
    return in_rss or story.post.feed_id


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
