"""Day bars: what each of the last days was like for a component. Days are the site's zone's."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

import msgspec

from stillup.compose.clock import Clock
from stillup.compose.timeline import Spell
from stillup.model.status import ComponentStatus, worst_status

DAYS = 90


class Day(msgspec.Struct, frozen=True):
    """One day of one component.

    `status` is the worst of the day, None where there is no data. `minutes` of downtime by
    status are whole minutes, rounded up; `ongoing` means that the last of them still counts.
    Maintenance has no minutes: it is never downtime. `posts` caused it, by id.
    """

    day: date
    status: ComponentStatus | None
    minutes: dict[str, int] = {}
    ongoing: bool = False
    posts: tuple[str, ...] = ()


Marked = tuple[str, Spell]
"""A spell and the id of the post it comes from."""


def begins(clock: Clock) -> datetime:
    """Return where the days that bars show begin: a spell that ended by then is in none."""
    return clock.midnight(clock.today - timedelta(days=DAYS - 1))


def bars_of(
    component: str, marked: Iterable[Marked], since: date | None, clock: Clock
) -> tuple[Day, ...]:
    """Return the last 90 days of a component, today last. A withdrawn post has no spells."""
    days = list(clock.days_back(DAYS))
    edges = [clock.midnight(day) for day in [*days, days[-1] + timedelta(days=1)]]
    here = [
        (post, spell)
        for post, spell in marked
        if spell.component == component and clock.reached(spell.since, _beginning(post, spell))
    ]
    by_day: list[list[Marked]] = [[] for _ in days]
    for post, spell in here:
        for i in _days_touched(spell, edges):
            by_day[i].append((post, spell))
    return tuple(
        _day(
            day,
            (edges[i], edges[i + 1]),
            by_day[i],
            known=since is None or day >= since,
            clock=clock,
        )
        for i, day in enumerate(days)
    )


def _days_touched(spell: Spell, edges: Sequence[datetime]) -> range:
    """Return the places of the days in which a spell lasts. A day begins at its edge."""
    first = max(bisect_right(edges, spell.since) - 1, 0)
    last = len(edges) - 1 if spell.until is None else bisect_left(edges, spell.until)
    return range(first, min(last, len(edges) - 1))


def _beginning(post: str, spell: Spell) -> str:
    return f"maintenance {post} begins" if spell.planned else f"{post} begins"


def _day(
    day: date,
    bounds: tuple[datetime, datetime],
    touching: Sequence[Marked],
    *,
    known: bool,
    clock: Clock,
) -> Day:
    if not touching:
        return Day(day, ComponentStatus.OPERATIONAL if known else None)
    ongoing = day == clock.today and any(
        spell.until is None and spell.is_downtime for _, spell in touching
    )
    return Day(
        day,
        worst_status(spell.status for _, spell in touching),
        {} if ongoing else _minutes([s for _, s in touching if s.is_downtime], bounds),
        ongoing,
        tuple(dict.fromkeys(post for post, _ in touching)),
    )


def _minutes(spells: Sequence[Spell], bounds: tuple[datetime, datetime]) -> dict[str, int]:
    """Count each minute once, for the worst status that it had."""
    cuts = sorted({t for spell in spells for t in _clipped(spell, bounds)})
    total: dict[str, timedelta] = {}
    for start, end in pairwise(cuts):
        there = [
            spell.status
            for spell in spells
            if _clipped(spell, bounds)[0] <= start and end <= _clipped(spell, bounds)[1]
        ]
        if there:
            worst = worst_status(there).value
            total[worst] = total.get(worst, timedelta()) + (end - start)
    return {status: -(-int(time.total_seconds()) // 60) for status, time in total.items()}


def _clipped(spell: Spell, bounds: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    return max(spell.since, bounds[0]), min(spell.until or bounds[1], bounds[1])
