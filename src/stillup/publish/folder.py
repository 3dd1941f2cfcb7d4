"""Publishes into a folder on this machine: a web server's own, or a disk that is mounted here."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from stillup.edge.failure import Refused
from stillup.edge.filesystem import Filesystem
from stillup.edge.ground import check_place
from stillup.edge.lock import Busy
from stillup.edge.manifest import PRIVATE as WORKSHOP
from stillup.edge.workshop import Workshop
from stillup.model import settings
from stillup.publish.target import (
    PRIVATE,
    Abilities,
    Headers,
    Listed,
    Stored,
    TargetError,
    Why,
)

_SCHEME: Final = "file://"
_READ_ONLY: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_UNREACHABLE: Final = frozenset({errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.ENOTCONN})
_HELP: Final = {
    Why.READ_ONLY: "allow yourself to write there, or name another folder in `site.yaml`",
    Why.FULL: "free some space on that disk",
    Why.UNREACHABLE: "look at that disk, or at the network it is reached by",
    Why.REFUSED: "look at what stands in the way there",
}
_BLOCKED: Final = frozenset({errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.EBUSY})


def open_target(
    target: settings.Target,
    *,
    site: Path,
    environ: Mapping[str, str],  # noqa: ARG001
) -> "FolderTarget":
    """Return the target; a relative folder is seen from the site's."""
    path = unquote(target.to.removeprefix(_SCHEME))
    return FolderTarget(target.name, os.path.realpath(site / path), site=os.path.realpath(site))


class FolderTarget:
    """A folder. Files are made aside and moved to their places; links are never followed out.

    It is locked while something is written, also against a `stillup build` into it.
    """

    abilities = Abilities(locks=True, parallel=1)

    def __init__(
        self, name: str, folder: str, *, site: str = "", filesystem: Filesystem | None = None
    ) -> None:
        self.name, self.place = name, folder
        self._site, self._filesystem = site, filesystem or Filesystem()
        self._workshop: Workshop | None = None

    def look(self) -> None:
        """See that there may be such a folder."""
        with self._told("look"):
            check_place(self.place, self._site or None)
            if not os.path.isdir(os.path.dirname(self.place)):
                raise TargetError(
                    Why.MISSING,
                    f"there is no folder `{os.path.dirname(self.place)}`",
                    "make it, or mount the disk that it is on",
                )

    def read(self, path: str) -> Stored | None:
        """Return a file, with its time of change as its tag."""
        try:
            with self._told("read"), Path(self._full(path)).open("rb") as file:
                return Stored(file.read(), _tag(os.fstat(file.fileno())))
        except TargetError as error:
            if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
                return None
            raise

    def listing(self) -> Mapping[str, Listed]:
        """Return every plain file; what is anything else has the size -1, like no file of ours."""
        found: dict[str, Listed] = {}
        with self._told("read"):
            if os.path.isdir(self.place):
                self._list("", found)
        return found

    def begin(self) -> None:
        """Make the folder, and lock it."""
        try:
            with self._told("write to"):
                os.makedirs(self.place, exist_ok=True)
                self._workshop = Workshop.inside(self.place, self._filesystem).__enter__()
        except Busy as busy:
            raise TargetError(
                Why.BUSY,
                f"another process ({busy.process or 'unknown'}) is writing to `{self.place}`",
                "wait until it has ended, then run the same command again",
            ) from None

    def put(
        self,
        path: str,
        data: bytes,
        headers: Headers,  # noqa: ARG002
        expect: str | None = None,  # noqa: ARG002
    ) -> str:
        """Write a file aside, then move it to its place."""
        with self._told("write to"):
            self._make_folder(path.rpartition("/")[0])
            made = self._bench().make(data)
            self._filesystem.replace(made, self._full(path))
            return _tag(os.lstat(self._full(path)))

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files, and the folders that this leaves empty."""
        with self._told("write to"):
            for path in paths:
                if self._is_inside(path.rpartition("/")[0]):
                    with suppress(FileNotFoundError, NotADirectoryError):
                        self._filesystem.remove(self._full(path))
                    self._remove_empty(path.rpartition("/")[0])

    def settle(self) -> None:
        """Nothing to wait for."""

    def finish(self, message: str) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Unlock it."""
        workshop, self._workshop = self._workshop, None
        if workshop is not None:
            workshop.__exit__(None, None, None)

    def _bench(self) -> Workshop:
        if self._workshop is None:
            raise ValueError("`begin` comes before `put`")
        return self._workshop

    def _list(self, folder: str, found: dict[str, Listed]) -> None:
        with os.scandir(self._full(folder)) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if path in {PRIVATE, WORKSHOP}:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    self._list(path, found)
                else:
                    seen = entry.stat(follow_symlinks=False)
                    plain = stat.S_ISREG(seen.st_mode)
                    found[path] = Listed(seen.st_size if plain else -1, _tag(seen))

    def _make_folder(self, path: str) -> None:
        if not self._is_inside(path):
            raise OSError(errno.ELOOP, "a link leads out of the folder", self._full(path))
        os.makedirs(self._full(path), exist_ok=True)

    def _is_inside(self, path: str) -> bool:
        """Whether no link on the way to `path` leads out of the folder."""
        return os.path.realpath(self._full(path)) == self._full(path)

    def _remove_empty(self, path: str) -> None:
        while path:
            try:
                self._filesystem.remove_folder(self._full(path))
            except OSError as error:
                if error.errno not in _BLOCKED:
                    raise
                return
            path = path.rpartition("/")[0]

    def _full(self, path: str) -> str:
        return f"{self.place}/{path}" if path else self.place

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        """Turn an error of the disk into one of the target."""
        try:
            yield
        except Refused as refused:
            failure = refused.failure
            raise TargetError(Why.REFUSED, failure.message, _HELP[Why.REFUSED]) from None
        except OSError as error:
            why = why_of(error.errno or 0)
            reason = error.strerror or str(error)
            place = error.filename2 or error.filename or self.place
            shown = place if isinstance(place, str) and f"/{WORKSHOP}" not in place else self.place
            message = f"can't {doing} `{shown}`: {reason}"
            raise TargetError(why, message, _HELP[why]) from error


def why_of(number: int) -> Why:
    """Return what the number of an error of the disk means."""
    if number in _READ_ONLY:
        return Why.READ_ONLY
    if number in _FULL:
        return Why.FULL
    return Why.UNREACHABLE if number in _UNREACHABLE else Why.REFUSED


def _tag(seen: os.stat_result) -> str:
    return str(seen.st_mtime_ns)
