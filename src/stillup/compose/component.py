"""A component's page: documents, keys and view."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from stillup.compose import urls
from stillup.compose.catalogue import is_retired
from stillup.compose.chrome import Chrome, Place, chrome
from stillup.compose.home import RowView, row_ahead, row_view
from stillup.compose.site import Site
from stillup.compose.slices import Slice
from stillup.compose.story import Story
from stillup.compose.story_view import StoryLine
from stillup.compose.subscriptions import BadgeLinkView, ChoiceView, badge_link, choice_of
from stillup.compose.telling import story_line
from stillup.model.digest import digest_of
from stillup.model.settings import words_in
from stillup.model.sources import Document, Kind

NEWEST = 100
"""How many posts a component's page lists: with ten thousand it would be no page for a phone."""


class ComponentPageView(msgspec.Struct, frozen=True, kw_only=True):
    """One component: state, bars, and the newest posts that name it, newest first.

    `more` counts older posts, which the archive has. The last of the bars is `today`, which is
    over when `day_ends`. `choice` is what brings news of this component alone.
    """

    chrome: Chrome
    row: RowView
    group: str
    retired: bool
    today: date
    day_ends: datetime
    stories: tuple[StoryLine, ...]
    more: int
    choice: ChoiceView
    badge: BadgeLinkView


def documents(site: Site) -> Iterator[Document]:
    """Yield a page for every component in every language."""
    naming = _naming(site)
    for id_ in site.catalogue.components:
        shown = [story.line_digest for story in naming[id_][:NEWEST]]
        count = len(naming[id_])
        ahead = [(step.at, step.status) for step in row_ahead(site, id_)]
        state = (site.status.components[id_], ahead, site.bars[id_], site.today)
        for language in site.settings.languages:
            yield Document(
                urls.in_language(urls.component_path(id_), language, site.settings),
                Kind.COMPONENT,
                id_,
                language,
                digest_of("component", site.base, id_, language, state, shown, count),
            )


def view(site: Site, document: Document) -> ComponentPageView:
    """Return what the page's template may see."""
    component = site.catalogue.components[document.subject]
    place = Place(site, document)
    group = site.catalogue.groups.get(component.group)
    named = [s for s in site.stories if component.id in s.timeline.statuses]
    name = words_in(component.name, document.language)
    path, picture = urls.component_path(component.id), urls.component_badge_path(component.id)
    frame, choice = (
        chrome(site, document, path, name),
        choice_of(site, Slice("component", component.id), place),
    )
    return ComponentPageView(
        chrome=msgspec.structs.replace(frame, feeds=(*frame.feeds, *choice.feeds)),
        row=row_view(site, component, place),
        group=words_in(group.name, document.language) if group is not None else "",
        retired=is_retired(component, site.today),
        today=site.today,
        day_ends=site.day_ends,
        stories=tuple(story_line(site, story, place) for story in named[:NEWEST]),
        more=max(len(named) - NEWEST, 0),
        choice=choice,
        badge=badge_link(site, picture, path, name, place),
    )


def _naming(site: Site) -> dict[str, list[Story]]:
    found: dict[str, list[Story]] = {id_: [] for id_ in site.catalogue.components}
    for story in site.stories:
        for id_ in story.timeline.statuses:
            found[id_].append(story)
    return found
