"""Two publishers at once, each with a site that differs from the other's on every page.

Each is a process of its own and takes away what it lacks, as two people with `--remove` would.
The full run (STILLUP_RUNS=1) makes 200 races.
"""

import os
import random
from collections import Counter
from datetime import datetime
from math import ceil

import pytest

from stillup.model import settings
from stillup.model.ledger import decode_year
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.buckets import BucketPlace
from tests.support.edits import Moment
from tests.support.faulty_proxy import Fault, Request, proxied
from tests.support.object_stores import ObjectStore
from tests.support.project import Project
from tests.support.publishing import STEADY, Errand, built, publish, start_publishing

PARTS = 2
RACES = ceil(max(20, int(200 * float(os.environ.get("STILLUP_RUNS", "0.1")))) / PARTS)

_NOW = datetime.fromisoformat("2026-11-21T12:00:00+00:00")
_SITE = Project.parse(
    """
    -- content/site.yaml --
    name: Harbour Status
    url: https://status.harbour.example
    -- content/incidents/2026-11-20-web.md --
    ---
    title: The web is slow
    impact: minor
    ---

    ## Resolved · 2026-11-20 09:41

    It is over.
    """
)


def _moment(name: str) -> Moment:
    """Return the site as one of the two has it: with its name, and an incident of its own."""
    post = f"---\ntitle: Found by {name}\nimpact: minor\n---\n\n## Investigating · 2026-11-21 09:41\n\nWe look.\n"
    site = _SITE.replace("content/site.yaml", "Harbour Status", name)
    return Moment(site.with_files({f"content/incidents/2026-11-21-{name}.md": post}), _NOW)


def _tree(moment: Moment) -> dict[str, bytes]:
    made = built(moment)
    renderer = Renderer(made, Fragments())
    return {document.path: renderer.render(document) for document in made.documents}


@pytest.mark.parametrize("part", range(PARTS))
def test_the_site_is_always_one_or_the_other_and_the_ledger_holds_both(
    s3: ObjectStore, part: int
) -> None:
    ends: Counter[str] = Counter()
    moments = {name: _moment(name) for name in ("amber", "birch")}
    trees = {name: _tree(moment) for name, moment in moments.items()}
    bucket = s3.bucket(f"races-{part}")
    with proxied(s3.port) as proxy:
        for number in range(RACES):
            dice = random.Random(part * 10_000 + number)
            proxy.start_over(lambda _, dice=dice: _delayed(_, dice))  # type: ignore[misc]
            to = f"s3://{bucket}/{number}"
            place = BucketPlace(s3, settings.Target("store", to, {"endpoint": s3.endpoint}))
            if dice.random() < 0.5:
                publish(_errand(Moment(_SITE, _NOW), place))
            codes = _race({n: _errand(m, place).through(proxy.port) for n, m in moments.items()})
            tree = _without_ledger(place)
            (winner,) = [name for name, known in trees.items() if known == tree] or ["neither"]
            told = f"part {part}, race {number}: {codes}, {winner} is live"
            assert winner != "neither", f"{told}: {sorted(tree)}"
            assert codes[winner] == 0, told
            assert _updates(place) >= {
                f"2026-11-21-{name}#u2026-11-21-0941" for name, code in codes.items() if code == 0
            }
            ends[f"{winner} is live"] += 1
            ends["one gave up" if any(codes.values()) else "both were published"] += 1
    print(f"\n{RACES} races: {dict(sorted(ends.items()))}")


def _delayed(request: Request, dice: random.Random) -> Fault:  # noqa: ARG001
    return Fault.SLOW if dice.random() < 0.2 else Fault.NONE


def _race(errands: dict[str, Errand]) -> dict[str, int | None]:
    """Let all begin at once; return how each ended."""
    publishers = {name: start_publishing(errand, STEADY) for name, errand in errands.items()}
    for publisher in publishers.values():
        publisher.go()
    for publisher in publishers.values():
        publisher.wait()
    return {name: publisher.code() for name, publisher in publishers.items()}


def _without_ledger(place: BucketPlace) -> dict[str, bytes]:
    return {path: data for path, data in place.pages().items() if not path.startswith("ledger/")}


def _updates(place: BucketPlace) -> set[str]:
    found = decode_year(place.pages()["ledger/2026.json"])
    assert found is not None
    return set(found)


def _errand(moment: Moment, place: BucketPlace) -> Errand:
    return Errand(moment, place.target, dict(place.server.environment))
