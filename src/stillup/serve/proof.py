"""Makes the next snapshot of a folder: a new build, or the last good one with what is wrong now."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from stillup.build import Build, build
from stillup.edge.findable import findable
from stillup.edge.folder import Reading
from stillup.edge.garbage import collector_at_rest
from stillup.edge.program import digest_of_program
from stillup.model.memory import Memory
from stillup.serve.progress import Progress
from stillup.serve.snapshot import Snapshot

_BACK: Final = timedelta(minutes=1)


class Proofs:
    """Remembers what the last good build was made from, for when the clock moves and it is late."""

    def __init__(self, folder: Path, memory: Memory, url: str | None, progress: Progress) -> None:
        self._folder, self._memory = folder, memory
        self._url, self._progress = url, progress
        self._good: Reading | None = None

    def make(self, before: Snapshot, reading: Reading, wanted: Snapshot) -> Snapshot:
        """Return `wanted`, of which moment and time of reading count, with a build and problems.

        `before` is the last snapshot. Raises SourceChanged if files are others by now.
        """
        made = self._first(reading, wanted.now) if before.reading else self._of(reading, wanted.now)
        problems = findable(made.diagnostics, self._folder, made)
        if made.is_good:
            self._good = reading
            return msgspec.structs.replace(wanted, build=made, problems=problems)
        return msgspec.structs.replace(
            wanted,
            build=self._older(before, wanted),
            problems=problems,
            as_of=before.as_of,
        )

    def _older(self, before: Snapshot, wanted: Snapshot) -> Build | None:
        """Return the last good build, as it is at the moment wanted if that can be had."""
        travelled = before.is_frozen != wanted.is_frozen or (
            wanted.is_frozen and before.now != wanted.now
        )
        if self._good is None or not (travelled or is_due(before, wanted.now)):
            return before.build
        again = self._of(self._good, wanted.now)
        return again if again.is_good else before.build

    def _first(self, reading: Reading, moment: datetime) -> Build:
        """Make a build whose progress can be watched."""
        watched = Reading(self._progress.watched(reading.sources), reading.diagnostics)
        return msgspec.structs.replace(self._of(watched, moment), sources=reading.sources)

    def _of(self, reading: Reading, moment: datetime) -> Build:
        with collector_at_rest():
            return build(
                reading.sources,
                moment,
                memory=self._memory,
                url=self._url,
                found=reading.diagnostics,
                program=digest_of_program(),
                show_hidden=True,
            )


def is_due(shown: Snapshot, moment: datetime) -> bool:
    """Whether the clock alone has changed something since a snapshot, or was set back."""
    if moment < shown.now - _BACK:
        return True
    change = shown.build and shown.build.next_change
    return bool(change and shown.now < change.at <= moment)
