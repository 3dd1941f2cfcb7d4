"""`stillup maintenance`: planned work, from its plan to its end."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from stillup.cli.update import complete
from stillup.cli.wishes import SiteVerb
from stillup.cli.writing_options import component, template, writes

if TYPE_CHECKING:
    from stillup.cli.sitting import Sitting
    from stillup.cli.texts import Words
    from stillup.compose.story import Story
    from stillup.desk.new_post import NewMaintenance
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

    told = {
        plan: "plan: announce new work",
        start: "start: it begins now",
        finish: "finish: it is done",
        move: "move: it comes at another time",
        cancel: "cancel: it does not come",
    }
    if not can_ask():
        raise click.UsageError("say which: maintenance plan, start, finish, move or cancel")
    return choose("What about it?", list(told.items()))


_begins = click.option(
    "--from", "starts", metavar="TIME", help="When it begins, such as `2026-12-01 22:00`, or a day."
)
_ends = click.option("--to", "ends", metavar="TIME", help="When it ends: 01:00, 3h, or in full.")


@maintenance.command("plan", cls=SiteVerb, short_help="Announce planned work: a new file.")
@click.argument("title", nargs=-1, metavar="[TITLE]...")
@writes(
    _begins,
    _ends,
    component,
    click.option("--draft", is_flag=True, help="Nobody sees it until you take `draft` out."),
    click.option("--publish-at", metavar="TIME", help="Nobody sees it before."),
    click.option("--name", default="", help="The name of the file, and of the address."),
    template,
)
@click.pass_context
def plan(
    ctx: click.Context,
    /,
    *,
    title: tuple[str, ...],
    text: tuple[str, ...],
    edit: bool,
    starts: str | None,
    ends: str | None,
    component: tuple[str, ...],
    draft: bool,
    publish_at: str | None,
    name: str,
    template: str | None,
    at: str | None,
    author: str | None,
    dry_run: bool,
    now: str | None,
) -> None:
    """Announce planned work. Its state follows the clock: it begins by itself.

    \b
    Example:
      stillup maintenance plan "Mail store upgrade" --from "2026-12-01 22:00" --to 01:00 \\
          --component email -m "Mail waits meanwhile, and arrives when we are done."
    """
    from stillup.cli.sitting import Sitting
    from stillup.cli.texts import STDIN, Words
    from stillup.desk.new_post import NewMaintenance

    sitting = Sitting(ctx, now, dry=dry_run)
    with sitting.safely():
        wish = NewMaintenance(
            title=" ".join(word for word in title if word != STDIN).strip(),
            starts=starts or "",
            ends=ends or "",
            components=component,
            draft=draft,
            publish_at=publish_at,
            name=name,
            at=at,
            author=sitting.author(author),
        )
        _plan(
            sitting,
            wish,
            Words(text, stdin=STDIN in title, edit=edit, optional=bool(template)),
            template,
        )


def _plan(sitting: "Sitting", wish: "NewMaintenance", words: "Words", template: str | None) -> None:
    from msgspec.structs import replace

    from stillup.cli.telling import ask_components
    from stillup.cli.texts import ask_text, complete_text
    from stillup.desk.new_post import known_of_work, plan_maintenance
    from stillup.desk.skeletons import skeleton

    wish = _complete_plan(sitting, wish)
    plan_maintenance(sitting.desk, wish)
    text = words.read(sitting)
    if words.are_asked_for and not wish.components:
        wish = replace(wish, components=ask_components(sitting))

    def begin() -> str:
        known = known_of_work(sitting.desk, wish)
        return skeleton(sitting.desk, template or "maintenance", known)

    if text is None:
        text = ask_text(sitting, words, begin, name="maintenance")
    elif not text:
        text = complete_text(sitting, begin(), name="maintenance")
    wish = replace(wish, text=text)
    sitting.finish(lambda desk: plan_maintenance(desk, wish))


def _complete_plan(sitting: "Sitting", wish: "NewMaintenance") -> "NewMaintenance":
    """Return the plan with all it can't do without: asked for, or refused."""
    from msgspec.structs import replace

    from stillup.desk.times import planned_time

    now, zone = sitting.now, sitting.desk.zone
    title = wish.title or _needed("What is planned?", "the title", "TITLE")
    starts = wish.starts or _needed(
        "When does it begin? (2026-12-01 22:00, tomorrow 22:00, or a day alone)",
        "when it begins",
        "--from TIME",
        lambda typed: planned_time(typed, now, zone),
    )
    begin = planned_time(starts, now, zone)
    ends = wish.ends or _needed(
        "When does it end? (01:00, 3h)",
        "when it ends",
        "--to TIME",
        lambda typed: planned_time(typed, begin.at, zone, is_end=True),
    )
    return replace(wish, title=title, starts=starts, ends=ends)


def _needed(
    question: str, what: str, option: str, check: Callable[[str], object] | None = None
) -> str:
    from stillup.cli.asking import ask, can_ask

    answer = ask(question, "", check) if can_ask() else ""
    if not answer:
        raise click.UsageError(f"{what} is missing: {option}")
    return answer


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
@writes(_begins, _ends, template)
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

    story = pick(sitting, words, open_maintenance(sitting), what="planned work", again=again)
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
    starts = _needed(
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
