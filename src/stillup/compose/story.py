"""A public post with everything that follows from it: its timeline and its clock facts."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

from stillup.compose import urls
from stillup.compose.catalogue import Catalogue
from stillup.compose.clock import Teller
from stillup.compose.timeline import Timeline, incident_timeline, maintenance_timeline, planned
from stillup.model.digest import digest_of
from stillup.model.post import Incident, Maintenance, Post, Translation, Update
from stillup.model.status import UNDER_WAY, UpdateStatus


class Phase(StrEnum):
    """Where a maintenance stands by the clock and by its updates.

    `overdue` is past its planned end without a word that it is completed; `unannounced` has a
    day but no time, and that day has not passed.
    """

    SCHEDULED = "scheduled"
    UNANNOUNCED = "unannounced"
    IN_PROGRESS = "in_progress"
    VERIFYING = "verifying"
    OVERDUE = "overdue"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Promise(StrEnum):
    """What became of "next update by …": still ahead, or passed without news."""

    AHEAD = "ahead"
    LATE = "late"


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is true of a post now, until the clock reaches an edge.

    `running` maintenance colours its components. `days_left` counts whole days of an offer in
    the site's zone, 0 on the last one, None if it has no end or has ended.
    """

    phase: Phase | None = None
    running: bool = False
    promise: Promise | None = None
    promised: datetime | None = None
    offer_ended: bool = False
    days_left: int | None = None


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One public post.

    `last_word` is the time of its latest update, `last_news` that of its latest update or
    correction, also of an update; `month` the one in which it started (`yyyy-mm`, in the site's
    zone); `path` that of its page. `digest` covers its file, its translations, its facts and its
    links; `told_digest` all of these but the facts, for what the clock does not change;
    `line_digest` only what a list shows of it, so that a word in its text changes no list.
    """

    post: Incident | Maintenance
    translations: dict[str, Translation]
    timeline: Timeline
    facts: Facts
    last_word: datetime
    last_news: datetime
    month: str
    path: str
    digest: str
    told_digest: str
    line_digest: str

    @property
    def id(self) -> str:
        """The post's id."""
        return self.post.id

    @property
    def kind(self) -> str:
        """`incident` or `maintenance`."""
        return "incident" if isinstance(self.post, Incident) else "maintenance"

    @property
    def first_at(self) -> datetime:
        """When it was first written about."""
        return self.post.updates[0].at

    @property
    def is_open(self) -> bool:
        """Whether it is not over: an unresolved incident, a maintenance to come or running."""
        return self.timeline.is_open


def story_of(
    post: Incident | Maintenance,
    translations: Mapping[str, Translation],
    catalogue: Catalogue,
    clock: Teller,
    links: object,
) -> Story:
    """Derive everything that follows from a post. It must have at least one update."""
    timeline = (
        incident_timeline(post, catalogue)
        if isinstance(post, Incident)
        else maintenance_timeline(post, catalogue)
    )
    facts = _facts(post, timeline, clock)
    translated = sorted((language, t.digest) for language, t in translations.items())
    told_digest = digest_of(post.source, post.digest, translated, links)
    return Story(
        post=post,
        translations=dict(translations),
        timeline=timeline,
        facts=facts,
        last_word=post.updates[-1].at,
        last_news=_last_news(post),
        month=f"{timeline.started.astimezone(clock.zone):%Y-%m}",
        path=urls.post_path("incident" if isinstance(post, Incident) else "maintenance", post.id),
        digest=digest_of(told_digest, facts),
        told_digest=told_digest,
        line_digest=_line_digest(post, translations, timeline, facts),
    )


def _last_news(post: Post) -> datetime:
    edits = [edit.at for update in post.updates for edit in update.edits]
    return max([post.updates[-1].at, *edits, *(edit.at for edit in post.edits)])


def _line_digest(
    post: Post, translations: Mapping[str, Translation], timeline: Timeline, facts: Facts
) -> str:
    plan = [(m.at, m.has_time, m.day) for m in (timeline.starts, timeline.ends) if m is not None]
    return digest_of(
        (post.id, isinstance(post, Incident), post.title, post.withdrawn, post.pin),
        sorted((language, t.title) for language, t in translations.items()),
        (timeline.status, timeline.is_open, timeline.highest, timeline.started, timeline.ended),
        (timeline.spells, list(timeline.statuses), plan, facts.phase),
    )


def _facts(post: Post, timeline: Timeline, clock: Teller) -> Facts:
    phase = _phase(post, timeline, clock) if isinstance(post, Maintenance) else None
    promised = promised_news(post, timeline)
    offer_ended, days_left = _offer(post, clock)
    return Facts(
        phase=phase,
        running=_running(phase, timeline),
        promise=_promise(post, promised, clock),
        promised=promised,
        offer_ended=offer_ended,
        days_left=days_left,
    )


def _running(phase: Phase | None, timeline: Timeline) -> bool:
    """Whether work is under way: by a word, or by a plan that has a time of day."""
    if not timeline.is_open or phase not in {Phase.IN_PROGRESS, Phase.VERIFYING, Phase.OVERDUE}:
        return False
    has_time = timeline.starts is not None and timeline.starts.has_time
    return has_time or timeline.status in UNDER_WAY


def promised_news(post: Post, timeline: Timeline) -> datetime | None:
    """Return when the next update of an open post is promised: the latest word on it counts.

    A later update that promises nothing has kept the promise before it.
    """
    if not timeline.is_open or not post.updates:
        return None
    return _last_word(post.updates).next_update


def _last_word(updates: tuple[Update, ...]) -> Update:
    live = [u for u in updates if u.status is not UpdateStatus.POSTMORTEM]
    return live[-1] if live else updates[-1]


def _promise(post: Post, promised: datetime | None, clock: Teller) -> Promise | None:
    if promised is None:
        return None
    late = clock.reached(promised, f"the next update of {post.id} is due")
    return Promise.LATE if late else Promise.AHEAD


def _offer(post: Post, clock: Teller) -> tuple[bool, int | None]:
    if post.offer is None or post.offer.until is None:
        return False, None
    if clock.reached(post.offer.until, f"the offer in {post.id} ends"):
        return True, None
    return False, clock.days_until(post.offer.until)


def _phase(post: Maintenance, timeline: Timeline, clock: Teller) -> Phase:
    if timeline.status in {UpdateStatus.COMPLETED, UpdateStatus.CANCELLED}:
        return Phase(timeline.status.value)
    starts, ends = planned(post)
    under_way = timeline.status in UNDER_WAY
    begun = under_way or (
        starts.has_time and clock.reached(starts.at, f"maintenance {post.id} begins")
    )
    if clock.reached(ends.at, f"maintenance {post.id} reaches its planned end"):
        return Phase.OVERDUE
    if begun:
        return Phase.VERIFYING if timeline.status is UpdateStatus.VERIFYING else Phase.IN_PROGRESS
    return Phase.SCHEDULED if starts.has_time else Phase.UNANNOUNCED
