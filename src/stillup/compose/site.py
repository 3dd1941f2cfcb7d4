"""The whole site: every public post, ordered and cross-checked, with what follows from them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec

from stillup.compose.ahead import StatusAhead, status_ahead
from stillup.compose.bars import Day, bars_of
from stillup.compose.catalogue import Catalogue, catalogue_of
from stillup.compose.checks import check_ids, check_overdue, check_post, check_translation
from stillup.compose.clock import Clock
from stillup.compose.feed_checks import check_feed_aliases, check_feed_ids
from stillup.compose.gather import Gathered, Given, Post, gather, logos_of, with_hidden
from stillup.compose.link_checks import check_links, check_logo, links_of
from stillup.compose.links import original_of, split_meant, subject_of
from stillup.compose.status import StatusNow, status_now
from stillup.compose.story import Story, story_of
from stillup.model.diagnostic import Diagnostic, Problems
from stillup.model.digest import digest_of
from stillup.model.hidden import Hidden
from stillup.model.parsed import Parsed
from stillup.model.post import Incident, Maintenance, Page, Translation
from stillup.model.settings import Settings

FEED_DAYS = 30
"""Feeds hold every entry of so many last whole days. OUTPUT, "Feeds"."""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the documents are made from.

    `stories` are the public posts, newest first; `hidden` the drafts and the embargoed ones. A
    preview that shows these has them among the `stories` instead. `withheld` names, either way,
    what is not public.
    `pages` are the public plain pages by id, then language; `page_digests` by source. `media`
    are digests by source path. `base` is the digest of what every document depends on.
    `ahead` is what the clock alone will make of `status`; the day `today` lasts until `day_ends`.
    `public` are the sources that links may mean. `feed_edge` is where the days that feeds hold
    begin. `published_at` is now, for `published.json` alone.
    """

    settings: Settings
    catalogue: Catalogue
    base: str
    stories: tuple[Story, ...]
    by_id: dict[str, Story]
    hidden: tuple[Post, ...]
    withheld: tuple[Hidden, ...]
    pages: dict[str, dict[str, Page]]
    page_digests: dict[str, str]
    media: dict[str, str]
    status: StatusNow
    ahead: tuple[StatusAhead, ...]
    bars: dict[str, tuple[Day, ...]]
    today: date
    day_ends: datetime
    feed_edge: datetime
    public: frozenset[str]
    published_at: datetime


def compose(given: Given, clock: Clock) -> tuple[Site | None, tuple[Diagnostic, ...]]:
    """Put the site together; None if anything public is wrong. Every problem is returned."""
    gathered = gather(given, clock)
    problems = _check(given, gathered, clock)
    if problems.has_errors:
        return None, problems.frozen()
    shown = with_hidden(gathered, given) if given.show_hidden else gathered
    site = _site(given, shown, clock)
    check_overdue(site.stories, problems)
    return site, problems.frozen()


def _check(given: Given, gathered: Gathered, clock: Clock) -> Problems:
    """Collect the parsers' problems and those between files; soften what is not public."""
    check = _Check(given, gathered, clock)
    problems = Problems()
    for path, parsed in given.parsed.items():
        found = Problems()
        found.take(parsed.diagnostics)
        check.item(parsed, found)
        check_links(parsed, gathered.targets, found)
        problems.take(found, soften=check.is_soft(path, parsed))
    check_logo(logos_of(given.settings).values(), gathered.media, problems)
    check_ids(gathered.public, gathered.hidden, problems)
    check_feed_ids(gathered.public, gathered.hidden, given.settings, problems)
    check_feed_aliases(given.settings, problems)
    return problems


class _Check:
    """One file at a time, against the site that all files make."""

    def __init__(self, given: Given, gathered: Gathered, clock: Clock) -> None:
        self.settings = given.settings
        self.catalogue = catalogue_of(given.settings)
        self.clock = clock
        self.hidden = frozenset(post.source for post in gathered.hidden)
        self.files = frozenset(given.parsed) | given.left_out
        self.kept = given.kept
        self.originals = {post.id: post for post in (*gathered.public, *gathered.hidden)}
        unread = frozenset(_unread_ids(given))
        self.public_ids = frozenset(post.id for post in gathered.public) | given.kept | unread
        self.all_ids = frozenset(self.originals) | given.kept | unread

    def item(self, parsed: Parsed, found: Problems) -> None:
        """Check what a file holds."""
        item = parsed.item
        if isinstance(item, Incident | Maintenance):
            ids = self.all_ids if item.source in self.hidden else self.public_ids
            check_post(item, ids, self.catalogue, self.clock, found)
        elif isinstance(item, Translation) and item.id not in self.kept:
            check_translation(item, self._original(item), found)

    def is_soft(self, path: str, parsed: Parsed) -> bool:
        """Whether problems of a file stop nothing: a draft, an embargo, a translation."""
        if parsed.draft or path in self.hidden or self._is_translation(path, parsed):
            return True
        due = parsed.publish_at
        return due is not None and not self.clock.reached(due, f"{path} is to be published")

    def _is_translation(self, path: str, parsed: Parsed) -> bool:
        """Whether a file is one, or would be if its language were known: it has an original."""
        return isinstance(parsed.item, Translation) or original_of(path) in self.files

    def _original(self, translation: Translation) -> Post | None:
        original = self.originals.get(translation.id)
        in_place = original is not None and original.source == original_of(translation.source)
        return original if in_place else None


def _unread_ids(given: Given) -> Iterator[str]:
    """Yield the ids of files too broken to be read: to be named as related is not their fault."""
    for path, parsed in given.parsed.items():
        subject = subject_of(path)
        if parsed.item is None and subject is not None:
            yield subject[1]


def _site(given: Given, gathered: Gathered, clock: Clock) -> Site:
    settings, catalogue = given.settings, catalogue_of(given.settings)
    stories = tuple(sorted(_stories(given, gathered, clock), key=_newest_first))
    marked = [(story.id, spell) for story in stories for spell in story.timeline.spells]
    return Site(
        settings=settings,
        catalogue=catalogue,
        base=digest_of(given.base, settings, [_outline(page) for page in gathered.pages]),
        stories=stories,
        by_id={story.id: story for story in stories},
        hidden=gathered.hidden,
        withheld=gathered.withheld,
        pages=_by_language(gathered.pages, settings),
        page_digests={
            page.source: digest_of(page.digest, _shown_links(page.source, given, gathered))
            for page in gathered.pages
        },
        media=gathered.media,
        status=status_now(stories, catalogue),
        ahead=status_ahead(stories, catalogue),
        bars={c: bars_of(c, marked, settings.since, clock) for c in catalogue.components},
        today=clock.today,
        day_ends=clock.midnight(clock.today + timedelta(days=1)),
        feed_edge=clock.midnight(clock.today - timedelta(days=FEED_DAYS)),
        public=gathered.targets.public,
        published_at=clock.now,
    )


def _stories(given: Given, gathered: Gathered, clock: Clock) -> list[Story]:
    catalogue = catalogue_of(given.settings)
    found = []
    for post in gathered.public:
        told = gathered.translations.get(post.id, {})
        sources = [post.source, *sorted(t.source for t in told.values())]
        links = [_shown_links(source, given, gathered) for source in sources]
        found.append(story_of(post, told, catalogue, clock, links))
    return found


def _newest_first(story: Story) -> tuple[float, str]:
    return (-story.first_at.timestamp(), story.id)


def _outline(page: Page) -> tuple[str, str, str, int | None]:
    return (page.id, page.language, page.title, page.menu)


def _by_language(pages: tuple[Page, ...], settings: Settings) -> dict[str, dict[str, Page]]:
    found: dict[str, dict[str, Page]] = {}
    for page in pages:
        found.setdefault(page.id, {})[page.language or settings.default_language] = page
    return found


def _shown_links(source: str, given: Given, gathered: Gathered) -> list[tuple[str, bool]]:
    """Return what the links of a file mean and whether that is public: its HTML depends on it."""
    public = gathered.targets.public
    parsed = given.parsed.get(source)
    links = () if parsed is None else links_of(parsed)
    return [(target, split_meant(target)[0] in public) for _, target in links]
