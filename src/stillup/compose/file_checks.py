"""Every file against the site that all files make."""

from datetime import datetime
from functools import cached_property

import msgspec

from stillup.compose.api_checks import check_api_ids
from stillup.compose.catalogue import catalogue_of
from stillup.compose.checks import (
    SLACK,
    check_clock,
    check_ids,
    check_names,
    check_related,
    check_translation,
    latest_date,
)
from stillup.compose.clock import Clock
from stillup.compose.feed_checks import check_feed_aliases, check_feed_ids
from stillup.compose.gather import Gathered, Given, Post, logos_of
from stillup.compose.inventory import SETTINGS
from stillup.compose.link_checks import are_live, check_links, check_logo
from stillup.compose.links import original_of, subject_of
from stillup.compose.stories import ground_of
from stillup.model.diagnostic import Diagnostic, Problems, Span
from stillup.model.memory import Memory, Shelf
from stillup.model.parsed import Parsed
from stillup.model.post import Incident, Maintenance, Translation

_A_SLIP = 3
"""In so many files times ahead of now are slips of their writers; in more, the clock is wrong."""


class _Alone(msgspec.Struct, frozen=True):
    """What is wrong with a post whatever others say, and the latest moment that must have come."""

    found: tuple[Diagnostic, ...]
    latest: datetime


def check_files(given: Given, gathered: Gathered, clock: Clock, memory: Memory) -> Problems:
    """Collect the parsers' problems and those between files; soften what is not public."""
    check = _Check(given, gathered, clock, memory)
    problems = Problems()
    for path, parsed in given.parsed.items():
        if not check.is_plainly_right(parsed):
            found = check.problems(parsed)
            if len(found):
                problems.take(found, soften=check.is_soft(path, parsed))
    problems = _blaming_the_clock(problems)
    check_logo(logos_of(given.settings).values(), gathered.media, problems)
    check_ids(gathered.public, gathered.hidden, problems)
    check_feed_ids(gathered.public, gathered.hidden, given.settings, problems)
    check_feed_aliases(given.settings, problems)
    check_api_ids(gathered.public, gathered.hidden, given.settings, problems)
    return problems


def _blaming_the_clock(problems: Problems) -> Problems:
    """Return the problems with one error in place of one per file, if the clock itself is wrong."""
    ahead = [d for d in problems if _is_ahead(d)]
    files = {d.span.path for d in ahead}
    if len(files) <= _A_SLIP:
        return problems
    last = max(ahead, key=lambda d: d.span)
    told = Problems()
    told.take(d for d in problems if not _is_ahead(d))
    told.error(
        "in-the-future",
        Span(SETTINGS),
        f"{len(files)} files have times that have not come yet, `{last.span.path}` among them",
        label=last.label,
        notes=("that many are no slip of the pen, and none of them is to blame",),
        help="set the clock of this machine right, or give a later `--now`",
    )
    return told


def _is_ahead(problem: Diagnostic) -> bool:
    return problem.code == "in-the-future" and problem.is_error


class _Check:
    """One file at a time."""

    def __init__(self, given: Given, gathered: Gathered, clock: Clock, memory: Memory) -> None:
        self._given = given
        self._gathered = gathered
        self._catalogue = catalogue_of(given.settings)
        self._clock = clock
        self._limit = clock.now + SLACK
        self._hidden = frozenset(post.source for post in gathered.hidden)
        self._alone: Shelf[tuple[str, str], _Alone]
        self._alone = memory.shelf("checks", ground_of(given.settings))

    def is_plainly_right(self, parsed: Parsed) -> bool:
        """Whether a file is a post with nothing to find fault with: most are."""
        item = parsed.item
        if parsed.diagnostics or not isinstance(item, Incident | Maintenance):
            return False
        alone = self._of(item)
        if alone.found or item.related or alone.latest > self._limit:
            return False
        return not parsed.links or are_live(parsed.links, self._gathered.targets)

    def problems(self, parsed: Parsed) -> Problems:
        """Return all that is wrong with a file."""
        item, found = parsed.item, Problems()
        found.take(parsed.diagnostics)
        if isinstance(item, Incident | Maintenance):
            self._check_post(item, found)
        elif isinstance(item, Translation) and item.id not in self._given.kept:
            check_translation(item, self._original(item), found)
        check_links(parsed, self._gathered.targets, found)
        return found

    def is_soft(self, path: str, parsed: Parsed) -> bool:
        """Whether problems of a file stop nothing: a draft, an embargo, a translation."""
        if parsed.draft or path in self._hidden or self._is_translation(path, parsed):
            return True
        due = parsed.publish_at
        return due is not None and not self._clock.reached(due, f"{path} is to be published")

    def _check_post(self, post: Post, found: Problems) -> None:
        alone = self._of(post)
        found.take(alone.found)
        if post.related:
            is_hidden = post.source in self._hidden
            check_related(post, self._all_ids if is_hidden else self._public_ids, found)
        if alone.latest > self._limit:
            check_clock(post, self._clock, found)

    def _of(self, post: Post) -> _Alone:
        key = (post.source, post.digest)
        known = self._alone.get(key)
        if known is not None:
            return known
        found = Problems()
        check_names(post, self._catalogue, found)
        return self._alone.put(key, _Alone(tuple(found), latest_date(post)))

    def _is_translation(self, path: str, parsed: Parsed) -> bool:
        """Whether a file is one, or would be if its language were known: it has an original."""
        if isinstance(parsed.item, Translation):
            return True
        original = original_of(path)
        return original in self._given.parsed or original in self._given.left_out

    def _original(self, translation: Translation) -> Post | None:
        original = self._originals.get(translation.id)
        in_place = original is not None and original.source == original_of(translation.source)
        return original if in_place else None

    @cached_property
    def _originals(self) -> dict[str, Post]:
        return {post.id: post for post in (*self._gathered.public, *self._gathered.hidden)}

    @cached_property
    def _known_ids(self) -> frozenset[str]:
        """The ids of what was left out, or is too broken to be read: to be named is no fault."""
        unread = [path for path, p in self._given.parsed.items() if p.item is None]
        subjects = [subject_of(path) for path in unread]
        return self._given.kept | {subject[1] for subject in subjects if subject is not None}

    @cached_property
    def _public_ids(self) -> frozenset[str]:
        return self._known_ids | {post.id for post in self._gathered.public}

    @cached_property
    def _all_ids(self) -> frozenset[str]:
        return self._known_ids | self._originals.keys()
