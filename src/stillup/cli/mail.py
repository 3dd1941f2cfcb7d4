"""`stillup mail`: an update as a message ready to send."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillup.cli import exits
from stillup.cli.exits import Refusal
from stillup.cli.streams import complain, say, wants_color, width_for
from stillup.cli.wishes import SiteVerb, prefix_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from stillup.build import Build
    from stillup.cli.sitting import Sitting
    from stillup.compose.story import Story
    from stillup.desk.mailing import Wanted
    from stillup.render.mail import Message

_FRESH_HOURS = 12


def one_line(ctx: click.Context, param: click.Parameter, typed: str) -> str:
    """Return a text that may stand in a header: one line, no control characters."""
    if not typed.isprintable():
        fact = "it must be one line without control characters"
        raise click.BadParameter(fact, ctx, param)
    return typed


def complete(ctx: click.Context, param: click.Parameter, begun: str) -> "list[CompletionItem]":
    """Offer what is open, for the shell."""
    from stillup.cli.picking import complete_open

    return complete_open(ctx, param, begun)


@click.command("mail", cls=SiteVerb, short_help="An update as a message ready to send.")
@click.argument("words", nargs=-1, metavar="[WORDS]...", shell_complete=complete)
@click.option("--update", "update_id", metavar="ID", default="", help="Not the latest update.")
@click.option("--language", metavar="TAG", default="", help="Not the site's first language.")
@click.option("--text", is_flag=True, help="Only the plain text.")
@click.option("--html", is_flag=True, help="Only the HTML.")
@click.option("-o", "out", type=click.Path(path_type=Path), metavar="FILE", help="Write it there.")
@click.option("--same-subject", is_flag=True, help="Leave the status out of the subject.")
@click.option("--draft", is_flag=True, help="Also for a post that is not public: to read it.")
@click.option(
    "--from",
    "sender",
    callback=one_line,
    metavar="ADDRESS",
    default="",
    help="Not the site's mail address under `contact:`.",
)
@click.option("--to", callback=one_line, metavar="TEXT", default="{{email}}", show_default=True)
@click.option("--name", callback=one_line, metavar="TEXT", default="{{name}}", show_default=True)
@click.option(
    "--unsubscribe",
    callback=one_line,
    metavar="TEXT",
    default="{{unsubscribe}}",
    show_default=True,
)
@click.option(
    "--leave-out",
    metavar="FILE",
    multiple=True,
    help="Do without this file, which has errors. May be given several times.",
)
@click.option("--now", metavar="TIME", help="Pretend it is this moment, such as 2026-11-21T13:10Z.")
@click.pass_context
def mail(
    ctx: click.Context,
    /,
    *,
    words: tuple[str, ...],
    update_id: str,
    language: str,
    text: bool,
    html: bool,
    out: Path | None,
    same_subject: bool,
    draft: bool,
    sender: str,
    to: str,
    name: str,
    unsubscribe: str,
    leave_out: tuple[str, ...],
    now: str | None,
) -> None:
    """Print the latest update of the post that WORDS mean as a message to subscribers.

    It is plain text and HTML in one, for any program that sends mail; nothing is sent or published
    by this. WORDS are as for `stillup update`. Updates of one post make one thread; Gmail wants
    --same-subject for that.

    Your program fills in {{email}}, {{name}} and {{unsubscribe}}, an address. Give its own
    placeholders instead, or '' to leave one out.

    \b
    Examples:
      stillup mail email -o update.eml
      stillup mail email --html --name '*|FNAME|*' --unsubscribe '*|UNSUB|*'
      stillup mail 2026-11-21-email --update u2026-11-21-1241 --language ca --text
    """
    from stillup.cli.order import source_path
    from stillup.cli.sitting import Sitting
    from stillup.compose.mail import Blanks
    from stillup.desk.mailing import Wanted, public_build

    if text and html:
        raise click.UsageError("--text and --html are one or the other; without them it is both.")
    sitting = Sitting(ctx, now, dry=True)
    without = frozenset(source_path(path, sitting.folder) for path in leave_out)
    build = public_build(sitting.desk, without)
    if not build.is_good:
        complain("the site has errors, so nothing of it can go live; `stillup check` shows them\n")
        complain(_way_out(sitting, build, without))
        ctx.exit(exits.PROBLEMS)
    story = _pick(sitting, " ".join(words))
    blanks = Blanks(sender=sender, to=to, name=name, unsubscribe=unsubscribe)
    wanted = Wanted(
        update=update_id,
        language=language,
        draft=draft,
        same_subject=same_subject,
        leave_out=without,
        blanks=blanks,
    )
    message = _write(ctx, sitting, story, wanted)
    part = message.text if text else message.html if html else None
    data = message.data if part is None else part.encode()
    if out is None:
        click.echo(data, nl=False)
        return
    (sitting.wishes.folder / out).write_bytes(data)
    say(f"Wrote {sitting.wishes.folder / out}: {message.subject}\n")


def _way_out(sitting: "Sitting", build: "Build", without: frozenset[str]) -> str:
    """Return what to add so that an old mistake holds no message up, if anything helps."""
    import shlex

    from stillup.cli.checked import without_broken

    rest, left = without_broken(build, sitting.folder, sitting.now, without)
    if not rest.is_good or not left:
        return ""
    more = shlex.join([part for path in sorted(left) for part in ("--leave-out", path)])
    return f"\nTo do without what is broken, add to the command:\n\n{more}\n"


def _pick(sitting: "Sitting", words: str) -> "Story":
    """Return the post that is meant: open trouble first, then what has news, then all others."""
    from datetime import timedelta

    from stillup.cli.picking import likely, open_incidents, open_maintenance, pick, troubles

    desk = sitting.desk
    since = desk.now - timedelta(hours=_FRESH_HOURS)
    fresh = [story for story in desk.stories if story.last_news >= since]
    pool = likely(
        sitting,
        words,
        troubles(sitting),
        open_incidents(sitting),
        fresh,
        open_maintenance(sitting),
        list(desk.stories),
    )
    return pick(sitting, words, pool, what="post", again=lambda id_: sitting.command("mail", id_))


def _write(ctx: click.Context, sitting: "Sitting", story: "Story", wanted: "Wanted") -> "Message":
    from stillup.desk.mailing import Unsendable, write_message
    from stillup.render.theme import ThemeError
    from stillup.report.terminal import Screen, render_terminal

    try:
        return write_message(sitting.desk, story, wanted)
    except Unsendable as unsendable:
        raise Refusal(unsendable.fact, hint=unsendable.help) from None
    except ThemeError as fault:
        screen = Screen(wants_color(sys.stderr), width_for(sys.stderr), prefix_of(sitting.folder))
        complain(render_terminal((fault.diagnostic,), screen=screen, outcome="nothing was written"))
        ctx.exit(exits.PROBLEMS)
