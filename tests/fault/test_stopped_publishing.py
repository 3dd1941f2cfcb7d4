"""Publishing that dies or fails at any request, and the runs after it.

See `tests/support/law.py` for the law. The full run (STILLUP_RUNS=1) makes 1,000 of each.
"""

import contextlib
import os
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from stillup.edge.failure import UNTOUCHED
from stillup.edge.manifest import MANIFEST
from stillup.publish.folder import FolderTarget
from stillup.publish.guard import Wishes
from stillup.publish.outcome import Outcome
from stillup.publish.target import PRIVATE, Abilities, TargetError, Why
from tests.support.fake_build import Pages, published
from tests.support.faulty import Faulty, Killed, die, die_within
from tests.support.going_live import publish_pages
from tests.support.law import assert_law
from tests.support.memory_target import AT_ONCE, STORE, Bucket, MemoryTarget
from tests.support.page_graphs import random_pages

RUNS = max(50, int(1000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
ANY = Wishes(max_deletes=1000)


class Death:
    """Dies at one request: before it, or after it was done and before the answer came."""

    def __init__(self, at: int, *, late: bool) -> None:
        self.at, self.late, self.dead = at, late, False

    def __call__(self, number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG002
        if self.dead or number < self.at:
            if self.dead:
                raise Killed
            sent()
            return
        self.dead = True
        if self.late:
            sent()
        raise Killed


class Faults:
    """Some requests fail: refused, or done with the answer lost."""

    def __init__(self, dice: random.Random, share: float) -> None:
        self.dice, self.share = dice, share

    def __call__(self, number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG002
        roll = self.dice.random()
        if roll < self.share / 2:
            raise TargetError(Why.UNREACHABLE, f"no answer to {verb} {path}", "try again")
        sent()
        if roll < self.share:
            raise TargetError(Why.UNREACHABLE, f"the answer to {verb} {path} was lost", "try again")


def readers_find(bucket: Bucket) -> dict[str, bytes]:
    return {path: data for path, data in bucket.public().items() if path != MANIFEST}


def one(pages: Pages, target: MemoryTarget) -> Outcome:
    (outcome,) = publish_pages(pages, target, wishes=ANY).outcomes
    return outcome


def assert_heals(pages: Pages, bucket: Bucket) -> None:
    """Check that a run from another machine leaves exactly what a first run of these leaves."""
    assert one(pages, bucket.open()).failure is None
    assert readers_find(bucket) == pages.tree()
    again = one(pages, bucket.open())
    assert again.plan is not None
    assert (again.plan.puts, again.plan.deletions) == ((), ())


BLIND = Abilities(conditional=True, lists=False)
PLAIN = Abilities()
KINDS = {"store": STORE, "at once": AT_ONCE, "no listing": BLIND, "no conditions": PLAIN}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", range(5))
def test_killed_at_any_request_the_law_holds_and_the_next_run_heals(part: int, kind: str) -> None:
    for run in range(RUNS // 5):
        dice = random.Random(f"{part} {run}")
        bucket = Bucket(abilities=KINDS[kind])
        complete, later = random_pages(dice), []
        assert one(complete, bucket.open()).failure is None
        pages = complete
        for _ in range(dice.randint(1, 3)):
            pages = random_pages(dice, pages)
            later.append(pages.tree())
            target = bucket.open()
            target.happen = Death(dice.randint(1, 45), late=dice.random() < 0.5)
            with contextlib.suppress(Killed):
                publish_pages(pages, target, wishes=ANY)
            assert_law(readers_find(bucket), complete.tree(), later)
        last = dice.choice([pages, random_pages(dice, pages), complete])
        assert_heals(last, bucket)


@pytest.mark.parametrize("part", range(5))
def test_a_first_run_killed_at_any_request_shows_no_dead_link_and_is_completed(part: int) -> None:
    for run in range(RUNS // 5):
        dice = random.Random(f"first {part} {run}")
        bucket, pages = Bucket(), random_pages(dice)
        target = bucket.open()
        target.happen = Death(dice.randint(1, 45), late=dice.random() < 0.5)
        with contextlib.suppress(Killed):
            publish_pages(pages, target, wishes=ANY)
        assert_law(readers_find(bucket), {}, [pages.tree()])
        assert_heals(pages if dice.random() < 0.5 else random_pages(dice, pages), bucket)


@pytest.mark.parametrize("part", range(5))
def test_when_requests_fail_it_is_told_the_law_holds_and_the_next_run_heals(part: int) -> None:
    for run in range(RUNS // 5):
        dice = random.Random(f"faults {part} {run}")
        bucket, complete = Bucket(), random_pages(dice)
        assert one(complete, bucket.open()).failure is None
        pages = random_pages(dice, complete)
        target = bucket.open()
        target.happen = Faults(dice, dice.choice([0.02, 0.1, 0.4]))

        outcome = one(pages, target)

        assert_law(readers_find(bucket), complete.tree(), [pages.tree()])
        if outcome.failure is None:
            assert readers_find(bucket) == pages.tree()
        else:
            assert outcome.failure.help
            if outcome.failure.state == UNTOUCHED:
                assert readers_find(bucket) == complete.tree()
        assert_heals(pages if dice.random() < 0.5 else random_pages(dice, pages), bucket)


def folder_holds(folder: Path) -> dict[str, bytes]:
    return {p: d for p, d in published(folder).items() if not p.startswith(f"{PRIVATE}/")}


@pytest.mark.parametrize("part", range(5))
def test_a_folder_killed_at_any_change_of_the_disk_obeys_the_law_too(
    part: int, tmp_path: Path
) -> None:
    for run in range(RUNS // 5):
        dice = random.Random(f"folder {part} {run}")
        folder, complete, later = tmp_path / str(run), random_pages(dice), []
        assert publish_pages(complete, FolderTarget("www", str(folder)), wishes=ANY).is_good
        pages = complete
        for _ in range(dice.randint(1, 3)):
            pages = random_pages(dice, pages)
            later.append(pages.tree())
            disk = Faulty(at=dice.randint(1, 60), happen=dice.choice([die, die_within]))
            with suppress(Killed):
                publish_pages(pages, FolderTarget("www", str(folder), filesystem=disk), wishes=ANY)
            assert_law(folder_holds(folder), complete.tree(), later)
        last = dice.choice([pages, random_pages(dice, pages), complete])
        assert publish_pages(last, FolderTarget("www", str(folder)), wishes=ANY).is_good
        assert folder_holds(folder) == last.tree()
