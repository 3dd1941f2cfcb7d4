"""Where the files of a status stand on this computer."""

import os
import stat
from pathlib import Path

from stillup.reading.documents import SUMMARY
from stillup.reading.unreadable import Unreadable
from stillup.reading.web import MOST, Answer

_PUBLIC = "public"


def folders_of(folder: Path) -> tuple[str, ...]:
    """Return the folders that may hold them: this one, or what a site in it was built into.

    One of the files may be named as well. Raises Unreadable if nothing is there.
    """
    if folder.is_file() and folder.as_posix().endswith(f"/{SUMMARY}"):
        return (folder.parents[2].as_posix(),)
    if not folder.is_dir():
        shown = f"`{folder.as_posix()}`"
        fact = f"{shown} is no folder" if folder.exists() else f"there is no folder {shown}"
        help_ = "Name an output folder, such as public, or an address: https://status.example.com"
        raise Unreadable(fact, help_)
    return (folder.as_posix(), (folder / _PUBLIC).as_posix())


def read_file(path: str) -> Answer:
    """Return what a file holds. Raises Unreadable; waits for no pipe and no device."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            is_plain = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            data = file.read(MOST + 1) if is_plain else b""
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(f"there is no `{path}`", "Build the site first: stillup build") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a name of a file"
        raise Unreadable(f"`{path}` can't be read: {reason}", "Check whose it is.", 2) from None
    if len(data) > MOST or not is_plain:
        raise Unreadable(f"`{path}` is no file of a status", "Build the site: stillup build", 2)
    return Answer(path, data)
