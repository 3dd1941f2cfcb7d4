"""What `build` was asked for, read once."""

import os
import shlex
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from stillup.cli.wishes import Wishes, shown

_PUBLIC = "public"


@dataclass(frozen=True)
class Order:
    """One build to make. `typed` are the options as they were given, to be given again."""

    folder: Path
    out: Path
    now: datetime
    url: str | None
    leave_out: frozenset[str]
    typed: tuple[str, ...]

    def command_leaving_out(self, paths: Iterable[str]) -> str:
        """Return the command that does the same without these files."""
        more = [part for path in sorted(paths) for part in ("--leave-out", path)]
        return shlex.join(["stillup", *self.typed, *more])


def read_order(
    wishes: Wishes, out: Path | None, now: str | None, url: str | None, leave_out: tuple[str, ...]
) -> Order:
    """Return the order, or refuse an option that can't be understood."""
    from stillup.cli.typed import read_address, read_now

    folder = wishes.site_folder()
    return Order(
        folder=folder,
        out=folder / _PUBLIC if out is None else wishes.folder / out,
        now=read_now(now, folder),
        url=read_address(url),
        leave_out=frozenset(source_path(path, folder) for path in leave_out),
        typed=_typed(wishes, out, now, url, leave_out),
    )


def source_path(typed: str, folder: Path) -> str:
    """Return the path in the site folder of a file named as seen from there, or from here."""
    inside = _inside(folder / typed, folder)
    here = _inside(Path(typed), folder)
    path = here if here and (folder / here).exists() and not (folder / typed).exists() else inside
    return unicodedata.normalize("NFC", path or typed)


def _inside(file: Path, folder: Path) -> str:
    path = Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    return "" if path.startswith("../") else path


def _typed(
    wishes: Wishes, out: Path | None, now: str | None, url: str | None, leave_out: tuple[str, ...]
) -> tuple[str, ...]:
    options = {"--out": out and str(out), "--now": now, "--url": url}
    given = [part for name, value in options.items() if value for part in (name, value)]
    left = [part for path in leave_out for part in ("--leave-out", path)]
    return (*(["-C", shown(wishes.folder)] if wishes.named else []), "build", *given, *left)
