"""What happened, for the terminal: one line for each change that a browser was told of."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from stillup.model.diagnostic import Diagnostic
from stillup.model.sources import Sources
from stillup.report.cells import harmless
from stillup.report.tally import counted, tally
from stillup.report.terminal import Screen, render_terminal
from stillup.serve.snapshot import Snapshot
from stillup.serve.words import errors_of

_RECENT = 60.0
_NAMED = 3
_WARNINGS_SHOWN = 10


class News:
    """Says how each snapshot differs from the one before. `clock` is in the person's own zone."""

    def __init__(self, folder: Path, clock: Callable[[], datetime], screen: Screen) -> None:
        self._folder, self._clock, self._screen = folder, clock, screen
        self._last: Snapshot | None = None
        self._sources: Sources = {}

    def told(self, snapshot: Snapshot) -> str:
        """Return the lines about a snapshot, each with its end; empty if there is nothing new."""
        parts = [*self._lines(snapshot)]
        self._last = snapshot
        if snapshot.build is not None and snapshot.is_current:
            self._sources = snapshot.build.sources
        return "".join(f"{part}\n" for part in parts)

    def _lines(self, snapshot: Snapshot) -> Iterator[str]:
        last, at = self._last, f"{self._clock():%H:%M:%S}"
        if snapshot.note and (last is None or snapshot.note != last.note):
            yield f"{at} {snapshot.note}"
        wrong = _worst(snapshot)
        if wrong and (last is None or wrong != _worst(last)):
            yield self._report(snapshot, wrong)
        if snapshot.build is None or not snapshot.is_current:
            return
        if last is None or last.build is None:
            files = sum(path.startswith("content/") for path in snapshot.build.sources)
            yield f"{at} read {counted(files, 'file')}: ready"
        elif last.build is not snapshot.build or last.problems:
            yield f"{at} {self._changed(last, snapshot)}"

    def _report(self, snapshot: Snapshot, wrong: tuple[Diagnostic, ...]) -> str:
        """Return what is wrong as every verb prints it, or how much if it is many warnings."""
        if not wrong[0].is_error and len(wrong) > _WARNINGS_SHOWN:
            return f"{tally(wrong)}; `stillup check` shows them"
        outcome = "" if snapshot.is_current else self._standing(snapshot)
        return render_terminal(wrong, screen=self._screen, outcome=outcome).rstrip()

    def _standing(self, snapshot: Snapshot) -> str:
        if snapshot.build is None:
            return "nothing can be shown yet"
        return f"the browser still shows the site as of {snapshot.as_of.astimezone():%H:%M:%S}"

    def _changed(self, last: Snapshot, snapshot: Snapshot) -> str:
        assert snapshot.build is not None  # noqa: S101 - the caller looked
        saved = [*_saved(self._sources, snapshot.build.sources)]
        gone = [path for path in self._sources if path not in snapshot.build.sources]
        if (last.is_frozen, last.now) != (snapshot.is_frozen, snapshot.now) and not saved + gone:
            return _moment(snapshot)
        words = [f"saved {_named(saved)}"] * bool(saved) + [f"deleted {_named(gone)}"] * bool(gone)
        return f"{', '.join(words) or 'as before'}: shown{self._took(saved)}"

    def _took(self, saved: list[str]) -> str:
        """Return how long it took from the last save until now, if that can be known."""
        times = [at for path in saved if (at := self._written(path)) is not None]
        took = self._clock().timestamp() - max(times) if times else -1.0
        return f" in {took * 1000:.0f} ms" if 0 <= took < _RECENT else ""

    def _written(self, path: str) -> float | None:
        try:
            return (self._folder / path).stat().st_mtime
        except OSError:
            return None


def _worst(snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """Return the errors; without any, the warnings."""
    return errors_of(snapshot) or snapshot.problems


def _saved(before: Sources, after: Sources) -> Iterator[str]:
    for path, source in after.items():
        known = before.get(path)
        if known is None or known.digest != source.digest:
            yield path


def _named(paths: list[str]) -> str:
    if len(paths) > _NAMED:
        return counted(len(paths), "file")
    return ", ".join(harmless(path.removeprefix("content/")) for path in sorted(paths))


def _moment(snapshot: Snapshot) -> str:
    if snapshot.is_frozen:
        return f"shown as of {snapshot.now.astimezone():%Y-%m-%d %H:%M}"
    return "shown as of now: the clock goes on"
