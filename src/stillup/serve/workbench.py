"""Keeps a build of a site folder up to date while people write in it. One thread, one truth."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from stillup.edge.cache import Cache
from stillup.edge.findable import findable
from stillup.edge.lookout import SAFETY, Lookout
from stillup.edge.warm import WarmMemory
from stillup.model.diagnostic import Problems, Span
from stillup.model.sources import Document
from stillup.render.theme import ThemeError
from stillup.serve.press import Press
from stillup.serve.progress import Progress
from stillup.serve.proof import Proofs, is_due
from stillup.serve.snapshot import Snapshot, looks_the_same

_LOG: Final = logging.getLogger("stillup.preview")
_TICK: Final = 0.25
_MOMENT: Final = 0.02
_TRIES: Final = 20
_AFTER_A_FAULT: Final = 5.0


class Workbench:
    """Reads, watches and builds the site in `folder`, and renders what is asked for.

    `clock` says what time it is, with a zone; `now` freezes the moment from the beginning, and
    `url` stands in for the one in the settings. With `polling`, the system is not asked to tell
    of changes: the folder is looked at again and again. `safety` is as for the Lookout.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime],
        now: datetime | None = None,
        url: str | None = None,
        polling: bool = False,
        safety: float = SAFETY,
    ) -> None:
        self._folder, self._clock, self._frozen = folder, clock, now
        self._cache = Cache(folder)
        self._memory = WarmMemory(self._cache)
        self._lookout = Lookout(folder, self._cache, polling=polling, safety=safety)
        self._press = Press(self._memory)
        self._told: list[Callable[[Snapshot], None]] = []
        self._stopping = self._stale = False
        self._tries, self._confessed = 0, ("", "")
        self._progress = Progress(self._tell)
        self._proofs = Proofs(folder, self._memory, url, self._progress)
        self._thread = threading.Thread(target=self._run, name="stillup-workbench", daemon=True)
        moment = now or clock()
        self._snapshot = Snapshot(
            number=0, now=moment, as_of=moment, reading=(0, 0), is_frozen=now is not None
        )

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
        seen, expected = self._lookout.progress
        read = min((seen + self._progress.loaded) // 2, expected)
        return msgspec.structs.replace(found, reading=(read, expected))

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
        try:
            return self._press.render(snapshot.build, document)
        except ThemeError as fault:
            (found,) = findable((fault.diagnostic,), self._folder, snapshot.build)
            raise ThemeError(found) from fault

    def subscribe(self, told: Callable[[Snapshot], None]) -> Callable[[], None]:
        """Tell of every new number, and of the reading before the first; returns what ends that.

        `told` is called from the workbench's thread and should be quick.
        """
        self._told.append(told)

        def unsubscribe() -> None:
            if told in self._told:
                self._told.remove(told)

        return unsubscribe

    def _run(self) -> None:
        while not self._stopping:
            try:
                self._turn()
                pause = _TICK
            except OSError as error:
                pause = self._wait_for_rest(error)
            except Exception as error:  # noqa: BLE001 - a preview that dies helps nobody
                pause = self._confess(error)
            self._lookout.wait(pause)

    def _turn(self) -> None:
        """Look at the folder and the clock, and build if either has moved."""
        if self._lookout.look():
            self._stale = True
        frozen, before = self._frozen, self._snapshot
        moment = frozen or self._clock()
        if self._stale or is_due(before, moment):
            self._stale = True  # until it is known to have gone well
            wanted = Snapshot(
                number=before.number,
                now=moment,
                as_of=self._clock(),
                is_frozen=frozen is not None,
                note=self._lookout.note,
            )
            self._show(self._proofs.make(before, self._lookout.reading, wanted))
            self._stale = self._frozen is not frozen
            self._tries, self._confessed = 0, ("", "")
        elif before.note != self._lookout.note:
            self._show(msgspec.structs.replace(before, note=self._lookout.note))

    def _show(self, new: Snapshot) -> None:
        if looks_the_same(self._snapshot, new):
            self._snapshot = new
            return
        self._snapshot = msgspec.structs.replace(new, number=new.number + 1)
        self._tell()

    def _tell(self) -> None:
        for told in tuple(self._told):
            try:
                told(self.snapshot())
            except Exception:  # noqa: BLE001 - nobody else is to suffer for it
                _LOG.exception("somebody who was told of a new build failed")

    def _wait_for_rest(self, error: OSError) -> float:
        """Return when to try again: a file changed while it was read. At some time, say so."""
        self._lookout.distrust()
        self._tries += 1
        return _MOMENT if self._tries <= _TRIES else self._confess(error)

    def _confess(self, error: Exception) -> float:
        """Show what nobody foresaw as a problem, and return when to try again."""
        said = (type(error).__name__, str(error))
        if said != self._confessed:
            _LOG.exception("the preview could not be made", exc_info=error)
            self._confessed = said
            problems = Problems()
            problems.error(
                "preview-failed",
                Span("content"),
                f"the preview could not be made: {said[1] or said[0]}",
                help="save a file to try again; if that does not help, `stillup build` may say why",
            )
            self._show(
                msgspec.structs.replace(self._snapshot, problems=problems.frozen(), reading=None)
            )
        return _AFTER_A_FAULT
