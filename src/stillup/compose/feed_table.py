"""Which feeds there are: those of all posts, and one for each slice, in the forms of each."""

from collections.abc import Iterator

import msgspec

from stillup.compose import urls
from stillup.compose.slices import Slice, slices_of
from stillup.model.settings import Settings
from stillup.model.sources import Kind

KINDS = {"atom": Kind.ATOM, "json": Kind.JSON_FEED, "rss": Kind.RSS}
"""The kind of document that a form is."""

FORMS = ("atom", "rss")
"""The forms of slices. The feed of all updates has `json` too."""


class Feed(msgspec.Struct, frozen=True):
    """A feed, in whatever language. `path` has no prefix of one.

    `part` is about `history` where there is one entry per post, else a slice of all updates.
    """

    part: Slice
    form: str
    path: str


def feeds_of(settings: Settings) -> dict[str, Feed]:
    """Return every feed of a site by its path: the main ones first."""
    parts = (feed for part in slices_of(settings) for feed in feeds_about(part))
    return {feed.path: feed for feed in (*main_feeds(), *parts)}


def main_feeds() -> tuple[Feed, ...]:
    """Return the feeds of all posts."""
    return tuple(Feed(Slice(about), form, path) for about, form, path in urls.feed_paths())


def feeds_about(part: Slice) -> tuple[Feed, ...]:
    """Return the feeds of one slice."""
    return tuple(Feed(part, form, _path(part, form)) for form in FORMS)


def paths_of_feeds(settings: Settings) -> Iterator[str]:
    """Yield the path of every feed in every language."""
    plain = feeds_of(settings)
    for language in settings.languages:
        yield from (urls.in_language(path, language, settings) for path in plain)


def _path(part: Slice, form: str) -> str:
    if part.about == "component":
        return urls.component_feed_path(part.subject, form)
    if part.about == "group":
        return urls.group_feed_path(part.subject, form)
    return urls.kind_feed_path(part.about, form)
