"""`stillup status`: how a status site stands, as its readers get it."""

import sys
from typing import TYPE_CHECKING

import click

from stillup.cli import exits
from stillup.cli.exits import Refusal
from stillup.cli.streams import complain, say, width_for
from stillup.cli.wishes import SiteVerb, Wishes

if TYPE_CHECKING:
    from stillup.reading.unreadable import Unreadable

_CODES = {
    "none": exits.FINE,
    "minor": exits.MINOR,
    "major": exits.MAJOR,
    "critical": exits.CRITICAL,
}


@click.command("status", cls=SiteVerb, short_help="How a status site stands, and what is open.")
@click.argument("where", metavar="[URL_OR_DIR]", required=False)
@click.option(
    "--timeout",
    type=click.IntRange(1, 3600),
    default=10,
    show_default=True,
    metavar="SECONDS",
    help="For all of it.",
)
@click.option("--json", "as_json", is_flag=True, help="Tell a machine: `stillup help json`.")
@click.pass_context
def status(ctx: click.Context, /, *, where: str | None, timeout: int, as_json: bool) -> None:
    """Print how a status site stands, and what is open.

    URL_OR_DIR is a page of any site that has the files of Statuspage, or an output folder. Without
    it, the address in site.yaml is read: what your readers see now.

    \b
    Examples:
      stillup status
      stillup status public
      stillup status status.example.com --json

    \b
    Exit codes: 0 fine (planned maintenance too), 10 minor, 11 major, 12 critical,
    20 it can't be read, 2 wrong usage.
    """
    from stillup.reading.addresses import AddressError
    from stillup.reading.read import read_status
    from stillup.reading.told import as_document, told
    from stillup.reading.unreadable import Unreadable

    wishes = ctx.ensure_object(Wishes)
    try:
        standing = read_status(where or _own_address(ctx), timeout, below=wishes.folder)
    except AddressError as bad:
        hint = "Write it as a browser shows it, for example https://status.example.com"
        raise Refusal(str(bad), hint=hint) from None
    except Unreadable as unreadable:
        code = exits.UNREADABLE
        if as_json:
            say(as_document(None, code, unreadable))
        else:
            complain(_told(unreadable))
        ctx.exit(code)
    code = _CODES[standing.level]
    say(as_document(standing, code) if as_json else told(standing, width_for(sys.stdout)))
    ctx.exit(code)


def _own_address(ctx: click.Context) -> str:
    """Return where the readers of the site in this folder find it."""
    from stillup.cli.settings import read_settings

    try:
        folder = ctx.ensure_object(Wishes).site_folder()
    except Refusal as refusal:
        hint = "Say which: stillup status https://status.example.com"
        raise Refusal(refusal.message, hint=hint) from None
    return read_settings(ctx, folder).url


def _told(unreadable: "Unreadable") -> str:
    from stillup.report.cells import harmless

    return f"error: {harmless(unreadable.fact)}\n\n{harmless(unreadable.help)}\n"
