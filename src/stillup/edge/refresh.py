"""Keeps the sources of a site folder up to date, reading again only what was touched.

Where what one file means is not certain without its neighbours (links, a theme laid over another,
names that look alike, problems), the whole folder is looked at again; what a look at a file's size
and times shows to be unchanged is not read again either way.
"""

import os
import stat
import time
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Final

import msgspec

from stillup.compose.inventory import SETTINGS
from stillup.edge.counters import Counters
from stillup.edge.folder import Reading, Sightings, walk_site
from stillup.edge.source_file import FileBytes, SourceChanged, read_file
from stillup.edge.themes import package_theme
from stillup.edge.walk import Walk, is_plain_name, should_hold
from stillup.edge.watch import Place
from stillup.model.sources import Source

_LARGE: Final = 8 << 20
_STILL_WARM: Final = 300_000_000


class Refreshed(msgspec.Struct, frozen=True):
    """What came of a look: full paths of files that differ, and of those that are half-written."""

    changed: frozenset[str] = frozenset()
    unsettled: frozenset[str] = frozenset()


class LiveSources:
    """The sources of the site in a folder. For one thread, but `progress` may be asked by any."""

    def __init__(self, folder: Path, sightings: Sightings) -> None:
        self._folder = os.path.realpath(folder)
        self._sightings = sightings
        self._walk = Walk(self._folder, sightings.recall_sightings(), Counters())
        self._expected = 0
        self._doubted: set[str] = set()
        self.reading = Reading({}, ())

    @property
    def progress(self) -> tuple[int, int]:
        """How many files were looked at in the walk under way, and about how many there are."""
        taken = len(self._walk.seen)
        return taken, max(taken, self._expected)

    @property
    def places(self) -> tuple[Place, ...]:
        """What to watch: as far as the last look went, nothing else changes the sources."""
        own = [os.path.join(self._folder, name) for name in ("content", "themes")]
        whole = {path for path in (*own, package_theme()) if os.path.isdir(path)}
        whole |= {path for path in self._walk.targets if os.path.isdir(path)}
        alone = {os.path.dirname(p) for p in self._walk.targets if not os.path.isdir(p)}
        return tuple(sorted(_without_inner(whole, alone)))

    def rescan(self) -> Refreshed:
        """Look at every file. Raises SourceChanged if `site.yaml` changes meanwhile."""
        before = self._walk
        self._expected = len(before.seen) or len(before.known) or _count(self._folder)
        walk = self._walk = Walk(self._folder, before.seen or before.known, Counters())
        try:
            walk_site(walk)
        except OSError:
            self._walk = before
            raise
        if not before.seen and walk.seen != before.known:
            self._sightings.keep_sightings(walk.seen)
        return self._take_over(walk)

    def touch(self, files: Iterable[str]) -> Refreshed:
        """Look at these files, or at all of them if that is not enough. Raises as `rescan` does."""
        sources = dict(self.reading.sources)
        changed, unsettled = set(), set()
        for file in files:
            match self._touch(file, sources):
                case _Step.CHANGED:
                    changed.add(file)
                case _Step.UNSETTLED:
                    unsettled.add(file)
                case _Step.UNCERTAIN:
                    return self.rescan()
                case _Step.SAME:
                    pass
        if changed:
            self.reading = Reading(sources, self.reading.diagnostics)
        return Refreshed(frozenset(changed), frozenset(unsettled))

    def save(self) -> None:
        """Let the next run know what was seen."""
        if SETTINGS in self.reading.sources:
            self._sightings.keep_sightings(self._walk.seen)

    def _take_over(self, walk: Walk) -> Refreshed:
        """Make the walk's sources ours; those that did not change stay the objects they were."""
        old, new, unsettled = self.reading.sources, walk.sources, set[str]()
        for path, source in new.items():
            known = old.get(path)
            if known is not None and _same(known, source):
                new[path] = known
            elif self._is_doubtful(_file_of(source), walk):
                unsettled.add(_file_of(source))
                if known is not None:
                    new[path] = known
            else:
                new[path] = _held(source)
        files = {
            _file_of(each)
            for path in old.keys() | new.keys()
            if (a := old.get(path)) is not (b := new.get(path))
            for each in (a, b)
            if each is not None
        }
        diagnostics = walk.problems.frozen()
        if diagnostics != self.reading.diagnostics:
            files |= {self._folder}
        self.reading = Reading(new, diagnostics)
        return Refreshed(frozenset(files), frozenset(unsettled))

    def _touch(self, file: str, sources: dict[str, Source]) -> "_Step":
        path = self._path_of(file)
        if path is None:
            return _Step.UNCERTAIN
        source = sources.get(path)
        if source is not None and _file_of(source) != file:
            return _Step.UNCERTAIN
        try:
            found = os.lstat(file)
            if not stat.S_ISREG(found.st_mode) or (source is None and path.startswith("theme/")):
                return _Step.UNCERTAIN
            return self._read(file, path, found, sources)
        except FileNotFoundError:
            return self._gone(file, path, sources)
        except OSError:
            return _Step.UNCERTAIN

    def _path_of(self, file: str) -> str | None:
        """Return the path that the source in a file has for certain."""
        folder, name = os.path.split(file)
        prefixes = self._walk.folders.get(folder, ())
        if len(prefixes) != 1 or self._walk.targets or not is_plain_name(name):
            return None
        path = f"{prefixes[0]}/{name}"
        if path == SETTINGS or any(d.span.path == path for d in self.reading.diagnostics):
            return None
        return path

    def _read(
        self, file: str, path: str, found: os.stat_result, sources: dict[str, Source]
    ) -> "_Step":
        if _is_growing(found):
            return _Step.UNSETTLED
        sighting, held = read_file(file, found, hold=should_hold(path))
        after = os.lstat(file)
        if (after.st_size, after.st_mtime_ns) != (found.st_size, found.st_mtime_ns):
            return _Step.UNSETTLED
        known = sources.get(path)
        if known is not None and known.digest == sighting.digest:
            self._walk.seen[self._name_of(file)] = sighting
            return _Step.SAME
        if known is not None and self._doubt(file, found.st_size):
            return _Step.UNSETTLED
        self._walk.seen[self._name_of(file)] = sighting
        sources[path] = Source(path, sighting.digest, FileBytes(path, file, sighting.digest, held))
        return _Step.CHANGED

    def _gone(self, file: str, path: str, sources: dict[str, Source]) -> "_Step":
        if path not in sources:
            return _Step.SAME
        if path.startswith("theme/"):
            return _Step.UNCERTAIN
        del sources[path]
        self._walk.seen.pop(self._name_of(file), None)
        return _Step.CHANGED

    def _name_of(self, file: str) -> str:
        return file.removeprefix(self._folder + os.sep)

    def _is_doubtful(self, file: str, walk: Walk) -> bool:
        sighting = walk.seen.get(self._name_of(file))
        known = walk.known.get(self._name_of(file))
        if sighting is None or known is None or known.size == 0:
            return False
        return self._doubt(file, sighting.size)

    def _doubt(self, file: str, size: int) -> bool:
        """Whether to wait before believing that a file was emptied; only once for each time."""
        if size > 0 or file in self._doubted:
            self._doubted.discard(file)
            return False
        self._doubted.add(file)
        return True


class _Step(Enum):
    SAME = "same"
    CHANGED = "changed"
    UNSETTLED = "unsettled"
    UNCERTAIN = "uncertain"


def _is_growing(found: os.stat_result) -> bool:
    """Whether a file is so large that to read it in vain is dear, and may still be written."""
    age = time.time_ns() - found.st_mtime_ns
    return found.st_size > _LARGE and 0 <= age < _STILL_WARM


def _file_of(source: Source) -> str:
    return source.load.file if isinstance(source.load, FileBytes) else source.path


def _same(one: Source, other: Source) -> bool:
    return one.digest == other.digest and _file_of(one) == _file_of(other)


def _held(source: Source) -> Source:
    """Return a source whose bytes every build wants with these bytes held."""
    load = source.load
    if not isinstance(load, FileBytes) or load.held is not None:
        return source
    if source.path != SETTINGS and not source.path.startswith("theme/"):
        return source
    try:
        held = FileBytes(load.path, load.file, load.digest, load())
    except SourceChanged:
        return source
    return Source(source.path, source.digest, held)


def _without_inner(whole: set[str], alone: set[str]) -> Iterable[Place]:
    real = {os.path.realpath(path) for path in whole}
    for path in real:
        if not any(path.startswith(other + os.sep) for other in real):
            yield Place(path)
    for path in alone:
        if not any(f"{path}/".startswith(other + os.sep) for other in real):
            yield Place(path, whole=False)


def _count(folder: str) -> int:
    top = os.path.join(folder, "content")
    return sum(len(files) for _, _, files in os.walk(top))
