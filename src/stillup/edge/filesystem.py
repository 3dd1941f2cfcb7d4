"""The few ways in which we change a disk. Tests put one in its place that fails or dies."""

import os
import shutil
from typing import Final

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Filesystem:
    """Changes to files and folders, by full path. Every method raises OSError.

    Modes follow the user's umask: others may read what they may read of any new file.
    """

    def make_folder(self, path: str, *, private: bool = False) -> None:
        """Make one folder, closed to other users if `private`; its parent is there."""
        os.mkdir(path, 0o700 if private else 0o777)

    def write(self, path: str, data: bytes, *, durable: bool = False) -> None:
        """Write a file that is not there yet; if `durable`, return when the disk has it."""
        opened = os.open(path, _NEW, 0o666)
        try:
            _write_all(opened, data)
            if durable:
                os.fsync(opened)
        finally:
            os.close(opened)

    def replace(self, old: str, new: str) -> None:
        """Give a file another name, in one step, in place of the file that had it."""
        os.replace(old, new)

    def name_new(self, made: str, new: str) -> None:
        """Give a file a name that nobody has, in one step; FileExistsError if somebody does.

        Where a disk knows no second names for a file, the look and the step are two.
        """
        try:
            os.link(made, new)
        except FileExistsError:
            raise
        except OSError:
            if os.path.lexists(new):
                raise FileExistsError(new) from None
            os.rename(made, new)

    def rename_folder(self, old: str, new: str) -> None:
        """Give a folder another name, in one step; an empty folder may have it."""
        os.rename(old, new)

    def remove(self, path: str) -> None:
        """Remove a file or a link."""
        os.unlink(path)

    def remove_folder(self, path: str) -> None:
        """Remove an empty folder."""
        os.rmdir(path)

    def clear(self, path: str) -> None:
        """Remove a folder with all that is in it, as far as that goes. Never raises."""
        shutil.rmtree(path, ignore_errors=True)


def _write_all(opened: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(opened, rest) :]
