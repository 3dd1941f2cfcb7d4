"""Looks at an output folder before anything is written there: may we, and what is in it."""

import os
import stat
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

from stillup.edge.failure import Refused
from stillup.edge.manifest import MANIFEST, PRIVATE, decode_journal, decode_manifest
from stillup.edge.plan import Holding

JOURNAL: Final = "journal.json"
LINK: Final = -1

_SOURCES: Final = ("content", "themes", ".stillup")


def check_place(folder: str, site: str | None) -> None:
    """Refuse a folder that is no place for output. Both are real paths. Raises Refused."""
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise Refused(f"`{folder}` is a file, not a folder", "choose another folder with `--out`")
    if folder in {os.path.abspath(os.sep), os.path.realpath(os.path.expanduser("~"))}:
        raise Refused(f"`{folder}` is no folder of its own for a site", _OTHER)
    if os.path.lexists(os.path.join(folder, "content", "site.yaml")):
        raise Refused(f"`{folder}` holds the sources of a site", _OTHER)
    if site is not None and _is_within(site, folder):
        raise Refused(f"`{folder}` holds the site's own folder", _OTHER)
    if site is not None and any(_is_within(folder, os.path.join(site, n)) for n in _SOURCES):
        raise Refused(f"`{folder}` lies among the sources of the site", _OTHER)


_OTHER: Final = "choose another folder with `--out`, such as `public`"


class Ground:
    """An output folder as it stands. Only looks; raises OSError if it may not.

    `has_manifest` is whether it is ours: it holds a manifest, readable or not. `is_readable` is
    false if it holds one that can't be understood. `in_the_way` are folders of ours where a file
    is to go, and files of ours where a folder is; it is known once `holding` was asked for.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        data = _read_if_there(os.path.join(folder, MANIFEST))
        journal = _read_if_there(os.path.join(folder, PRIVATE, JOURNAL))
        files = decode_manifest(data) if data is not None else {}
        self.has_manifest = data is not None
        self.is_readable = files is not None
        self.files = files or {}
        self.manifest = data
        self.journal = decode_journal(journal) if journal is not None else frozenset()
        self.in_the_way: frozenset[str] = frozenset()
        self._blocks: set[str] = set()
        self._folders = {"": True}

    def holding(self, paths: Iterable[str]) -> Holding:
        """Return what is held at `paths`, where files are to go, and at all others of ours.

        Raises Refused if something that is not ours stands where a file of ours should go.
        """
        ours = self.files.keys() | self.journal
        sizes = {path: size for path in paths if (size := self._size_of(path)) is not None}
        if not self.has_manifest:
            self._refuse_strangers(sizes.keys() - ours)
        self._refuse_blocks(ours)
        self.in_the_way = frozenset(self._blocks)
        for path in ours - sizes.keys():
            size = self._size_of(path)
            if size is not None:
                sizes[path] = size
        return Holding(self.files, self.journal, sizes)

    def has_strangers(self) -> bool:
        """Whether anything stands at the top that is not ours."""
        tops = {path.split("/", 1)[0] for path in {*self.files, *self.journal}}
        return any(name not in tops | {MANIFEST, PRIVATE} for name in os.listdir(self.folder))

    def _refuse_strangers(self, strange: AbstractSet[str]) -> None:
        if strange:
            raise Refused(
                f"`{self.folder}` already has {_some(strange)}, which Stillup did not write",
                "choose an empty folder with `--out`, or move these files away",
            )

    def _refuse_blocks(self, ours: AbstractSet[str]) -> None:
        for path in sorted(self._blocks):
            foreign = next((inner for inner in self._all_at(path) if inner not in ours), "")
            if foreign:
                raise Refused(
                    f"`{foreign}` is in the way of what is to be written at `{path}`",
                    "move it away; Stillup did not write it",
                )

    def _all_at(self, path: str) -> Iterator[str]:
        """Yield `path` if it is a file, else all files and links in it."""
        full = os.path.join(self.folder, path)
        if not os.path.isdir(full):
            yield path
        for root, folders, names in os.walk(full):
            links = [name for name in folders if os.path.islink(os.path.join(root, name))]
            for name in [*names, *links]:
                yield Path(root, name).relative_to(self.folder).as_posix()

    def _size_of(self, path: str) -> int | None:
        """Return the size of the plain file at `path`, LINK for a link or the like, else None."""
        if not self.is_folder(path.rpartition("/")[0]):
            return None
        try:
            found = os.lstat(f"{self.folder}/{path}")
        except FileNotFoundError:
            return None
        if stat.S_ISDIR(found.st_mode):
            self._blocks.add(path)
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else LINK

    def is_folder(self, path: str) -> bool:
        """Whether `path` is a folder that is no link, and lies in such folders all the way."""
        if path not in self._folders:
            self._folders[path] = self.is_folder(path.rpartition("/")[0]) and self._look(path)
        return self._folders[path]

    def _look(self, path: str) -> bool:
        try:
            mode = os.lstat(f"{self.folder}/{path}").st_mode
        except FileNotFoundError:
            return False
        if stat.S_ISREG(mode):
            self._blocks.add(path)
        return stat.S_ISDIR(mode)


def _read_if_there(file: str) -> bytes | None:
    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        return None


def _is_within(path: str, folder: str) -> bool:
    return os.path.commonpath([path, folder]) == folder


def _some(paths: AbstractSet[str]) -> str:
    first = ", ".join(f"`{path}`" for path in sorted(paths)[:3])
    return first if len(paths) <= 3 else f"{first} and {len(paths) - 3} more"  # noqa: PLR2004
