"""A private folder in which files are made before they are moved to where they belong.

It holds a lock while it is in use; one without a live lock is left over from a run that died.
"""

import os
import secrets
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

from stillup.edge.filesystem import Filesystem
from stillup.edge.ground import JOURNAL
from stillup.edge.lock import Busy, Lock
from stillup.edge.manifest import PRIVATE, encode_journal

_LOCK: Final = "lock"
_TRIES: Final = 100


class Workshop:
    """One such folder, to be used in a `with`: it begins swept, and goes away at the end.

    Only a journal stays in it, if there is one.
    """

    def __init__(self, path: str, lock: Lock, filesystem: Filesystem) -> None:
        self.path, self._lock, self._filesystem = path, lock, filesystem
        self._made = 0

    @classmethod
    def inside(cls, folder: str, filesystem: Filesystem) -> Self:
        """Open the one in an output folder. Raises Busy, or OSError."""
        path = os.path.join(folder, PRIVATE)
        for _ in range(_TRIES):
            if os.path.lexists(path) and (os.path.islink(path) or not os.path.isdir(path)):
                with suppress(FileNotFoundError, IsADirectoryError):  # others come and go
                    filesystem.remove(path)
            with suppress(FileExistsError):
                filesystem.make_folder(path, private=True)
            with suppress(FileNotFoundError):
                return cls(path, Lock.take(os.path.join(path, _LOCK)), filesystem)
        raise Busy("")

    @classmethod
    def beside(cls, folder: str, filesystem: Filesystem) -> Self:
        """Open a new one next to an output folder, on the same disk. Raises OSError."""
        for _ in range(_TRIES):
            path = _prefix_beside(folder) + secrets.token_hex(4)
            with suppress(FileExistsError, FileNotFoundError, Busy):
                filesystem.make_folder(path, private=True)
                return cls(path, Lock.take(os.path.join(path, _LOCK)), filesystem)
        raise Busy("")

    def __enter__(self) -> Self:
        try:
            self.sweep()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            with suppress(OSError):
                self.sweep()
        finally:
            self._lock.release()
        with suppress(OSError):
            os.rmdir(self.path)

    def make(self, data: bytes) -> str:
        """Write a file and return its full path."""
        self._made += 1
        path = os.path.join(self.path, str(self._made))
        self._filesystem.write(path, data)
        return path

    def replace_durably(self, data: bytes, target: str) -> None:
        """Put a file in place of `target` in one step, once the disk has all of it."""
        fresh = os.path.join(self.path, "fresh")
        self._filesystem.write(fresh, data, durable=True)
        self._filesystem.replace(fresh, target)

    def note_journal(self, paths: frozenset[str]) -> None:
        """Note which paths are about to change: if we die, the next run completes them."""
        self.replace_durably(encode_journal(paths), os.path.join(self.path, JOURNAL))

    def drop_journal(self) -> None:
        """Everything noted is done."""
        with suppress(FileNotFoundError):
            self._filesystem.remove(os.path.join(self.path, JOURNAL))

    def sweep(self) -> None:
        """Take away what was made and not moved."""
        for name in os.listdir(self.path):
            path = os.path.join(self.path, name)
            if os.path.isdir(path) and not os.path.islink(path):
                self._filesystem.clear(path)
            elif name not in {_LOCK, JOURNAL}:
                self._filesystem.remove(path)


def sweep_beside(folder: str, filesystem: Filesystem) -> None:
    """Take away workshops next to an output folder that dead runs left. Never raises."""
    prefix = _prefix_beside(folder)
    parent, start = os.path.split(prefix)
    with suppress(OSError):
        for name in os.listdir(parent):
            path = os.path.join(parent, name)
            if name.startswith(start) and os.path.isdir(path):
                _sweep_away(path, filesystem)


def _sweep_away(path: str, filesystem: Filesystem) -> None:
    with suppress(OSError, Busy):
        lock = Lock.take(os.path.join(path, _LOCK))
        try:
            filesystem.clear(path)
        finally:
            lock.release()


def _prefix_beside(folder: str) -> str:
    parent, name = os.path.split(folder)
    return os.path.join(parent, f".stillup-{name}-")
