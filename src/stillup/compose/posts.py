"""The permanent page of an incident or a maintenance: documents, keys and view."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from stillup.compose import urls
from stillup.compose.chrome import Chrome, Place, chrome
from stillup.compose.site import Site
from stillup.compose.story import Story
from stillup.compose.story_view import ComponentView, StoryView
from stillup.compose.telling import component_views, related_ids, story_view, title_in
from stillup.model.digest import digest_of
from stillup.model.memory import Memory, Shelf
from stillup.model.post import Maintenance
from stillup.model.sources import Document, Kind

RelatedTitle = tuple[str, str, str, tuple[tuple[str, str], ...]]
"""The id, the kind, the title of a post, and the titles of its translations by language."""

RelatedTitles = tuple[RelatedTitle, ...]


class SpellView(msgspec.Struct, frozen=True):
    """A stretch of time in which the post gave a component one status; `until` None: it lasts."""

    component: ComponentView
    since: datetime
    until: datetime | None


class PostView(msgspec.Struct, frozen=True):
    """The page of one post. `spells` say how each component was over time, in order of time."""

    chrome: Chrome
    story: StoryView
    spells: tuple[SpellView, ...]


def documents(site: Site, memory: Memory) -> Iterator[Document]:
    """Yield a page for every public post in every language."""
    shelf: Shelf[tuple[str, RelatedTitles], tuple[Document, ...]]
    shelf = memory.shelf("pages of posts", site.base)
    for story in site.stories:
        key = (story.digest, related_titles(site, story) if story.post.related else ())
        yield from shelf.get(key) or shelf.put(key, tuple(_pages(site, story, key)))


def _pages(site: Site, story: Story, key: tuple[str, RelatedTitles]) -> Iterator[Document]:
    for language in site.settings.languages:
        yield Document(
            urls.in_language(story.path, language, site.settings),
            Kind(story.kind),
            story.id,
            language,
            digest_of(site.base, "post", language, *key),
        )


def related_titles(site: Site, story: Story) -> RelatedTitles:
    """Return what a post shown in full says of other posts, in every language: for its key."""
    return tuple(_title_and_kind(site.by_id[id_]) for id_ in related_ids(site, story))


def _title_and_kind(story: Story) -> RelatedTitle:
    told = sorted((language, t.title) for language, t in story.translations.items())
    return (story.id, story.kind, story.post.title, tuple(told))


def view(site: Site, document: Document) -> PostView:
    """Return what the page's template may see."""
    story = site.by_id[document.subject]
    title, _ = title_in(site, story, document.language)
    path, place = urls.post_path(story.kind, story.id), Place(site, document)
    return PostView(
        chrome(site, document, path, title),
        story_view(site, story, place),
        _spells(site, story, place),
    )


def _spells(site: Site, story: Story, place: Place) -> tuple[SpellView, ...]:
    """Return the spells of components, those to come left out."""
    if isinstance(story.post, Maintenance) and story.is_open and not story.facts.running:
        return ()
    return tuple(
        SpellView(component, spell.since, spell.until)
        for spell in story.timeline.spells
        for component in component_views(site, {spell.component: spell.status}, place)
    )
