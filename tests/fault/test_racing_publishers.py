"""Two publishers at once, with different words for one update. Full run (STILLUP_RUNS=1): 200 races."""

import os
import random
import threading
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from stillup.build import Build, build
from stillup.compose.ledger import words_digest
from stillup.edge.manifest import MANIFEST, decode_manifest
from stillup.model.digest import digest_of_bytes
from stillup.model.ledger import decode_year
from stillup.publish.folder import FolderTarget
from stillup.publish.outcome import Published
from stillup.publish.run import Run
from stillup.publish.target import PRIVATE, Abilities, Target
from stillup.publish.timing import Timing
from tests.support.fake_build import read_tree
from tests.support.going_live import NOON, renderer_of
from tests.support.memory_target import AT_ONCE, STORE, Bucket
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


def publish(which: int, target: Target) -> Published:
    now = NOON + timedelta(minutes=which + 1)
    return Run(BUILDS[which], now, [target], renderer_of, timing=TIMES).publish()


def race(open_: Callable[[int], Target]) -> list[Published]:
    found: dict[int, Published] = {}

    def go(which: int) -> None:
        found[which] = publish(which, open_(which))

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


def assert_of_one(files: Mapping[str, bytes]) -> int:
    """Check that a site is whole, and that its ledger knows the other's words too; return whose."""
    ledger = decode_year(files["ledger/2026.json"])
    assert ledger is not None
    entry = ledger[KEY]
    assert {entry.words, entry.latest} == {words_of(0), words_of(1)}
    winner = [words_of(0), words_of(1)].index(entry.latest)
    manifest = decode_manifest(files[MANIFEST]) or {}
    for document in BUILDS[winner].documents:
        assert manifest[document.path].key == document.key, document.path
    for path, listed in manifest.items():
        assert digest_of_bytes(files[path]) == listed.digest, path
    assert {p for p in files if not p.startswith(f"{PRIVATE}/")} == manifest.keys() | {MANIFEST}
    return winner


@pytest.mark.parametrize("abilities", [STORE, AT_ONCE], ids=["store", "at-once"])
def test_the_site_is_always_of_one_and_the_ledger_holds_both(abilities: Abilities) -> None:
    winners = set()
    for number in range(RACES):
        bucket = Bucket(abilities=abilities)

        def opened(which: int, bucket: Bucket = bucket, number: int = number) -> Target:
            target = bucket.open()
            target.happen = dawdling(random.Random(f"{number} {which}"))
            return target

        results = race(opened)

        assert [o.failure for r in results for o in r.outcomes] == [None, None]
        assert all(result.is_good for result in results)
        assert sum(bool(result.new_updates) for result in results) == 1
        winners.add(assert_of_one(bucket.files))
    assert winners == {0, 1}


def test_in_a_folder_too(tmp_path: Path) -> None:
    for number in range(RACES):
        folder = tmp_path / str(number)

        results = race(lambda _, folder=folder: FolderTarget("www", str(folder)))  # type: ignore[misc]

        assert [o.failure for r in results for o in r.outcomes] == [None, None]
        assert all(result.is_good for result in results)
        assert sum(bool(result.new_updates) for result in results) == 1
        assert_of_one(read_tree(folder))
