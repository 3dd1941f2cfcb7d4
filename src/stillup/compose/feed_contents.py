"""Which updates and posts a feed holds: the newest, the latest days, all of what is open.

The rule is OUTPUT, "Feeds", 5, for the feed of all news and for one of a slice of them alike.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import nlargest
from itertools import takewhile
from operator import attrgetter

from stillup.compose.site import Site
from stillup.compose.slices import KINDS, WHOLE, Slice, belonging, kinds_of
from stillup.compose.story import Story
from stillup.model.post import Update

NEWEST = 50
"""A feed holds so many newest entries, however old."""

Told = tuple[Story, Update]
"""An update and the post it belongs to."""

_Stories = dict[Slice, list[Story]]


def held_updates(site: Site, parts: Iterable[Slice]) -> dict[Slice, list[Told]]:
    """Return the updates that the feeds of these slices hold, newest first."""
    current = _current(site)
    newest = _newest_stories(site, parts)
    looked_at = {story.id: story for stories in (current, *newest.values()) for story in stories}
    first = {id_: belonging(story, site.catalogue) for id_, story in looked_at.items()}
    held = {part: _newest(part, stories, first) for part, stories in newest.items()}
    for story in current:
        for number, update in _fresh(story, site):
            for part, since in first[story.id].items():
                if part in held and number >= since:
                    held[part][story.id, update.id] = (story, update)
    return {part: sorted(found.values(), key=newness, reverse=True) for part, found in held.items()}


def held_posts(site: Site) -> list[Story]:
    """Return the newest 50 posts, and all that are open or had news in the last 30 days.

    Where an earlier product's feed gave ids, what is older than its oldest entry and has none
    was not in it any more, and would be news to every reader.
    """
    since = min((story.first_at for story in site.stories[:NEWEST]), default=site.feed_edge)
    newest = takewhile(lambda story: story.first_at >= since, site.stories)
    found = nlargest(NEWEST, newest, key=_first_word)
    kept = min((s.first_at for s in site.stories if s.post.feed_id), default=None)
    found = [s for s in found if kept is None or s.post.feed_id or s.first_at >= kept]
    found += _current(site)
    return sorted({s.id: s for s in found}.values(), key=_first_word, reverse=True)


def newness(told: Told) -> tuple[datetime, str, str]:
    """Return what updates are ordered by."""
    story, update = told
    return (update.at, story.id, update.id)


def moved(story: Story, update: Update) -> datetime:
    """Return when an update's entry last changed by its writer's own word.

    Its own corrections count, and those of the post after it: each entry bears the title.
    """
    return max([update.at, *(edit.at for edit in (*update.edits, *story.post.edits))])


def _current(site: Site) -> list[Story]:
    """Return the posts that are open or had news in the last 30 days."""
    edge = site.feed_edge
    return [s for s in site.stories if s.last_news >= edge or s.timeline.is_open]


def _fresh(story: Story, site: Site) -> Iterator[tuple[int, Update]]:
    """Yield the updates that a feed holds however many are newer, with their numbers."""
    for number, update in enumerate(story.post.updates):
        if story.timeline.is_open or moved(story, update) >= site.feed_edge:
            yield number, update


def _newest(
    part: Slice, stories: Iterable[Story], first: dict[str, dict[Slice, int]]
) -> dict[tuple[str, str], Told]:
    found = ((s, update) for s in stories for update in s.post.updates[first[s.id][part] :])
    return {(s.id, update.id): (s, update) for s, update in nlargest(NEWEST, found, key=newness)}


def _newest_stories(site: Site, parts: Iterable[Slice]) -> _Stories:
    """Return the 50 stories of each slice with the latest updates: theirs are the newest entries.

    One pass for all slices, which ends when each has its 50.
    """
    lists: _Stories = {part: [] for part in parts}
    by_component, by_kind = _wanting(site, lists)
    wanting = sum(map(len, (*by_component.values(), *by_kind.values())))
    for story in sorted(site.stories, key=attrgetter("last_word"), reverse=True):
        takers = [each for id_ in story.timeline.statuses for each in by_component[id_]]
        takers += [each for kind in ("", *kinds_of(story)) for each in by_kind[kind]]
        for each in takers:
            if not each or each[-1] is not story:
                each.append(story)
        if any(len(each) == NEWEST for each in takers):
            wanting = _without_the_full(by_component) + _without_the_full(by_kind)
        if not wanting:
            break
    return lists


_Takers = dict[str, list[list[Story]]]


def _wanting(site: Site, lists: _Stories) -> tuple[_Takers, _Takers]:
    """Return by component, and by kind, the lists that take its stories. All are of the kind ""."""
    by_component = {
        id_: _among(lists, Slice("component", id_), Slice("group", component.group))
        for id_, component in site.catalogue.components.items()
    }
    by_kind = {kind: _among(lists, Slice(kind)) for kind in KINDS}
    return by_component, by_kind | {"": _among(lists, WHOLE)}


def _among(lists: _Stories, *parts: Slice) -> list[list[Story]]:
    return [lists[part] for part in parts if part in lists]


def _without_the_full(takers: _Takers) -> int:
    """Take the lists out that have their 50, and return how many are left."""
    for name, lists in takers.items():
        takers[name] = [each for each in lists if len(each) < NEWEST]
    return sum(map(len, takers.values()))


def _first_word(story: Story) -> tuple[datetime, str]:
    return (story.first_at, story.id)
