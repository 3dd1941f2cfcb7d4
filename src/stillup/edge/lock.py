"""A lock between processes, on a file. It dies with the process that took it."""

import os
import sys
import threading
from contextlib import suppress
from typing import Final, Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FLAGS: Final = os.O_RDWR | os.O_CREAT
_HELD: Final = (BlockingIOError, PermissionError)


class Busy(Exception):  # noqa: N818 - it says what is so
    """Another process holds the lock. `process` is its number, if it could be read."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


_HERE: Final[set[str]] = set()
"""What this process holds: the system would let it in a second time."""

_GUARD: Final = threading.Lock()


class Lock:
    """Holds a lock until `release`.

    Where a filesystem has no locks, everybody gets one: the rest of the law still holds.
    """

    def __init__(self, path: str, opened: int) -> None:
        self.path, self._opened = path, opened

    @classmethod
    def take(cls, path: str) -> Self:
        """Take the lock at once or not at all. Raises Busy, or OSError for the file itself."""
        with _GUARD:
            if path in _HERE:
                raise Busy(str(os.getpid()))
            _HERE.add(path)
        try:
            return cls._take(path)
        except BaseException:
            _HERE.discard(path)
            raise

    @classmethod
    def _take(cls, path: str) -> Self:
        while True:
            opened = os.open(path, _FLAGS, 0o644)
            try:
                _lock(opened)
            except _HELD:
                process = os.pread(opened, 20, 0) if hasattr(os, "pread") else b""
                os.close(opened)
                raise Busy(process.decode(errors="replace")) from None
            except OSError:
                return cls(path, opened)
            if _is_still_there(path, opened):
                os.ftruncate(opened, 0)
                os.write(opened, str(os.getpid()).encode())
                return cls(path, opened)
            os.close(opened)

    def release(self) -> None:
        """Let go, and take the file away. Never raises."""
        with suppress(OSError):
            os.unlink(self.path)
        with suppress(OSError):
            os.close(self._opened)
        _HERE.discard(self.path)


def _lock(opened: int) -> None:
    """Lock a file for this process alone: children made by a fork do not have the lock."""
    if sys.platform == "win32":
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_still_there(path: str, opened: int) -> bool:
    """Whether the file that was locked is the one others will find: its holder takes it away."""
    try:
        return os.path.samestat(os.fstat(opened), os.stat(path))
    except FileNotFoundError:
        return False
