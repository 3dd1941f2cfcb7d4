"""Two publishers at once, with different words for one update. Full run (STILLUP_RUNS=1): 200 races."""

import os
import random
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from stillup.build import Build, build
from stillup.compose.ledger import words_digest
from stillup.edge.manifest import MANIFEST, decode_manifest
from stillup.model.digest import digest_of_bytes
from stillup.model.ledger import decode_year
from stillup.publish.outcome import Published
from stillup.publish.run import Run
from stillup.publish.target import Abilities
from stillup.publish.timing import Timing
from tests.support.going_live import NOON, renderer_of
from tests.support.memory_target import AT_ONCE, STORE, Bucket, MemoryTarget
from tests.support.project import Project
from tests.support.site import theme_sources

RACES = max(20, int(200 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
TIMES = Timing(beat=0.05, lease=5.0, patience=60.0, pause=0.002)
SITE = Project.parse(
    """
    -- content/site.yaml --
    name: Example Status
    url: https://status.example
    components:
      - {id: email, name: Email}
    -- content/incidents/2026-11-21-email.md --
    ---
    title: Email arrives late
    impact: major
    components: email
    ---

    ## Investigating · 2026-11-21 10:41

    We are looking into it.
    """
)
POST = "content/incidents/2026-11-21-email.md"
KEY = "2026-11-21-email#u2026-11-21-1041"


def made(words: str, minute: int) -> Build:
    project = SITE.replace(POST, "We are looking into it.", words)
    return build(theme_sources() | project.sources(), NOON + timedelta(minutes=minute))


BUILDS = (made("The first publisher's words.", 1), made("What the second one says.", 2))


def dawdling(dice: random.Random) -> Callable[..., None]:
    """Let requests take longer now and then, so that two runs mix in every way."""

    def happen(number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG001
        time.sleep(dice.random() * 0.002)
        sent()
        if dice.random() < 0.1:
            time.sleep(dice.random() * 0.01)

    return happen


def publish(which: int, target: MemoryTarget) -> Published:
    now = NOON + timedelta(minutes=which + 1)
    return Run(BUILDS[which], now, [target], renderer_of, timing=TIMES).publish()


def race(bucket: Bucket, seed: str) -> list[Published]:
    found: dict[int, Published] = {}

    def go(which: int) -> None:
        target = bucket.open()
        target.happen = dawdling(random.Random(f"{seed} {which}"))
        found[which] = publish(which, target)

    threads = [threading.Thread(target=go, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [found[0], found[1]]


def words_of(which: int) -> str:
    site = BUILDS[which].site
    assert site is not None
    return words_digest(site.stories[0].post.updates[0])


@pytest.mark.parametrize("abilities", [STORE, AT_ONCE], ids=["store", "at-once"])
def test_the_site_is_always_of_one_and_the_ledger_holds_both(abilities: Abilities) -> None:
    winners = set()
    for number in range(RACES):
        bucket = Bucket(abilities=abilities)

        results = race(bucket, f"race {number}")

        assert all(result.is_good for result in results), results
        assert sum(bool(result.new_updates) for result in results) == 1
        ledger = decode_year(bucket.files["ledger/2026.json"])
        assert ledger is not None
        entry = ledger[KEY]
        assert {entry.words, entry.latest} == {words_of(0), words_of(1)}
        winner = [words_of(0), words_of(1)].index(entry.latest)
        winners.add(winner)
        manifest = decode_manifest(bucket.files[MANIFEST]) or {}
        for document in BUILDS[winner].documents:
            assert manifest[document.path].key == document.key, document.path
            assert digest_of_bytes(bucket.files[document.path]) == manifest[document.path].digest
        assert bucket.public().keys() == manifest.keys() | {MANIFEST}
    assert winners == {0, 1}
