"""Disks that fail or die at a chosen change, in place of the real one."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stillup.edge.filesystem import Filesystem


class Killed(BaseException):
    """The process is dead: nothing it would still do gets done."""


@dataclass
class Faulty(Filesystem):
    """Counts changes; at the one numbered `at` (from 1), `happen` decides what becomes of it.

    `happen` is given the disk, the kind of change and the path, and may raise before the change
    is made. `kinds` are the kinds that count.
    """

    at: int = 0
    happen: Callable[["Faulty", str, str], None] = lambda _, __, ___: None
    kinds: tuple[str, ...] = (
        "make_folder",
        "write",
        "replace",
        "name_new",
        "rename",
        "remove",
        "remove_folder",
    )
    changes: int = 0
    dead: bool = False

    def make_folder(self, path: str, *, private: bool = False) -> None:
        with self._change("make_folder", path):
            super().make_folder(path, private=private)

    def write(self, path: str, data: bytes, *, durable: bool = False) -> None:
        with self._change("write", path):
            super().write(path, data, durable=durable)

    def replace(self, old: str, new: str) -> None:
        with self._change("replace", new):
            super().replace(old, new)

    def name_new(self, made: str, new: str) -> None:
        with self._change("name_new", new):
            super().name_new(made, new)

    def rename_folder(self, old: str, new: str) -> None:
        with self._change("rename", new):
            super().rename_folder(old, new)

    def remove(self, path: str) -> None:
        with self._change("remove", path):
            super().remove(path)

    def remove_folder(self, path: str) -> None:
        with self._change("remove_folder", path):
            super().remove_folder(path)

    def clear(self, path: str) -> None:
        if self.dead:
            raise Killed
        super().clear(path)

    @contextmanager
    def _change(self, kind: str, path: str) -> Iterator[None]:
        if self.dead:
            raise Killed
        if kind in self.kinds:
            self.changes += 1
            if self.changes == self.at:
                self.happen(self, kind, path)
        yield


def die(disk: Faulty, kind: str, path: str) -> None:  # noqa: ARG001
    """Die just before the change."""
    disk.dead = True
    raise Killed


def die_within(disk: Faulty, kind: str, path: str) -> None:
    """Die with the first bytes of a new file written."""
    if kind == "write":
        Path(path).write_bytes(b"<p>ha")
    die(disk, kind, path)


def fail_with(number: int) -> Callable[[Faulty, str, str], None]:
    """Let the one change fail, as `errno` names it."""

    def fail(_: Faulty, __: str, path: str) -> None:
        raise OSError(number, os.strerror(number), path)

    return fail


def stay_full(disk: Faulty, kind: str, path: str) -> None:  # noqa: ARG001
    """Let this change and all later ones that take up space fail for want of it."""
    disk.kinds = ("make_folder", "write")
    disk.changes = disk.at - 1
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
