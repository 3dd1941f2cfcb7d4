"""From a site folder to an output folder: read, decide, render, write."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from stillup.build import Build, build
from stillup.edge.cache import Cache
from stillup.edge.counters import Counters
from stillup.edge.disk import write_build
from stillup.edge.failure import Failure
from stillup.edge.folder import Reading, read_sources
from stillup.edge.garbage import collector_at_rest
from stillup.edge.job import Render, Written
from stillup.edge.program import digest_of_program
from stillup.edge.source_file import FileBytes
from stillup.edge.workers import Workers
from stillup.model.sources import Document, Source


class Made(msgspec.Struct, frozen=True):
    """A build, and what became of it on the disk: None if it has errors and was not written."""

    build: Build
    outcome: Written | Failure | None


def read_build(
    folder: Path,
    now: datetime,
    *,
    cache: Cache,
    url: str | None = None,
    leave_out: frozenset[str] = frozenset(),
    counters: Counters | None = None,
) -> Build:
    """Read the site in `folder` and decide what exists, without rendering or writing any of it.

    Raises SourceChanged if a file changes meanwhile: running again mends that.
    """
    counters = counters or Counters()
    with counters.phase("read"):
        reading = read_sources(folder, sightings=cache, counters=counters)
    with counters.phase("decide"), collector_at_rest():
        return build(
            _with_unreadable(reading, leave_out),
            now,
            memory=cache,
            url=url,
            leave_out=leave_out,
            found=[d for d in reading.diagnostics if d.span.path not in leave_out],
            program=digest_of_program(),
        )


def make_site(
    folder: Path,
    out: Path,
    now: datetime,
    *,
    url: str | None = None,
    leave_out: frozenset[str] = frozenset(),
    counters: Counters | None = None,
    progress: Callable[[int, int], None] | None = None,
    processes: int | None = None,
) -> Made:
    """Build the site in `folder` into `out`. `progress` is told how many of how many pages.

    Raises SourceChanged as `read_build` does, and ThemeError if a template fails on a page; in
    both cases nothing was written.
    """
    counters = counters or Counters()
    with Cache(folder, counters) as cache:
        made = read_build(folder, now, cache=cache, url=url, leave_out=leave_out, counters=counters)
        if not made.is_good:
            return Made(made, None)
        workers = Workers(
            made,
            cache,
            site=folder,
            counters=counters,
            progress=progress,
            processes=processes,
        )
        with counters.phase("write"):
            render = _timed(workers.render, counters)
            outcome = write_build(made, out, render, site=folder, counters=counters)
    return Made(made, outcome)


def _with_unreadable(reading: Reading, leave_out: frozenset[str]) -> dict[str, Source]:
    """Return the sources, with those that can't be read but are to be left out."""
    broken = {found.span.path for found in reading.diagnostics} & leave_out
    return reading.sources | {path: Source(path, "", FileBytes(path, "", "")) for path in broken}


def _timed(render: Render, counters: Counters) -> Render:
    """Count the time until each document is there as rendering, and not as writing."""

    def timed(documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
        made = iter(render(documents))
        while True:
            began = time.perf_counter()
            pair = next(made, None)
            spent = time.perf_counter() - began
            counters.seconds["render"] = counters.seconds.get("render", 0.0) + spent
            counters.seconds["write"] -= spent
            if pair is None:
                return
            yield pair

    return timed
