"""`stillup maintenance`: planned work, from its plan to its end."""

from typing import TYPE_CHECKING, Any

import click

from stillup.cli.planning import begins, ends_, needed, plan
from stillup.cli.update import complete
from stillup.cli.wishes import SiteVerb
from stillup.cli.writing_options import template, writes

if TYPE_CHECKING:
    from stillup.cli.sitting import Sitting
    from stillup.compose.story import Story
    from stillup.desk.news import News


class _InOrder(click.Group):
    """Lists its verbs in the order of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return them as they were added."""
        del ctx
        return list(self.commands)


@click.group(
    "maintenance",
    cls=_InOrder,
    subcommand_metavar="VERB ...",
    invoke_without_command=True,
    short_help="Planned work: plan, start, finish, move, cancel.",
)
@click.pass_context
def maintenance(ctx: click.Context) -> None:
    """Say what work is planned, and how it goes.

    \b
    Examples:
      stillup maintenance plan "Mail store upgrade" --from "2026-12-01 22:00" --to 01:00
      stillup maintenance start mail
    """
    if ctx.invoked_subcommand is None:
        verb = _chosen()
        with verb.make_context(verb.name, [], parent=ctx) as inner:
            verb.invoke(inner)


def _chosen() -> click.Command:
    from stillup.cli.asking import can_ask, choose
    from stillup.cli.exits import Refusal

    told = {
        plan: "plan: announce new work",
        start: "start: it begins now",
        finish: "finish: it is done",
        move: "move: it comes at another time",
        cancel: "cancel: it does not come",
    }
    if not can_ask():
        raise Refusal("say which: maintenance plan, start, finish, move or cancel")
    return choose("What about it?", list(told.items()))


maintenance.add_command(plan)


@maintenance.command("start", cls=SiteVerb, short_help="Say that the work begins.")
@click.argument("words", nargs=-1, metavar="[WORDS]...", shell_complete=complete)
@writes(template)
@click.pass_context
def start(ctx: click.Context, /, **given: Any) -> None:
    """Say that the work that WORDS mean begins.

    \b
    Example:
      stillup maintenance start mail
    """
    _go_on(ctx, "start", "in_progress", given, optional=True)


@maintenance.command("finish", cls=SiteVerb, short_help="Say that the work is done.")
@click.argument("words", nargs=-1, metavar="[WORDS]...", shell_complete=complete)
@writes(template)
@click.pass_context
def finish(ctx: click.Context, /, **given: Any) -> None:
    """Say that the work that WORDS mean is done, and everything works again.

    \b
    Example:
      stillup maintenance finish mail -m "All mail is on the new store."
    """
    _go_on(ctx, "finish", "completed", given, optional=True)


@maintenance.command("move", cls=SiteVerb, short_help="Say that the work comes at another time.")
@click.argument("words", nargs=-1, metavar="[WORDS]...", shell_complete=complete)
@writes(begins, ends_, template)
@click.pass_context
def move(ctx: click.Context, /, **given: Any) -> None:
    """Give the work that WORDS mean another time. With --from alone it takes as long as before.

    \b
    Example:
      stillup maintenance move mail --from "2026-12-03 22:00" -m "A part has not arrived."
    """
    _go_on(ctx, "move", "update", given)


@maintenance.command("cancel", cls=SiteVerb, short_help="Say that the work does not come, and why.")
@click.argument("words", nargs=-1, metavar="[WORDS]...", shell_complete=complete)
@writes(template)
@click.pass_context
def cancel(ctx: click.Context, /, **given: Any) -> None:
    """Cancel the work that WORDS mean, and say why.

    \b
    Example:
      stillup maintenance cancel mail -m "The new disks are faulty. We will plan it anew."
    """
    _go_on(ctx, "cancel", "cancelled", given)


def _go_on(
    ctx: click.Context, verb: str, status: str, given: dict[str, Any], *, optional: bool = False
) -> None:
    """Add an update to planned work. `given` are the options; Any: click hands them over so."""
    from stillup.cli.sitting import Sitting
    from stillup.cli.telling import add_news
    from stillup.cli.texts import STDIN, Words
    from stillup.desk.news import News
    from stillup.model.status import UpdateStatus

    sitting = Sitting(ctx, given["now"], dry=given["dry_run"])
    with sitting.safely():
        words: tuple[str, ...] = given["words"]
        told = Words(given["text"], stdin=STDIN in words, edit=given["edit"], optional=optional)
        story = _pick(sitting, verb, " ".join(word for word in words if word != STDIN))
        news = News(
            status=UpdateStatus(status),
            at=given["at"],
            author=sitting.author(given["author"]),
            starts=given.get("starts"),
            ends=given.get("ends"),
        )
        if verb == "move":
            news = _complete_move(sitting, news)
        template = given["template"]
        add_news(sitting, story, news, told, template=template, skeleton=verb, asked=_introduced)


def _pick(sitting: "Sitting", verb: str, words: str) -> "Story":
    from stillup.cli.exits import Refusal
    from stillup.cli.picking import open_maintenance, pick
    from stillup.model.post import Maintenance

    def again(name: str) -> str:
        return sitting.command("maintenance", verb, name)

    pool = open_maintenance(sitting)
    story = pick(sitting, words, pool, what="planned work", again=again, kind=Maintenance)
    if not isinstance(story.post, Maintenance):
        more = sitting.command("update", story.id)
        raise Refusal(f"`{story.id}` is an incident", hint=f"To say how it goes:\n  {more}")
    if not story.is_open:
        state = "withdrawn" if story.post.withdrawn else story.timeline.status.value
        more = sitting.command("update", story.id)
        raise Refusal(f"`{story.id}` is {state} already", hint=f"To say more about it:\n  {more}")
    return story


def _complete_move(sitting: "Sitting", news: "News") -> "News":
    from msgspec.structs import replace

    from stillup.desk.times import planned_time

    if news.starts or news.ends:
        return news
    desk = sitting.desk
    starts = needed(
        "When does it begin now? (2026-12-03 22:00, tomorrow 22:00, or a day alone)",
        "the new time",
        "--from TIME, --to TIME",
        lambda typed: planned_time(typed, desk.now, desk.zone),
    )
    return replace(news, starts=starts)


def _introduced(sitting: "Sitting", story: "Story", news: "News") -> "News":
    from stillup.cli.telling import introduce

    introduce(sitting, story)
    return news
