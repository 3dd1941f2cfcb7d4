"""What the clock alone will change after a build: a page carries it, and its script shows it.

Each of these says from when on a build would say otherwise, if nobody writes a word until then.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

import msgspec

from stillup.compose.catalogue import Catalogue
from stillup.compose.status import StatusNow, is_active, status_now
from stillup.compose.story import Phase, Promise, Story
from stillup.parse.zones import zone_of

STEPS = 12
"""How many beginnings of planned work a page foresees; each costs its readers a few bytes."""

COUNTED_DAYS = 31
"""Of an offer that ends later than in so many days nobody counts the days."""

_WAITING = {Phase.SCHEDULED, Phase.UNANNOUNCED, Phase.IN_PROGRESS, Phase.VERIFYING}


class StatusAhead(msgspec.Struct, frozen=True):
    """The state of the site from a moment on."""

    at: datetime
    status: StatusNow


class PhaseAhead(msgspec.Struct, frozen=True):
    """The phase of a maintenance from a moment on."""

    at: datetime
    phase: str


class OfferAhead(msgspec.Struct, frozen=True):
    """How long an offer stands from a moment on: fields as in OfferView."""

    at: datetime
    ended: bool
    days_left: int | None


def status_ahead(stories: Iterable[Story], catalogue: Catalogue) -> tuple[StatusAhead, ...]:
    """Return what each beginning of planned work will make of the site, in order of time."""
    known = [story for story in stories if is_active(story) or _begins(story) is not None]
    last, found = status_now(known, catalogue), []
    beginnings = {at for at in map(_begins, known) if at is not None}
    for at in sorted(beginnings)[:STEPS]:
        status = status_now([_begun(story, at) for story in known], catalogue)
        if (status.overall, status.components) != (last.overall, last.components):
            found.append(StatusAhead(at, status))
            last = status
    return tuple(found)


def phases_ahead(story: Story) -> tuple[PhaseAhead, ...]:
    """Return the phases that a maintenance will have if nobody says a word."""
    ends = story.timeline.ends
    if ends is None or not story.is_open or story.facts.phase not in _WAITING:
        return ()
    begins = _begins(story)
    first = () if begins is None else (PhaseAhead(begins, Phase.IN_PROGRESS.value),)
    return (*first, PhaseAhead(ends.at, Phase.OVERDUE.value))


def late_at(story: Story) -> datetime | None:
    """Return when the next update will be late if none comes; None if none is awaited."""
    return story.facts.promised if story.facts.promise is Promise.AHEAD else None


def offer_ahead(story: Story, time_zone: str) -> tuple[OfferAhead, ...]:
    """Return how the days of an offer will run out. A day begins in the site's zone."""
    offer, days_left = story.post.offer, story.facts.days_left
    if offer is None or offer.until is None or days_left is None:
        return ()
    zone = zone_of(time_zone)
    last = offer.until.astimezone(zone).date()
    days = [
        OfferAhead(
            datetime.combine(last - timedelta(days=left), time(), tzinfo=zone),
            ended=False,
            days_left=left,
        )
        for left in range(min(days_left - 1, COUNTED_DAYS), -1, -1)
    ]
    return (*days, OfferAhead(offer.until, ended=True, days_left=None))


def counted(days_left: int | None) -> int | None:
    """Return the days left of an offer if they are few enough to count."""
    return None if days_left is None or days_left > COUNTED_DAYS else days_left


def _begins(story: Story) -> datetime | None:
    """Return when planned work will begin by the clock."""
    starts = story.timeline.starts
    is_ahead = starts is not None and story.is_open and story.facts.phase is Phase.SCHEDULED
    return starts.at if starts is not None and is_ahead else None


def _begun(story: Story, at: datetime) -> Story:
    """Return a story as it will stand at a moment if nobody says a word."""
    begins = _begins(story)
    if begins is None or begins > at:
        return story
    facts = msgspec.structs.replace(story.facts, running=True)
    return msgspec.structs.replace(story, facts=facts)
