"""The public posts with all that follows from them. What followed before is not derived again."""

from collections.abc import Iterator, Mapping
from operator import attrgetter

import msgspec

from stillup.compose.catalogue import Catalogue, catalogue_of
from stillup.compose.clock import NEVER_ASKED, Answers, Clock, Listener
from stillup.compose.gather import Gathered, Given, Post
from stillup.compose.links import split_meant
from stillup.compose.story import Story, story_of
from stillup.model.digest import digest_of
from stillup.model.memory import Memory, Shelf
from stillup.model.parsed import Parsed
from stillup.model.post import Translation
from stillup.model.settings import Settings

ShownLinks = tuple[tuple[str, bool], ...]
"""What the links of a file mean, and whether that is public: its HTML depends on it."""

_Key = tuple[str, str, tuple[tuple[str, str], ...], tuple[ShownLinks, ...]]


class _Told(msgspec.Struct, frozen=True):
    """A story, and what the clock had to do with it."""

    story: Story
    answers: Answers


def ground_of(settings: Settings) -> str:
    """Return the digest of the settings that the meaning of a post depends on."""
    return digest_of(
        settings.time_zone,
        settings.languages,
        (settings.components, settings.groups, settings.people),
    )


def stories_of(given: Given, gathered: Gathered, clock: Clock, memory: Memory) -> tuple[Story, ...]:
    """Return the public posts, newest first."""
    found = sorted(_stories(given, gathered, clock, memory), key=attrgetter("post.id"))
    found.sort(key=lambda story: story.post.updates[0].at, reverse=True)
    return tuple(found)


def shown_links(parsed: Parsed | None, public: frozenset[str]) -> ShownLinks:
    """Return what the links of a file mean, and whether that is public."""
    if parsed is None or not parsed.links:
        return ()
    return tuple(
        (link.meant, split_meant(link.meant)[0] in public) for link in parsed.links if link.meant
    )


def _stories(given: Given, gathered: Gathered, clock: Clock, memory: Memory) -> Iterator[Story]:
    catalogue = catalogue_of(given.settings)
    shelf: Shelf[_Key, _Told] = memory.shelf("stories", ground_of(given.settings))
    public, parsed, nothing = gathered.targets.public, given.parsed, dict[str, Translation]()
    for post in gathered.public:
        told = gathered.translations.get(post.id, nothing)
        key = _key_of(post, told, parsed, public)
        known = shelf.get(key)
        if known is None or (known.answers is not NEVER_ASKED and not clock.repeats(known.answers)):
            known = shelf.put(key, _derived(post, told, catalogue, clock, key))
        yield known.story


def _key_of(
    post: Post,
    told: Mapping[str, Translation],
    parsed: Mapping[str, Parsed],
    public: frozenset[str],
) -> _Key:
    own = shown_links(parsed.get(post.source), public)
    if not told:
        return (post.source, post.digest, (), (own,))
    others = sorted((each.source, each.digest) for each in told.values())
    links = (own, *(shown_links(parsed.get(source), public) for source, _ in others))
    return (post.source, post.digest, tuple(others), links)


def _derived(
    post: Post,
    told: Mapping[str, Translation],
    catalogue: Catalogue,
    clock: Clock,
    key: _Key,
) -> _Told:
    listener = Listener(clock)
    story = story_of(post, told, catalogue, listener, key[-1])
    return _Told(story, listener.answers)
