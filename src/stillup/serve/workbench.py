"""Keeps a build of a site folder up to date while people write in it. One thread, one truth."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from stillup.build import Build, build
from stillup.edge.cache import Cache
from stillup.edge.folder import Reading
from stillup.edge.lookout import Lookout
from stillup.edge.program import digest_of_program
from stillup.edge.warm import WarmMemory
from stillup.model.diagnostic import Problems, Span
from stillup.model.sources import Document
from stillup.serve.press import Press
from stillup.serve.snapshot import Snapshot, looks_the_same

_LOG: Final = logging.getLogger("stillup.preview")
_TICK: Final = 0.25
_MOMENT: Final = 0.02
_TRIES: Final = 20
_BACK: Final = timedelta(minutes=1)


class Workbench:
    """Reads, watches and builds the site in `folder`, and renders what is asked for.

    `clock` says what time it is, with a zone; `now` freezes the moment from the beginning, and
    `url` stands in for the one in the settings. With `polling`, the system is not asked to tell
    of changes: the folder is looked at again and again.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime],
        now: datetime | None = None,
        url: str | None = None,
        polling: bool = False,
    ) -> None:
        self._clock, self._frozen, self._url = clock, now, url
        self._cache = Cache(folder)
        self._memory = WarmMemory(self._cache)
        self._lookout = Lookout(folder, self._cache, polling=polling)
        self._press = Press(self._memory)
        self._told: list[Callable[[Snapshot], None]] = []
        self._stopping = self._stale = False
        self._good_reading: Reading | None = None
        self._tries = 0
        self._thread = threading.Thread(target=self._run, name="stillup-workbench", daemon=True)
        moment = now or clock()
        self._snapshot = Snapshot(
            number=0, build=None, problems=(), now=moment, as_of=moment,
            reading=(0, 0), is_frozen=now is not None,
        )  # fmt: skip

    def start(self) -> None:
        """Begin, and return at once."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and let go of everything."""
        self._stopping = True
        self._lookout.ring()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join()
        self._press.close()
        self._lookout.close()
        self._cache.close()

    def snapshot(self) -> Snapshot:
        """Return the newest view."""
        found = self._snapshot
        if found.reading is None:
            return found
        return msgspec.structs.replace(found, reading=self._lookout.progress)

    def travel(self, to: datetime | None) -> None:
        """Show the site as it is at a moment; None goes back to the running clock."""
        self._frozen, self._stale = to, True
        self._lookout.ring()

    def render(self, snapshot: Snapshot, document: Document) -> bytes:
        """Return the bytes of a document of a snapshot. For any thread.

        Raises ThemeError if a template fails, OSError if a file to copy is gone or changed.
        """
        if snapshot.build is None:
            msg = "there is no build to render from yet"
            raise ValueError(msg)
        return self._press.render(snapshot.build, document)

    def subscribe(self, told: Callable[[Snapshot], None]) -> Callable[[], None]:
        """Tell of every new number, from the workbench's thread; returns what ends that."""
        self._told.append(told)

        def unsubscribe() -> None:
            if told in self._told:
                self._told.remove(told)

        return unsubscribe

    def _run(self) -> None:
        while not self._stopping:
            try:
                self._turn()
            except OSError as error:
                self._wait_for_rest(error)
            except Exception as error:  # noqa: BLE001 - a preview that dies helps nobody
                self._confess(error)
            self._lookout.wait(_TICK if not self._tries else _MOMENT)

    def _turn(self) -> None:
        """Look at the folder and the clock, and build if either has moved."""
        if self._lookout.look():
            self._stale = True
        frozen = self._frozen
        moment = frozen or self._clock()
        if not self._stale and not self._is_due(moment):
            return
        self._stale = False
        try:
            self._build(moment, is_frozen=frozen is not None)
        except BaseException:
            self._stale = True
            raise
        self._tries = 0

    def _build(self, moment: datetime, *, is_frozen: bool) -> None:
        reading, as_of = self._lookout.reading, self._clock()
        made = self._made_of(reading, moment)
        before = self._snapshot
        good: Build | None = made
        if made.is_good:
            self._good_reading = reading
        else:
            good, as_of = self._older(moment), before.as_of
        self._show(
            Snapshot(
                number=before.number,
                build=good,
                problems=made.diagnostics,
                now=moment,
                as_of=as_of,
                is_frozen=is_frozen,
                note=self._lookout.note,
            )
        )

    def _older(self, moment: datetime) -> Build | None:
        """Return the last good build, as it is at a moment if that can be had."""
        before = self._snapshot
        if self._good_reading is None or moment == before.now:
            return before.build
        again = self._made_of(self._good_reading, moment)
        return again if again.is_good else before.build

    def _made_of(self, reading: Reading, moment: datetime) -> Build:
        return build(
            reading.sources,
            moment,
            memory=self._memory,
            url=self._url,
            found=reading.diagnostics,
            program=digest_of_program(),
            show_hidden=True,
        )

    def _is_due(self, moment: datetime) -> bool:
        """Whether the clock alone has changed something."""
        shown = self._snapshot
        if moment < shown.now - _BACK:
            return True
        change = shown.build and shown.build.next_change
        return bool(change and shown.now < change.at <= moment)

    def _show(self, new: Snapshot) -> None:
        if looks_the_same(self._snapshot, new):
            self._snapshot = new
            return
        self._snapshot = msgspec.structs.replace(new, number=new.number + 1)
        for told in tuple(self._told):
            told(self._snapshot)

    def _wait_for_rest(self, error: OSError) -> None:
        """Try again in a moment: a file changed while it was read. At some time, say so."""
        self._tries += 1
        if self._tries > _TRIES:
            self._tries = 0
            self._confess(error)

    def _confess(self, error: Exception) -> None:
        """Show what nobody foresaw as a problem, and go on."""
        _LOG.error("the preview could not be made", exc_info=error)
        problems = Problems()
        problems.error("preview-failed", Span("content"), f"the preview could not be made: {error}")
        self._show(
            msgspec.structs.replace(self._snapshot, problems=problems.frozen(), reading=None)
        )
