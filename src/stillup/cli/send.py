"""`stillup send`: what was written goes to the others, without a word of Git."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from stillup.cli import exits
from stillup.cli.streams import complain, say
from stillup.cli.wishes import SiteVerb, Wishes

if TYPE_CHECKING:
    from pathlib import Path


@click.command("send", cls=SiteVerb, short_help="Save what you wrote and send it, with no Git.")
@click.argument("posts", nargs=-1, metavar="[POST]...")
@click.option(
    "-m", "--message", default="", help="What to remember it by. Left out: from the post."
)
@click.option("--dry-run", is_flag=True, help="Only say what would be sent.")
@click.option(
    "--anyway",
    is_flag=True,
    help="Send it with errors, which nobody can publish, with gaps, or without others' lines.",
)
@click.option(
    "--settled",
    metavar="FILE",
    multiple=True,
    help="This file clashed, and now reads as it should. May be given several times.",
)
@click.option(
    "--publish", is_flag=True, help="If the server is down, publish from this computer instead."
)
@click.option("--now", metavar="TIME", help="Pretend it is this moment, such as 2026-11-21T13:10Z.")
@click.pass_context
def send(
    ctx: click.Context,
    /,
    *,
    posts: tuple[str, ...],
    message: str,
    dry_run: bool,
    anyway: bool,
    settled: tuple[str, ...],
    publish: bool,
    now: str | None,
) -> None:
    """Save what changed in the site, take in what others wrote, and send it.

    A POST is a file, an id such as 2026-11-21-email, or words of its title; without any, everything
    in `content` and `themes` is sent. Pictures that a post shows go with it. Whatever happens, no
    text is lost.

    \b
    Examples:
      stillup send
      stillup send incidents/2026-11-21-email.md -m "Resolved, says the network team"
      stillup send --publish            goes live from here if the server of the repository is down
      stillup send --dry-run
    """
    from stillup.cli.order import source_path
    from stillup.cli.typed import read_now
    from stillup.desk.send import Wish

    folder = ctx.ensure_object(Wishes).site_folder()
    wish = Wish(
        words=tuple(source_path(word, folder) for word in posts),
        message=message.strip(),
        settled=tuple(source_path(path, folder) for path in settled),
        anyway=anyway,
        dry_run=dry_run,
    )
    from stillup.cli.sent import told_clash, told_end, told_errors, told_trouble
    from stillup.desk.send import send as deliver
    from stillup.desk.sending.trouble import CannotSend, Clashed, NotGoodEnough, Unsent
    from stillup.edge.git_trouble import GitTrouble

    try:
        sent = deliver(folder, wish, read_now(now, folder), _tell)
    except NotGoodEnough as errors:
        complain(told_errors(errors, folder))
        ctx.exit(exits.PROBLEMS)
    except Clashed as clash:
        complain(told_clash(clash, folder))
        ctx.exit(exits.FAILED)
    except (CannotSend, GitTrouble) as trouble:
        complain(told_trouble(trouble, folder))
        if isinstance(trouble, Unsent) and _publishes_here(publish, folder):
            _publish(ctx, now)
        ctx.exit(exits.FAILED)
    say(told_end(sent, folder))
    if sent.found:
        ctx.exit(exits.PROBLEMS)


def _publishes_here(asked: bool, folder: "Path") -> bool:  # noqa: FBT001 - the option itself
    """Whether to publish from this computer: as asked for, or as answered on a terminal."""
    from stillup.cli.sent import has_targets

    if asked or not has_targets(folder) or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return asked
    return click.confirm("Put it before readers now, from this computer?", default=False)


def _publish(ctx: click.Context, now: str | None) -> None:
    """Publish what is here. What is live where is told by that verb; the sending still failed."""
    from stillup.cli.publish import publish

    words = ["--now", now] if now else []
    with suppress(click.exceptions.Exit), publish.make_context("publish", words, ctx) as verb:
        publish.invoke(verb)


def _tell(step: str) -> None:
    from stillup.report.cells import harmless

    say(f"{harmless(step)}\n")
