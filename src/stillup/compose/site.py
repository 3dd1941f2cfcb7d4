"""The whole site: every public post, ordered and cross-checked, with what follows from them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from stillup.compose.ahead import StatusAhead, status_ahead
from stillup.compose.bars import Day, Marked, bars_of, begins
from stillup.compose.catalogue import Catalogue, catalogue_of
from stillup.compose.checks import check_overdue
from stillup.compose.clock import Clock
from stillup.compose.file_checks import check_files
from stillup.compose.gather import Gathered, Given, Post, gather, with_hidden
from stillup.compose.status import StatusNow, status_now
from stillup.compose.stories import shown_links, stories_of
from stillup.compose.story import Story
from stillup.model.diagnostic import Diagnostic
from stillup.model.digest import digest_of
from stillup.model.hidden import Hidden
from stillup.model.ledger import Ledger
from stillup.model.memory import Memory
from stillup.model.post import Page
from stillup.model.settings import Settings

FEED_DAYS = 30
"""Feeds hold every entry of so many last whole days. OUTPUT, "Feeds"."""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the documents are made from.

    `stories` are the public posts, newest first; `hidden` the drafts and the embargoed ones. A
    preview that shows these has them among the `stories` instead. `withheld` names, either way,
    what is not public. `standing` are those of the stories that are open or pinned; `months` all of
    them by the month in which they started, both newest first.
    `pages` are the public plain pages by id, then language; `page_digests` by source. `media`
    are digests by source path. `base` is the digest of what every document depends on.
    `ahead` is what the clock alone will make of `status`; the day `today` lasts until `day_ends`.
    `public` are the sources that links may mean. `feed_edge` is where the days that feeds hold
    begin. `published_at` is now, for `published.json` alone.
    `ledger` is what was first public when, if the last one was given.
    """

    settings: Settings
    catalogue: Catalogue
    base: str
    stories: tuple[Story, ...]
    standing: tuple[Story, ...]
    by_id: dict[str, Story]
    months: dict[str, list[Story]]
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
    ledger: Ledger | None = None


def compose(
    given: Given, clock: Clock, memory: Memory
) -> tuple[Site | None, tuple[Diagnostic, ...]]:
    """Put the site together; None if anything public is wrong. Every problem is returned."""
    gathered = gather(given, clock)
    problems = check_files(given, gathered, clock, memory)
    if problems.has_errors:
        return None, problems.frozen()
    shown = with_hidden(gathered, given) if given.show_hidden else gathered
    site = _site(given, shown, clock, memory)
    check_overdue(site.standing, problems)
    return site, problems.frozen()


def _site(given: Given, gathered: Gathered, clock: Clock, memory: Memory) -> Site:
    settings, catalogue = given.settings, catalogue_of(given.settings)
    stories = stories_of(given, gathered, clock, memory)
    standing = tuple(s for s in stories if s.timeline.is_open or s.post.pin)
    public = gathered.targets.public
    return Site(
        settings=settings,
        catalogue=catalogue,
        base=digest_of(given.base, settings, [_outline(page) for page in gathered.pages]),
        stories=stories,
        standing=standing,
        by_id={story.post.id: story for story in stories},
        months=_by_month(stories),
        hidden=gathered.hidden,
        withheld=gathered.withheld,
        pages=_by_language(gathered.pages, settings),
        page_digests={
            page.source: digest_of(page.digest, shown_links(given.parsed.get(page.source), public))
            for page in gathered.pages
        },
        media=gathered.media,
        status=status_now(standing, catalogue),
        ahead=status_ahead(standing, catalogue),
        bars=_bars(stories, given, clock),
        today=clock.today,
        day_ends=clock.midnight(clock.today + timedelta(days=1)),
        feed_edge=clock.midnight(clock.today - timedelta(days=FEED_DAYS)),
        public=public,
        published_at=clock.now,
    )


def _bars(stories: Iterable[Story], given: Given, clock: Clock) -> dict[str, tuple[Day, ...]]:
    first = begins(clock)
    marked: dict[str, list[Marked]] = {component.id: [] for component in given.settings.components}
    for story in stories:
        for spell in story.timeline.spells:
            if (spell.until is None or spell.until > first) and spell.component in marked:
                marked[spell.component].append((story.post.id, spell))
    since = given.settings.since
    return {id_: bars_of(id_, here, since, clock) for id_, here in marked.items()}


def _by_month(stories: Iterable[Story]) -> dict[str, list[Story]]:
    found: dict[str, list[Story]] = {}
    for story in sorted(stories, key=lambda story: story.timeline.started, reverse=True):
        found.setdefault(story.month, []).append(story)
    return found


def _outline(page: Page) -> tuple[str, str, str, int | None]:
    return (page.id, page.language, page.title, page.menu)


def _by_language(pages: tuple[Page, ...], settings: Settings) -> dict[str, dict[str, Page]]:
    found: dict[str, dict[str, Page]] = {}
    for page in pages:
        found.setdefault(page.id, {})[page.language or settings.default_language] = page
    return found
