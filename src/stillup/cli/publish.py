"""`stillup publish`: the site goes live, at one place or at many."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillup.cli import exits
from stillup.cli.stopping import ends_politely
from stillup.cli.streams import Progress, complain, say, wants_color, width_for
from stillup.cli.wishes import SiteVerb, Wishes, prefix_of, shown

if TYPE_CHECKING:
    from stillup.model.diagnostic import Diagnostic
    from stillup.publish.making import Order
    from stillup.publish.outcome import Published

_WARNINGS_SHOWN = 10


@click.command("publish", cls=SiteVerb, short_help="Bring the site to everybody.")
@click.option("--dry-run", is_flag=True, help="Only say what would be sent and deleted.")
@click.option("--only", metavar="NAME", multiple=True, help="To this target. Several times: these.")
@click.option("--full", is_flag=True, help="Send everything anew, whatever is there already.")
@click.option("--if-due", is_flag=True, help="Do nothing unless something has changed. For cron.")
@click.option("--verify", is_flag=True, help="Read it back as readers do, and compare.")
@click.option(
    "--max-deletes",
    metavar="N",
    type=click.IntRange(min=0),
    help="Delete no more files than that. Left out: 10, or a fifth of all, but at most 100.",
)
@click.option(
    "--remove",
    metavar="ID",
    multiple=True,
    help="Take this post or update away for good. May be given several times.",
)
@click.option(
    "--leave-out",
    metavar="FILE",
    multiple=True,
    help="Publish all but this file; its page stays as it was. May be given several times.",
)
@click.option("--adopt", is_flag=True, help="Replace files there that Stillup did not write.")
@click.option("--now", metavar="TIME", help="Pretend it is this moment, such as 2026-11-21T13:10Z.")
@click.option("--json", "as_json", is_flag=True, help="Tell a machine: `stillup help json`.")
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@click.pass_context
def publish(
    ctx: click.Context,
    /,
    *,
    dry_run: bool,
    only: tuple[str, ...],
    full: bool,
    if_due: bool,
    verify: bool,
    max_deletes: int | None,
    remove: tuple[str, ...],
    leave_out: tuple[str, ...],
    adopt: bool,
    now: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Bring the site to every target that `publish:` in content/site.yaml names.

    Only what changed is made and sent, each page before what links to it; what is gone is deleted
    last. Targets do not wait for each other, and one that fails stops no other. Nothing that
    readers have seen goes away unless you say so.

    \b
    Examples:
      stillup publish --dry-run
      stillup publish
      stillup publish --only backup
      stillup publish --if-due          every ten minutes, by a schedule
    """
    from stillup.cli.order import source_path
    from stillup.cli.typed import read_now
    from stillup.publish.guard import Wishes as Asked
    from stillup.publish.making import Order

    wishes = ctx.ensure_object(Wishes)
    folder = wishes.site_folder()
    order = Order(
        folder=folder,
        now=read_now(now, folder),
        leave_out=frozenset(source_path(path, folder) for path in leave_out),
        only=only,
        wishes=Asked(
            full=full, dry_run=dry_run, max_deletes=max_deletes, remove=remove, adopt=adopt
        ),
        if_due=if_due,
        verify=verify,
    )
    published, found = _publish(order)
    if as_json:
        _tell_machine(order, published, found)
    else:
        _tell(order, published, found, again=_command(wishes), quiet=quiet)
    ctx.exit(_code(published))


def _publish(order: "Order") -> "tuple[Published | None, tuple[Diagnostic, ...]]":
    """Return what became of it and what is wrong; nothing but that if a theme of the site fails."""
    from stillup.edge.findable import findable
    from stillup.publish.making import NoSuchTarget, publish_site
    from stillup.render.theme import ThemeError

    progress = Progress()
    progress("reading the site")
    try:
        with ends_politely():
            published = publish_site(
                order,
                progress=progress.of("page"),
                told=lambda outcome: progress(f"{outcome.name} is done"),
            )
    except ThemeError as fault:
        found = findable((fault.diagnostic,), order.folder)
        if found == (fault.diagnostic,):
            raise
        return None, found
    except NoSuchTarget as unknown:
        raise _unknown(unknown.name, unknown.known) from None
    finally:
        progress.done()
    build = published.build
    return published, findable(build.diagnostics, order.folder, build)


def _unknown(name: str, known: tuple[str, ...]) -> exits.Refusal:
    from stillup.parse.nearness import listed, nearest

    if not known:
        return exits.Refusal(
            "content/site.yaml names no place to publish to",
            hint="Add one, for example:\n\npublish:\n"
            '  - {name: primary, to: "s3://status-site", region: eu-west-1}',
        )
    meant = nearest(name, known)
    hint = f"Did you mean `{meant}`?" if meant else f"The targets are {listed(known)}."
    return exits.Refusal(f"there is no target `{name}`", hint=hint)


def _code(published: "Published | None") -> int:
    if published is None or not published.may_go:
        return exits.PROBLEMS
    return exits.FINE if published.is_good else exits.FAILED


def _command(wishes: Wishes) -> str:
    import shlex

    where = ["-C", shown(wishes.folder)] if wishes.named else []
    return shlex.join(["stillup", *where, "publish"])


def _tell(
    order: "Order",
    published: "Published | None",
    found: "tuple[Diagnostic, ...]",
    *,
    again: str,
    quiet: bool,
) -> None:
    from stillup.cli.published import told, told_missing

    good = published is not None and published.may_go
    if found and not (quiet and good):
        complain(_problems(order.folder, found, published=good))
    if published is None or not published.may_go:
        complain(_way_out(order, published, again))
        return
    if published.missing:
        complain(told_missing(published, again))
    text = told(published, again, dry_run=order.wishes.dry_run)
    if not published.is_good:
        complain(text)
    elif not quiet:
        say(text)


def _problems(folder: Path, found: "tuple[Diagnostic, ...]", *, published: bool) -> str:
    from stillup.report.tally import tally
    from stillup.report.terminal import Screen, render_terminal

    if published and len(found) > _WARNINGS_SHOWN:
        return f"{tally(found)}; `stillup check` shows them\n"
    screen = Screen(wants_color(sys.stderr), width_for(sys.stderr), prefix_of(folder))
    outcome = "" if published else "nothing was published"
    return render_terminal(found, screen=screen, outcome=outcome) + "\n" * published


def _way_out(order: "Order", published: "Published | None", again: str) -> str:
    """Return the command that publishes everything else, if there is one that would."""
    import shlex

    from stillup.cli.checked import without_broken

    if published is None:
        return ""
    rest, left = without_broken(published.build, order.folder, order.now, order.leave_out)
    if not rest.is_good or not left:
        return ""
    paths = sorted(left | order.leave_out)
    more = shlex.join([part for path in paths for part in ("--leave-out", path)])
    told = "To publish everything else now, with what is in these files as it was:"
    return f"\n{told}\n\n{again} {more}\n"


def _tell_machine(
    order: "Order", published: "Published | None", found: "tuple[Diagnostic, ...]"
) -> None:
    from stillup.cli.published import facts
    from stillup.report.json_report import render_json

    say(render_json(found, facts(published, dry_run=order.wishes.dry_run)))
