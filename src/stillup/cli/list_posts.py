"""`stillup list`: the posts, and how each of them stands."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillup.cli import exits
from stillup.cli.streams import complain, say, wants_color, width_for
from stillup.cli.wishes import SiteVerb, Wishes, prefix_of

if TYPE_CHECKING:
    from stillup.build import Build
    from stillup.cli.listing import Row

_INDENT = 15


@click.command("list", cls=SiteVerb, short_help="List the posts: state, impact, times, file.")
@click.option("--all", "which", flag_value="all", help="All of them, not only the recent ones.")
@click.option("--open", "which", flag_value="open", help="Only what is not over.")
@click.option("--planned", "which", flag_value="planned", help="Only maintenance to come.")
@click.option("--drafts", "which", flag_value="drafts", help="Only what nobody can see yet.")
@click.option("--json", "as_json", is_flag=True, help="Tell a machine: `stillup help json`.")
@click.option("--now", metavar="TIME", help="Pretend it is this moment, such as 2026-11-21T13:10Z.")
@click.pass_context
def list_posts(ctx: click.Context, /, *, which: str | None, as_json: bool, now: str | None) -> None:
    """List the posts, newest first, each with its file.

    Recent ones, and all that are open, planned or not public yet.

    \b
    Examples:
      stillup list
      stillup list --open --json
    """
    from stillup.cli.checked import decide, without_broken
    from stillup.cli.listing import chosen, rows_of
    from stillup.cli.typed import read_now

    folder = ctx.ensure_object(Wishes).site_folder()
    at = read_now(now, folder)
    build, missing = without_broken(decide(folder, at), folder, at)
    if build.site is None:
        complain(_problems(build, folder))
        ctx.exit(exits.PROBLEMS)
    rows = rows_of(build.site)
    shown = chosen(rows, which or ("all" if as_json else "recent"))
    if as_json:
        say(_json(shown, missing))
        return
    zone = build.site.settings.time_zone
    say("\n".join(_lines(shown, len(rows), which, zone, at)) + "\n")
    complain("".join(f"not listed: {path}: it has errors\n" for path in sorted(missing)))


def _problems(build: "Build", folder: Path) -> str:
    from stillup.report.terminal import Screen, render_terminal

    screen = Screen(wants_color(sys.stderr), width_for(sys.stderr), prefix_of(folder))
    return render_terminal(build.diagnostics, screen=screen, outcome="nothing can be listed")


def _json(rows: "Sequence[Row]", missing: Iterable[str]) -> str:
    import json

    import msgspec

    posts = [msgspec.to_builtins(row) for row in rows]
    listing = {"version": 1, "posts": posts, "not_listed": sorted(missing)}
    return json.dumps(listing, indent=2) + "\n"


def _lines(
    rows: "Sequence[Row]", total: int, which: str | None, zone_name: str, now: datetime
) -> Iterator[str]:
    from stillup.parse.zones import zone_of
    from stillup.report.tally import counted

    if not rows:
        yield "no posts" if which is None else f"no posts with --{which}"
        return
    zone = zone_of(zone_name)
    for row in rows:
        yield from (*_block(row, zone, now), "")
    yield f"{counted(len(rows), 'post')}, times in {zone.key}"
    if which is None and len(rows) < total:
        yield f"{total - len(rows):,} older: stillup list --all"


def _block(row: "Row", zone: tzinfo, now: datetime) -> list[str]:
    from stillup.report.cells import harmless

    state = row.state.replace("_", " ")
    marks = [row.hidden.upper()] if row.hidden else []
    marks += [row.impact or "maintenance"]
    left = " " * _INDENT
    return [
        f"{state:<{_INDENT}}{', '.join(marks)}",
        f"{left}{harmless(row.title)}",
        f"{left}{_times(row, zone, now)}",
        f"{left}{harmless(row.path)}",
    ]


def _times(row: "Row", zone: tzinfo, now: datetime) -> str:
    def at(moment: datetime) -> str:
        return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"

    parts = [f"{'starts' if row.started > now else 'started'} {at(row.started)}"]
    parts.append(f"last update {at(row.last_update)}")
    if row.next_update is not None:
        late = " (late)" if row.next_update <= now else ""
        parts.append(f"next update promised {at(row.next_update)}{late}")
    return ", ".join(parts)
