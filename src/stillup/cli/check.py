"""`stillup check`: everything that would stop a build, without building."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillup.cli import exits
from stillup.cli.streams import say, wants_color, width_for
from stillup.cli.wishes import SiteVerb, Wishes, prefix_of

if TYPE_CHECKING:
    from stillup.build import Build
    from stillup.model.diagnostic import Diagnostic


@click.command("check", cls=SiteVerb, short_help="Say what is wrong, where, and how to mend it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "gitlab"]),
    default="text",
    help="github, gitlab: for marks beside the lines of a change. Never chosen by itself.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--now", metavar="TIME", help="Pretend it is this moment, such as 2026-11-21T13:10Z.")
@click.pass_context
def check(
    ctx: click.Context, /, *, form: str, as_json: bool, strict: bool, now: str | None
) -> None:
    """Find everything wrong in posts, pages, settings and theme. Nothing is written.

    Exits with 1 if there is an error, and with 0 if there are only warnings.

    \b
    Examples:
      stillup check
      stillup check --format github --strict        in a workflow of GitHub
    """
    from stillup.cli.checked import check_all
    from stillup.cli.typed import read_now

    folder = ctx.ensure_object(Wishes).site_folder()
    build, found = check_all(folder, read_now(now, folder))
    say(_report("json" if as_json else form, build, found, folder))
    if any(each.is_error or strict for each in found):
        ctx.exit(exits.PROBLEMS)


def _report(form: str, build: "Build", found: "tuple[Diagnostic, ...]", folder: Path) -> str:
    from stillup.report.annotations import render_annotations
    from stillup.report.code_quality import render_code_quality
    from stillup.report.json_report import render_json
    from stillup.report.tally import counted
    from stillup.report.terminal import Screen, render_terminal

    if form == "json":
        return render_json(found)
    if form == "github":
        return render_annotations(found, _prefix_in_repository(folder))
    if form == "gitlab":
        return render_code_quality(found, _prefix_in_repository(folder))
    if not found:
        files = sum(path.startswith("content/") for path in build.sources)
        return f"no problems in {counted(files, 'file')}\n"
    screen = Screen(wants_color(sys.stdout), width_for(sys.stdout), prefix_of(folder))
    return render_terminal(found, screen=screen)


def _prefix_in_repository(folder: Path) -> str:
    """Return what leads from the repository to the site: Git hosts know files by that path."""
    from stillup.edge.repository import find_top

    place = folder.resolve()
    top = find_top(place)
    if top is None:
        return prefix_of(folder)
    inside = place.relative_to(top).as_posix()
    return "" if inside == "." else f"{inside}/"
