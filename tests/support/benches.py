"""A workbench for a test: started on a folder, stopped at the end, with ways to wait for it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stillup.model.sources import Document
from stillup.serve.snapshot import Snapshot
from stillup.serve.workbench import Workbench

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Hands:
    """A clock whose hands a test sets."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def at_work(folder: Path, **wishes: Any) -> Iterator[Workbench]:
    """Run a workbench whose first build is done, good or not."""
    wishes.setdefault("clock", Hands())
    bench = Workbench(folder, **wishes)
    bench.start()
    try:
        once(bench, lambda shown: shown.reading is None)
        yield bench
    finally:
        bench.stop()


def once(bench: Workbench, holds: Callable[[Snapshot], bool], patience: float = 20) -> Snapshot:
    """Wait for a snapshot of which something holds, and return it."""
    end = time.monotonic() + patience
    while not holds(shown := bench.snapshot()):
        assert time.monotonic() < end, [found.message for found in shown.problems]
        time.sleep(0.005)
    return shown


def document(shown: Snapshot, path: str) -> Document | None:
    """Return the document at a path, if there is one."""
    found = shown.build.documents if shown.build is not None else ()
    return next((each for each in found if each.path == path), None)


def page(bench: Workbench, path: str = "index.html", shown: Snapshot | None = None) -> str:
    """Return a page of the newest snapshot, or of an older one."""
    shown = shown or bench.snapshot()
    wanted = document(shown, path)
    assert wanted is not None, path
    return bench.render(shown, wanted).decode()
