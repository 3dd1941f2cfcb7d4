"""Walks folders of a site and takes every file as a source; what it can't take, it says."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping

from stillup.edge.counters import Counters
from stillup.edge.source_file import FileBytes, Sighting, read_file
from stillup.model.diagnostic import Problems, Span
from stillup.model.sources import Source

_DROPPING = re.compile(r"\..*|.*~|#.*#|.*\.sw[a-z]|4913|Thumbs\.db|desktop\.ini", re.DOTALL)
"""What editors and file managers leave behind. Hidden files are never sources."""

_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_HELD = (".md", ".yaml")


def is_dropping(name: str) -> bool:
    """Whether a file or folder of this name is never a source."""
    return _DROPPING.fullmatch(name) is not None


def is_plain_name(name: str) -> bool:
    """Whether a name is text, stored as sources store it."""
    return not _NO_TEXT.search(name) and unicodedata.is_normalized("NFC", name)


def should_hold(path: str) -> bool:
    """Whether the bytes of a source are wanted so soon that they are kept when it is read."""
    return path.startswith("theme/") or path.endswith(_HELD)


class Walk:
    """Collects `sources`, `problems` and what was `seen` below one site folder.

    `known` are sightings of earlier runs, by path in the site folder, or by full path for files
    outside it. `folders` are all that were read, by full path, with the prefixes their files got;
    `targets` are the real paths of what links lead to.
    """

    def __init__(self, folder: str, known: Mapping[str, Sighting], counters: Counters) -> None:
        self.folder, self.known, self.counters = folder, known, counters
        self.sources: dict[str, Source] = {}
        self.problems = Problems()
        self.seen: dict[str, Sighting] = {}
        self.folders: dict[str, list[str]] = {}
        self.targets: set[str] = set()

    def take_folder(self, root: str, prefix: str) -> None:
        """Take all files below `root` as `prefix/…`. Later ones win over earlier ones."""
        taken: dict[str, Source] = {}
        above = (os.path.realpath(root),)
        is_own = root.startswith(self.folder + os.sep)
        if is_own and above[0] != root:
            self.targets.add(above[0])
        if not is_own or self._stays_inside(root, prefix, ()):
            self._read_folder(root, prefix, above, taken)
        self.sources |= taken

    def _read_folder(
        self, root: str, prefix: str, above: tuple[str, ...], taken: dict[str, Source]
    ) -> None:
        """Read a folder and those in it; `above` are the real paths of those it is in."""
        self.folders.setdefault(root, []).append(prefix)
        for entry in self._entries(root, prefix):
            path = f"{prefix}/{unicodedata.normalize('NFC', entry.name)}"
            if _NO_TEXT.search(entry.name):
                self._refuse_name(path)
            elif path in taken:
                self._refuse_twin(path)
            elif not entry.is_symlink() or self._stays_inside(entry.path, path, above):
                self._read_entry(entry, path, above, taken)

    def _entries(self, root: str, prefix: str) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(root) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._refuse(prefix, f"can't be read: {error.strerror}")
            return
        yield from (entry for entry in found if not is_dropping(entry.name))

    def _read_entry(
        self, entry: os.DirEntry[str], path: str, above: tuple[str, ...], taken: dict[str, Source]
    ) -> None:
        try:
            found = entry.stat()
            if stat.S_ISDIR(found.st_mode):
                within = (*above, os.path.realpath(entry.path))
                self._read_folder(entry.path, path, within, taken)
            elif stat.S_ISREG(found.st_mode):
                taken[path] = self._read_file(entry.path, path, found)
            else:
                self._refuse(path, "is not a plain file")
        except OSError as error:
            self._refuse(path, f"can't be read: {error.strerror}")

    def _read_file(self, file: str, path: str, found: os.stat_result) -> Source:
        name = file.removeprefix(self.folder + os.sep)
        held = None
        sighting = self.known.get(name)
        if sighting is None or not sighting.still_holds(found):
            sighting, held = read_file(file, found, hold=should_hold(path))
            self.counters.files_read += 1
        self.seen[name] = sighting
        return Source(path, sighting.digest, FileBytes(path, file, sighting.digest, held))

    def _stays_inside(self, file: str, path: str, above: tuple[str, ...]) -> bool:
        target = os.path.realpath(file)
        if above:
            self.targets.add(target)
        if target in above:
            self._refuse_link(path, "leads back to a folder that it is in")
        elif not target.startswith(tuple(f + os.sep for f in (self.folder, *above[:1]))):
            self._refuse_link(path, "leads out of the site's folder")
        else:
            return True
        return False

    def _refuse(self, path: str, why: str) -> None:
        self.problems.error(
            "unreadable-file",
            Span(path),
            f"`{path}` {why}",
            help="make it a file that you may read, or move it out of the site's folder",
        )

    def _refuse_link(self, path: str, why: str) -> None:
        self.problems.error(
            "stray-link",
            Span(path),
            f"the link `{path}` {why}",
            help="put a copy of what it points to in its place",
        )

    def _refuse_name(self, path: str) -> None:
        raw = os.fsencode(path).decode(errors="backslashreplace")
        shown = _NO_TEXT.sub(lambda found: f"\\x{ord(found[0]):02x}", raw)
        self.problems.error(
            "bad-file-name",
            Span(shown),
            f"the name `{shown}` is not text that every computer can read",
            help="rename the file, best with plain letters, digits and `-`",
        )

    def _refuse_twin(self, path: str) -> None:
        self.problems.error(
            "same-file-name",
            Span(path),
            f"two files are called `{path}`: they look alike, their accents are stored differently",
            help="rename one of them",
        )
