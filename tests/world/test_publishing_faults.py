"""Publishing over a line that hurts, and killed at any request: real S3 behind a faulty proxy.

See `tests/support/law.py` for the law. Each schedule edits the site, publishes it through the
proxy, looks at what readers find, publishes again without faults, and looks again. Schedules are
seeded: a failure names its seed. The full run (STILLUP_RUNS=1) makes 500 of them.
"""

import os
import random
from collections import Counter
from collections.abc import Callable
from math import ceil

import pytest

from stillup.publish.outcome import Published
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.buckets import BucketPlace, place_on
from tests.support.edits import Moment, edited, start
from tests.support.faulty_proxy import Fault, Proxy, Request, proxied
from tests.support.law import Tree, assert_law
from tests.support.links import dead_links
from tests.support.object_stores import ObjectStore
from tests.support.publishing import Errand, built, publish, start_publishing

PARTS = 4
SCHEDULES = ceil(max(40, int(500 * float(os.environ.get("STILLUP_RUNS", "0.1")))) / PARTS)

_HURTS = (
    *(Fault.BUSY, Fault.RESET, Fault.CUT_REQUEST, Fault.LOST_REPLY),
    *(Fault.CUT_REPLY, Fault.SLOW),
)
_DEATHS = (Fault.DEATH_BEFORE, Fault.DEATH_AFTER)


class _Schedule:
    """Which request is hurt, and how; every second schedule ends the publisher as well."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._kinds = dice.sample(_HURTS, dice.randint(1, len(_HURTS)))
        self._rate = dice.choice((0.0, 0.03, 0.1, 0.3))
        self.death = dice.choice((*_DEATHS, None, None))
        self._last = dice.randint(1, dice.choice((14, 30, 80)))

    def choose(self, request: Request) -> Fault:
        if self.death is not None and request.number >= self._last:
            return self.death
        return self._dice.choice(self._kinds) if self._dice.random() < self._rate else Fault.NONE


@pytest.mark.parametrize("part", range(PARTS))
def test_readers_find_every_page_old_or_new_and_the_next_run_heals(
    s3: ObjectStore, part: int, record_property: Callable[[str, object], None]
) -> None:
    place = place_on(s3, "s3")
    moment = start()
    assert_good(publish(_errand(moment, place)))
    seen: Counter[str] = Counter()
    with proxied(s3.port) as proxy:
        for number in range(SCHEDULES):
            seed = part * 10_000 + number
            dice = random.Random(seed)
            moment = _next(moment, dice)
            try:
                _suffer(_errand(moment, place), place, proxy, _Schedule(dice), seen)
            except AssertionError as error:
                error.add_note(f"seed {seed}")
                raise
    print(f"\n{SCHEDULES} schedules: {dict(sorted(seen.items()))}")
    for name, count in seen.items():
        record_property(name, count)
    assert seen["hit"] >= SCHEDULES // 4


def _suffer(
    errand: Errand, place: BucketPlace, proxy: Proxy, schedule: _Schedule, seen: Counter[str]
) -> None:
    before = place.pages()
    result = _publish_badly(errand.through(proxy.port), proxy, schedule)
    found = place.pages()

    healed = publish(errand)

    after = place.pages()
    assert_good(healed)
    assert_law(found, before, [after])
    _assert_is(after, healed)
    hurt = proxy.faults.keys() - {Fault.NONE}
    seen.update({fault.value: proxy.faults[fault] for fault in hurt})
    seen["hit"] += bool(hurt)
    seen[f"publisher {result}"] += 1
    seen["left between old and new"] += found not in (before, after)


def _publish_badly(errand: Errand, proxy: Proxy, schedule: _Schedule) -> str:
    """Publish through the proxy; return how that ended."""
    if schedule.death is None:
        proxy.start_over(schedule.choose)
        return "succeeded" if publish(errand).is_good else "failed"
    publisher = start_publishing(errand)
    proxy.start_over(schedule.choose, publisher.kill)
    publisher.go()
    publisher.wait()
    return "was killed" if (publisher.code() or 0) < 0 else "ended before it could be killed"


def _assert_is(tree: Tree, published: Published) -> None:
    """Check that readers find exactly the site that was published."""
    renderer = Renderer(published.build, Fragments())
    assert tree == {d.path: renderer.render(d) for d in published.build.documents}
    assert dead_links(tree) == []


def assert_good(published: Published) -> None:
    assert published.is_good, published.outcomes


def _errand(moment: Moment, place: BucketPlace) -> Errand:
    return Errand(moment, place.target, dict(place.server.environment))


def _next(moment: Moment, dice: random.Random) -> Moment:
    """Return the site after some random edits, without errors."""
    for _ in range(dice.randint(1, 8)):
        found = edited(moment, dice)
        moment = found if built(found).is_good else moment
    return moment
