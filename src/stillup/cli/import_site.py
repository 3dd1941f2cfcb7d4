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
    from stillup.importing.outcome import Import

PRODUCTS = ("cstate", "markdown", "json", "statuspage", "upptime", "pelican", "statusfy")
"""Those of `stillup.importing.products`, named here so that a short answer loads none of it."""

_FEW = 10
_DIR = click.Path(path_type=Path)


@click.command("import", short_help="Bring the posts of another product along.")
@click.argument("product", type=click.Choice(PRODUCTS), metavar="PRODUCT")
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
    be run again. PRODUCT is cstate, markdown, json, statuspage, upptime, pelican or statusfy:
    `stillup help import` says what SRC is of each.

    \b
    Example:
      stillup import cstate ../old-status --into status
    """
    from stillup.cli.typed import read_now
    from stillup.importing.doubt import unread_lines
    from stillup.importing.folder import find_paths, read_source, write_import
    from stillup.importing.products import SIGNS, find_likelier, find_product
    from stillup.report.cells import harmless

    here = ctx.ensure_object(Wishes).folder
    place, target, known = here / source, here / into, find_product(product)
    if not (place.is_dir() or (known.may_be_file and place.is_file())):
        wanted = "folder or file" if known.may_be_file else "folder"
        raise Refusal(f"there is no {wanted} `{place}`", hint=f"SRC is {known.source}.")
    read_import = known.importer()
    found = read_import(read_source(place, known.tops, known.endings), read_now(now, target))
    likelier = find_likelier(product, find_paths(place, SIGNS))
    advice = _advice(find_product(likelier).sign, likelier, source, into) if likelier else ""
    if not (found.posts or found.is_worth_it):
        unread = "\n".join(harmless(line) for line in unread_lines(found.doubts, _FEW))
        raise Refusal(
            f"there is no post in `{place}`, so nothing was written",
            hint="\n\n".join(filter(None, [unread, f"SRC is {known.holds}.", advice])),
        )
    written = write_import(target, found.files)
    say(_told(found, written, target, advice, None if every else _FEW))


def _advice(sign: str, product: str, source: Path, into: Path) -> str:
    return (
        f"It holds `{sign}`, as a site of {product} does. If it is one, into an empty folder:\n"
        f"  stillup import {product} {quote(str(source))} --into {quote(str(into))}"
    )


def _told(found: "Import", written: "Written", target: Path, advice: str, most: int | None) -> str:
    from stillup.importing.doubt import doubt_lines
    from stillup.report.cells import harmless
    from stillup.report.tally import counted

    doubts, where = doubt_lines(found.doubts, most), shown(target)
    lines = [harmless(line) for line in doubts]
    lines += ["", f"{counted(found.posts, 'post')} imported into {where}: {_counts(written)}."]
    lines += [f"kept as it is, though the import differs: {path}" for path in written.kept]
    if doubts:
        is_cut = doubts != doubt_lines(found.doubts)
        rest = "; --all prints every one of them" if is_cut else ""
        lines += [f"{counted(len(found.doubts), 'doubt')} above{rest}."]
    lines += ["", advice] * bool(advice)
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
