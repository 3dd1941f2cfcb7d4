"""What was asked for beside the verb: in which folder, and how much to tell."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from stillup.cli.exits import Refusal

FOLDER = click.Path(file_okay=False, path_type=Path)


@dataclass(frozen=True)
class Wishes:
    """`folder` is where `-C` points; without one (`named` is false) it is the current folder."""

    folder: Path = Path()
    named: bool = False
    debug: bool = False

    def inside(self, folder: Path | None) -> "Wishes":
        """Follow a `-C` given after the verb: it starts from the one before."""
        if folder is None:
            return self
        return Wishes(self.folder / folder, named=True, debug=self.debug)

    def site_folder(self) -> Path:
        """Return the site folder: where `-C` points, or the nearest one above where we stand."""
        if not self.named:
            for folder in _upward(Path.cwd()):
                if (folder / "content" / "site.yaml").is_file():
                    return Path(os.path.relpath(folder))
        if (self.folder / "content").is_dir():
            return self.folder
        raise Refusal(
            f"there is no site in `{self.folder.resolve()}`: it has no folder `content`",
            hint="Go to a site folder, name one with `-C DIR`, or make one: stillup init DIR",
        )


class SiteVerb(click.Command):
    """A verb that works in a site folder: it has a `-C` of its own."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        told = "Run in this site folder."
        self.params.append(click.Option(["-C", "folder"], type=FOLDER, metavar="DIR", help=told))

    def invoke(self, ctx: click.Context) -> Any:
        """Take `-C` out of the options and into the wishes."""
        wishes = (ctx.find_object(Wishes) or Wishes()).inside(ctx.params.pop("folder"))
        ctx.obj = ctx.find_root().obj = wishes
        return super().invoke(ctx)


def shown(path: Path) -> str:
    """Return a path as one would type it from here, in full where that is shorter."""
    full = path.resolve()
    try:
        near = Path(os.path.relpath(full))
    except ValueError:  # another drive of Windows
        near = full
    return min(near.as_posix(), full.as_posix(), key=len)


def prefix_of(folder: Path) -> str:
    """Return what to put before a path in the site folder to find it from here."""
    here = shown(folder)
    return "" if here == "." else f"{here}/"


def _upward(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents
