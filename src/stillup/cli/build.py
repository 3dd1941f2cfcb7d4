"""`stillup build`: content in, site out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillup.cli import exits
from stillup.cli.order import Order, read_order
from stillup.cli.streams import Progress, complain, say, wants_color, width_for
from stillup.cli.wishes import SiteVerb, Wishes, prefix_of

if TYPE_CHECKING:
    from stillup.build import Build
    from stillup.edge.counters import Counters
    from stillup.edge.failure import Failure
    from stillup.edge.job import Written
    from stillup.model.diagnostic import Diagnostic

_WARNINGS_SHOWN = 10
_DIR = click.Path(path_type=Path)


@click.command("build", cls=SiteVerb, short_help="Make the site.")
@click.option("--out", metavar="DIR", type=_DIR, help="Where to. Left out: `public` in the site.")
@click.option("--now", metavar="TIME", help="Pretend it is this moment, such as 2026-11-21T13:10Z.")
@click.option("--url", metavar="URL", help="Another address than the one in the settings.")
@click.option(
    "--leave-out",
    metavar="FILE",
    multiple=True,
    help="Publish all but this file; its page stays as it was. May be given several times.",
)
@click.option("--timings", is_flag=True, help="Say how long what took, and what was done.")
@click.option("--json", "as_json", is_flag=True, help="Tell a machine: `stillup help json`.")
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@click.pass_context
def build(
    ctx: click.Context,
    /,
    *,
    out: Path | None,
    now: str | None,
    url: str | None,
    leave_out: tuple[str, ...],
    timings: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Make the site. With an error in a post nothing is written, and the site stays as it was.

    Only what changed is made and written anew.

    \b
    Examples:
      stillup build
      stillup build --now "2026-11-21 13:10" --out ../look
      stillup build --leave-out content/incidents/2024-02-03-old-post.md
    """
    from stillup.edge.counters import Counters

    order = read_order(ctx.ensure_object(Wishes), out, now, url, leave_out)
    counters = Counters()
    made = _make(order, counters)
    if as_json:
        _tell_machine(order, *made, counters if timings else None)
    else:
        _tell(order, *made, quiet=quiet)
        if timings:
            _tell_timings(counters)
    ctx.exit(_code(made[2]))


def _make(
    order: Order, counters: "Counters"
) -> "tuple[Build | None, tuple[Diagnostic, ...], Written | Failure | None]":
    """Return the build, what is wrong, and what became of it; no outcome if it has errors.

    A theme that fails is an error of the site, but a failure of ours if it is our own.
    """
    from stillup.edge.findable import findable
    from stillup.edge.making import make_site
    from stillup.render.theme import ThemeError

    progress = Progress()
    progress("reading the site")
    try:
        made = make_site(
            order.folder,
            order.out,
            order.now,
            url=order.url,
            leave_out=order.leave_out,
            counters=counters,
            progress=progress.of("page"),
        )
    except ThemeError as fault:
        found = findable((fault.diagnostic,), order.folder)
        if found == (fault.diagnostic,):
            raise
        return None, found, None
    finally:
        progress.done()
    return made.build, findable(made.build.diagnostics, order.folder, made.build), made.outcome


def _code(outcome: "Written | Failure | None") -> int:
    from stillup.edge.failure import Failure

    if outcome is None:
        return exits.PROBLEMS
    return exits.FAILED if isinstance(outcome, Failure) else exits.FINE


def _tell(
    order: Order,
    build: "Build | None",
    found: "tuple[Diagnostic, ...]",
    outcome: "Written | Failure | None",
    *,
    quiet: bool,
) -> None:
    from stillup.cli.built import failed, told
    from stillup.edge.failure import Failure

    if found:
        complain(_problems(order, found, written=outcome is not None))
    if isinstance(outcome, Failure):
        complain(failed(outcome))
    elif build is None or outcome is None:
        complain(_way_out(order, build))
    elif not quiet:
        say(told(order, build, outcome))


def _problems(order: Order, found: "tuple[Diagnostic, ...]", *, written: bool) -> str:
    from stillup.report.tally import tally
    from stillup.report.terminal import Screen, render_terminal

    if written and len(found) > _WARNINGS_SHOWN:
        return f"{tally(found)}; `stillup check` shows them\n"
    screen = Screen(wants_color(sys.stderr), width_for(sys.stderr), prefix_of(order.folder))
    outcome = "" if written else "nothing was written"
    return render_terminal(found, screen=screen, outcome=outcome) + "\n" * written


def _way_out(order: Order, build: "Build | None") -> str:
    """Return the command that publishes everything else, if there is one that would."""
    from stillup.cli.checked import without_broken

    if build is None:
        return ""
    rest, left = without_broken(build, order.folder, order.now, order.leave_out)
    if not rest.is_good or not left:
        return ""
    command = order.command_leaving_out(left)
    return (
        f"\nTo publish everything else now, with what is in these files as it was:\n\n{command}\n"
    )


def _tell_machine(
    order: Order,
    build: "Build | None",
    found: "tuple[Diagnostic, ...]",
    outcome: "Written | Failure | None",
    counters: "Counters | None",
) -> None:
    from stillup.cli.built import facts, timings
    from stillup.report.json_report import render_json

    more = {"timings": timings(counters)} if counters else {}
    say(render_json(found, facts(order, build, outcome) | more))


def _tell_timings(counters: "Counters") -> None:
    from stillup.cli.built import timings_told

    say(f"\n{timings_told(counters)}")
