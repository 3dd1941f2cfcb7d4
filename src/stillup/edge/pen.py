"""Writes one file of a site folder: whole or not at all, and never over what others wrote."""

import os
import secrets
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from stillup.edge.filesystem import Filesystem
from stillup.edge.lock import Busy, Lock

_PRIVATE: Final = ".stillup"
_LOCK: Final = "pen.lock"
_KEPT: Final = "kept"
_PATIENCE: Final = 10.0
_PAUSE: Final = 0.02
_TRIES: Final = 100


class Unwritten(Exception):  # noqa: N818 - it says what happened
    """Nothing was written, because `path`, as seen from the site folder, is not as expected."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Changed(Unwritten):
    """The file is no longer what it was when it was read."""


class Taken(Unwritten):
    """A file that was to be new is there already."""


class Astray(Unwritten):
    """The path leads out of the site folder."""


def write_post(
    folder: Path,
    path: str,
    data: bytes,
    *,
    was: bytes | None,
    filesystem: Filesystem | None = None,
) -> None:
    """Put `data` in place of `was` at a path in the site folder; None stands for no file.

    One who writes at the same moment waits for the other; a link is followed within the folder.
    Raises Changed, Taken, Astray, Busy or OSError; in each case the file is as it was.
    """
    disk = filesystem or Filesystem()
    if was is None and os.path.lexists(os.path.join(folder, path)):
        raise Taken(path)
    target = _target(folder, path)
    with _pen(os.path.join(os.path.realpath(folder), _PRIVATE)):
        if was is None:
            _write_new(target, path, data, disk)
        else:
            _replace(target, path, data, was, disk)


def read_post(folder: Path, path: str) -> bytes | None:
    """Return what stands at a path in the site folder now, None if nothing does."""
    try:
        return Path(_target(folder, path)).read_bytes()
    except FileNotFoundError:
        return None


def keep_text(folder: Path, name: str, text: str) -> Path:
    """Keep what somebody typed and could not be put where it belongs; return the new file.

    It lies in the site folder's own `.stillup`, or where the system keeps passing files.
    """
    try:
        place = os.path.join(folder, _PRIVATE, _KEPT)
        os.makedirs(place, exist_ok=True)
        return _keep_in(place, name, text)
    except OSError:
        return _keep_in(tempfile.mkdtemp(prefix="stillup-"), name, text)


def _keep_in(place: str, name: str, text: str) -> Path:
    stamp = time.strftime("%Y%m%d-%H%M%S")
    for number in range(1, _TRIES):
        more = f"-{number}" if number > 1 else ""
        file = os.path.join(place, f"{stamp}-{name}{more}.md")
        with suppress(FileExistsError):
            Filesystem().write(file, text.encode(errors="replace"), durable=True)
            return Path(file)
    raise FileExistsError(place)


def _target(folder: Path, path: str) -> str:
    root = os.path.realpath(folder)
    target = os.path.realpath(os.path.join(root, path))
    if not target.startswith(root + os.sep):
        raise Astray(path)
    return target


@contextmanager
def _pen(private: str) -> Iterator[None]:
    """Hold the one pen of a site. Where there can be none, everybody has one."""
    lock = _take(private)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _take(private: str) -> Lock | None:
    until = time.monotonic() + _PATIENCE
    with suppress(OSError):
        os.makedirs(private, exist_ok=True)
        while True:
            try:
                return Lock.take(os.path.join(private, _LOCK))
            except Busy:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)
    return None


def _write_new(target: str, path: str, data: bytes, disk: Filesystem) -> None:
    if os.path.lexists(target):
        raise Taken(path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with _made(target, data, disk) as made:
        try:
            disk.name_new(made, target)
        except FileExistsError:
            raise Taken(path) from None
    _settle(target)


def _replace(target: str, path: str, data: bytes, was: bytes, disk: Filesystem) -> None:
    try:
        now, found = Path(target).read_bytes(), os.stat(target)
    except FileNotFoundError:
        raise Changed(path) from None
    if now != was:
        raise Changed(path)
    with _made(target, data, disk) as made:
        os.chmod(made, stat.S_IMODE(found.st_mode))
        if hasattr(os, "chown") and os.geteuid() != found.st_uid:
            with suppress(OSError):
                os.chown(made, found.st_uid, found.st_gid)
        disk.replace(made, target)
    _settle(target)


@contextmanager
def _made(target: str, data: bytes, disk: Filesystem) -> Iterator[str]:
    """Make the file beside its place, on the same disk, under a name that no reader takes."""
    parent, name = os.path.split(target)
    made = os.path.join(parent, f".{name[:100]}.{secrets.token_hex(4)}.part")
    try:
        disk.write(made, data, durable=True)
        yield made
    finally:
        with suppress(OSError):
            disk.remove(made)


def _settle(target: str) -> None:
    """Have the disk note the new name, where a folder can be opened."""
    with suppress(OSError):
        opened = os.open(os.path.dirname(target), os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
