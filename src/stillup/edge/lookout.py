"""Notices that a site folder changed: by what the system tells, and by looking to be safe."""

import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, Protocol

from stillup.edge.folder import Reading, Sightings
from stillup.edge.mounts import is_network_folder
from stillup.edge.refresh import LiveSources, Refreshed
from stillup.edge.settling import Deed, Settling, Touched
from stillup.edge.watch import Hear, Place, Unwatchable, Watch

_POLL: Final = 0.5
SAFETY: Final = 5.0
_SHARE: Final = 20
"""Looking at everything takes at most one part in so many of the time."""
_GRACE: Final = 1.0
"""How long the system may take to tell of a change that we found by ourselves."""
_LOSSES: Final = 2
_SLOWER: Final = "so this folder is looked at again and again: a change may show a second later"


class Watcher(Protocol):
    """What tells of changes: a Watch, or in tests something that lacks an ability."""

    def look_at(self, places: Iterable[Place]) -> None:
        """Watch these places afresh. Raises Unwatchable."""

    @property
    def is_well(self) -> bool:
        """Whether it still watches all of them."""

    def close(self) -> None:
        """Watch nothing any more."""


class Lookout:
    """Keeps the `reading` of a site folder up to date. All but `ring` is for one thread.

    With `polling` the system is not asked to tell of changes. Where it can't, or turns out not to,
    the folder is looked at more often, and `note` says so. `safety` is after how many seconds
    everything is looked at although nothing was told.
    """

    def __init__(
        self,
        folder: Path,
        sightings: Sightings,
        *,
        polling: bool = False,
        safety: float = SAFETY,
        watcher: Callable[[Hear], Watcher] = Watch,
    ) -> None:
        self._bell = threading.Condition()
        self._rung = False
        self._settling = Settling()
        self._sources = LiveSources(folder, sightings)
        self._watch = None if polling else watcher(self._hear)
        self._watched: frozenset[tuple[Place, int, int]] | None = None
        self._next_scan, self._often, self._safety = 0.0, polling, safety
        self._missed: dict[str, float] = {}
        self._losses = 0
        self.note = ""
        if not polling and is_network_folder(folder):
            self._look_often("this folder lies on another computer")

    @property
    def reading(self) -> Reading:
        """What the folder holds, as of the last look."""
        return self._sources.reading

    @property
    def progress(self) -> tuple[int, int]:
        """How many files the look under way has seen, of about how many. For any thread."""
        return self._sources.progress

    def ring(self) -> None:
        """Let `wait` return. For any thread."""
        with self._bell:
            self._rung = True
            self._bell.notify_all()

    def wait(self, seconds: float) -> None:
        """Return when something is to be looked at, when rung for, or when the time is over."""
        end = time.monotonic() + seconds
        with self._bell:
            while not self._rung:
                due = self._settling.due()
                left = min(end, due if due is not None else end) - time.monotonic()
                if left <= 0:
                    break
                self._bell.wait(left)
            self._rung = False

    def look(self) -> bool:
        """Look at what may have changed; return whether the reading is another one.

        Raises SourceChanged, an OSError, if files change while they are read; look again then.
        """
        touched = self._take()
        if self._watch_anew(touched):
            return self._scan()
        if time.monotonic() >= self._next_scan:
            return self._scan(is_for_safety=touched is None and bool(self._next_scan))
        if touched is None:
            return False
        try:
            return self._note_unsettled(self._sources.touch(touched.files))
        except OSError:
            self.distrust()
            raise

    def distrust(self) -> None:
        """Look at everything the next time."""
        self._next_scan = 0.0

    def close(self) -> None:
        """Let go of everything, and let the next run know what was seen."""
        if self._watch is not None:
            self._watch.close()
        self._sources.save()

    def _hear(self, path: str, deed: Deed) -> None:
        with self._bell:
            self._missed.pop(path, None)
            self._settling.hear(path, deed, time.monotonic())
            self._bell.notify_all()

    def _take(self) -> Touched | None:
        with self._bell:
            due = self._settling.due()
            if due is None or due > time.monotonic():
                return None
            return self._settling.take()

    def _watch_anew(self, touched: Touched | None) -> bool:
        """Watch afresh if folders came, went or moved; then only a look at everything will do."""
        if self._watch is None:
            return False
        wanted = frozenset(_identified(place) for place in self._sources.places)
        moved = (touched is not None and touched.folders) or self._is_misled()
        if wanted == self._watched and self._watch.is_well and not moved:
            return False
        self._watched = wanted
        try:
            self._watch.look_at(place for place, _, _ in wanted)
        except Unwatchable as why:
            self._watch.close()
            self._watch = None
            self._look_often(str(why))
        return True

    def _scan(self, *, is_for_safety: bool = False) -> bool:
        """Look at everything."""
        began = time.monotonic()
        self._next_scan = 0.0
        refreshed = self._sources.rescan()
        now = time.monotonic()
        self._next_scan = now + max(_POLL if self._often else self._safety, _SHARE * (now - began))
        if is_for_safety:
            self._suspect(refreshed)
        return self._note_unsettled(refreshed)

    def _suspect(self, refreshed: Refreshed) -> None:
        """Expect the system to tell of these soon: it may have been about to."""
        if self._watch is not None:
            until = time.monotonic() + _GRACE
            with self._bell:
                self._missed |= dict.fromkeys(refreshed.changed, until)

    def _is_misled(self) -> bool:
        """Whether the system did not tell of a change in time. Once too often, we rely on it less.

        What one program hears of a folder that lies on another computer is only its own changes.
        """
        now = time.monotonic()
        with self._bell:
            lost = any(until <= now for until in self._missed.values())
            if not lost:
                return False
            self._missed.clear()
        self._losses += 1
        if self._losses >= _LOSSES and not self._often:
            self._look_often("this computer does not tell of every change")
        return True

    def _note_unsettled(self, refreshed: Refreshed) -> bool:
        with self._bell:
            for path in refreshed.unsettled:
                self._settling.hear(path, Deed.DOUBTFUL, time.monotonic())
        return bool(refreshed.changed)

    def _look_often(self, why: str) -> None:
        self._often = True
        self.note = f"{why}, {_SLOWER}"


def _identified(place: Place) -> tuple[Place, int, int]:
    try:
        found = os.stat(place.path)
    except OSError:
        return place, 0, 0
    return place, found.st_dev, found.st_ino
