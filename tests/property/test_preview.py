"""The preview's law: whatever happened to a folder, in the end it is as if it had just been started.

A thousand random events: saves in the ways of many editors, breaking and mending posts, settings
and the theme, renames, bursts, folders deleted, moved and made anew. After some of them the
preview comes to rest, and then has the documents, problems and bytes of a fresh start. Meanwhile
its memory does not grow, and nothing fails in its log. STILLUP_RUNS sizes the run that polls.
"""

import gc
import logging
import os
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillup.build import Build, build
from stillup.compose.site import Site
from stillup.edge.findable import findable
from stillup.edge.folder import read_sources
from stillup.edge.program import digest_of_program
from stillup.model.memory import Forgetful
from stillup.model.sources import Document
from stillup.render.fragments import Fragments
from stillup.render.theme import ThemeError
from stillup.renderer import Renderer
from stillup.serve.snapshot import Snapshot
from stillup.serve.workbench import Workbench
from tests.support.storm import Storm

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SIZE = float(os.environ.get("STILLUP_RUNS", "0.1"))
PATIENCE = 20.0
MOST_AT_ONCE = 60
SAMPLE = 3


def test_after_a_thousand_events_it_is_as_a_fresh_start(
    tmp_path: Path, failures: list[str]
) -> None:
    weather(tmp_path / "site", events=1000, seed=4, safety=3600)

    assert failures == []


def test_so_it_is_when_nobody_tells_of_changes(tmp_path: Path, failures: list[str]) -> None:
    weather(tmp_path / "site", events=max(60, int(1000 * SIZE)), seed=5, polling=True)

    assert failures == []


def weather(
    folder: Path, *, events: int, seed: int, polling: bool = False, safety: float = 1.0
) -> None:
    """Let a storm blow, and check the law each time it rests.

    With a `safety` of hours, nothing is noticed but by what the system tells.
    """
    storm, dice, sites = Storm(folder, seed), random.Random(seed), list[int]()
    with running(folder, polling=polling, safety=safety) as bench:
        while storm.count < events:
            did = storm.blow(dice.randint(1, MOST_AT_ONCE))
            at_rest(bench, folder, dice, did)
            storm.mend()
            at_rest(bench, folder, dice, ["mend"])
            sites.append(living(Site))
    assert max(sites[len(sites) // 2 :]) <= max(sites[: len(sites) // 2]) + 2, "memory grows"


def at_rest(bench: Workbench, folder: Path, dice: random.Random, did: list[str]) -> None:
    """Wait until the preview shows what a fresh start would, and compare bytes as well."""
    fresh = fresh_start(folder)
    until(lambda: agrees(bench.snapshot(), fresh, folder), f"after {did}")
    shown = bench.snapshot()
    if not fresh.is_good or shown.build is None:
        return
    old, new = by_path(shown.build), by_path(fresh)
    renderer = Renderer(fresh, Fragments())
    for path in [*dice.sample(sorted(new), min(SAMPLE, len(new))), "index.html"]:
        made = outcome(lambda path=path: bench.render(shown, old[path]))  # type: ignore[misc]
        wanted = outcome(lambda path=path: renderer.render(new[path]))  # type: ignore[misc]
        assert made == wanted, path


class CheckedThemes(Forgetful):
    """Remembers nothing but which themes were found to be in order: checking one is slow."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def recall_fragments(self, keys: Iterable[str]) -> dict[str, str]:
        return {key: self._known[key] for key in keys if key in self._known}

    def keep_fragments(self, fragments: Mapping[str, str]) -> None:
        self._known |= fragments


THEMES = CheckedThemes()


def fresh_start(folder: Path) -> Build:
    reading = read_sources(folder)
    return build(
        reading.sources,
        NOW,
        memory=THEMES,
        found=reading.diagnostics,
        program=digest_of_program(),
        show_hidden=True,
    )


def agrees(shown: Snapshot, fresh: Build, folder: Path) -> bool:
    if shown.reading is not None or shown.problems != findable(fresh.diagnostics, folder, fresh):
        return False
    if not fresh.is_good:
        return True
    return shown.build is not None and by_path(shown.build) == by_path(fresh)


def by_path(made: Build) -> dict[str, Document]:
    return {each.path: each for each in made.documents}


def outcome(render: Callable[[], bytes]) -> object:
    try:
        return render()
    except ThemeError as error:
        return error.diagnostic.message


def living(kind: type) -> int:
    """Return how many values of a kind are still in memory."""
    gc.collect()
    return sum(type(each) is kind for each in gc.get_objects())


def until(holds: Callable[[], bool], when: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, when
        time.sleep(0.01)


@contextmanager
def running(folder: Path, *, polling: bool, safety: float) -> Iterator[Workbench]:
    bench = Workbench(folder, clock=lambda: NOW, polling=polling, safety=safety)
    bench.start()
    try:
        yield bench
    finally:
        bench.stop()


@pytest.fixture
def failures() -> Iterator[list[str]]:
    """Collect what the log says of failures."""
    found: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(self.format(record))

    ear = Ear(logging.WARNING)
    logging.getLogger().addHandler(ear)
    yield found
    logging.getLogger().removeHandler(ear)
