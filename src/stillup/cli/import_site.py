"""`stillup import`: another product's site, in our format."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from stillup.cli.exits import Refusal
from stillup.cli.streams import say
from stillup.cli.wishes import Wishes, shown

if TYPE_CHECKING:
    from stillup.importing.folder import Written

PRODUCTS = ("cstate", "markdown", "json", "statuspage", "upptime", "pelican", "statusfy")
"""Those of `stillup.importing.products`, named here so that a short answer loads none of it."""

_FEW = 10
_DIR = click.Path(path_type=Path)


@click.command("import", short_help="Bring the posts of another product along.")
@click.argument("product", type=click.Choice(PRODUCTS))
@click.argument("source", type=_DIR, metavar="SRC")
@click.option("--into", type=_DIR, metavar="DIR", required=True, help="The new site folder.")
@click.option("--now", metavar="TIME", help="Pretend it is this moment, such as 2026-11-21T13:10Z.")
@click.option("--all", "every", is_flag=True, help=f"Print every doubt, not {_FEW} of each kind.")
@click.pass_context
def import_site(
    ctx: click.Context, /, *, product: str, source: Path, into: Path, now: str | None, every: bool
) -> None:
    """Read a site of PRODUCT in SRC and write its posts to DIR, with their old addresses.

    What is not certain is reported. A file that is there already is never changed, so that it can
    be run again.

    \b
    Example:
      stillup import cstate ../old-status --into status
    """
    from stillup.cli.typed import read_now
    from stillup.importing.doubt import doubt_lines
    from stillup.importing.folder import read_source, write_import
    from stillup.importing.products import find_product

    here = ctx.ensure_object(Wishes).folder
    place, target, known = here / source, here / into, find_product(product)
    if not (place.is_dir() or (known.may_be_file and place.is_file())):
        wanted = "folder or file" if known.may_be_file else "folder"
        raise Refusal(f"there is no {wanted} `{place}`", hint=f"SRC is {known.source}.")
    read_import = known.importer()
    found = read_import(read_source(place, known.tops, known.endings), read_now(now, target))
    if not (found.posts or found.is_worth_it):
        raise Refusal(
            f"there is no post in `{place}`, so nothing was written", hint=f"SRC is {known.holds}."
        )
    written = write_import(target, found.files)
    doubts = doubt_lines(found.doubts, None if every else _FEW)
    say(_told(found.posts, len(found.doubts), written, doubts, target))


def _told(posts: int, doubtful: int, written: "Written", doubts: list[str], target: Path) -> str:
    from stillup.report.cells import harmless
    from stillup.report.tally import counted

    lines = [harmless(line) for line in doubts]
    where = shown(target)
    lines += ["", f"{counted(posts, 'post')} imported into {where}: {_counts(written)}."]
    lines += [f"kept as it is, though the import differs: {path}" for path in written.kept]
    if doubtful:
        lines += [f"{counted(doubtful, 'doubt')} above; --all prints every one of them."]
    lines += [
        "",
        "Next:",
        f"  stillup -C {quote(where)} check",
        f"  stillup -C {quote(where)} build",
    ]
    return "\n".join(lines).lstrip("\n") + "\n"


def _counts(written: "Written") -> str:
    from stillup.report.tally import counted

    parts = [f"{counted(len(written.new), 'new file')}"]
    parts += [f"{len(written.same):,} there already"] * bool(written.same)
    parts += [f"{len(written.kept):,} left alone"] * bool(written.kept)
    return ", ".join(parts)
