"""`stillup maintenance plan`: work that is to come, in a file of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from stillup.cli.wishes import SiteVerb
from stillup.cli.writing_options import component, template, writes

if TYPE_CHECKING:
    from stillup.cli.sitting import Sitting
    from stillup.cli.texts import Words
    from stillup.desk.new_post import NewMaintenance

begins = click.option(
    "--from", "starts", metavar="TIME", help="When it begins, such as `2026-12-01 22:00`, or a day."
)
ends_ = click.option("--to", "ends", metavar="TIME", help="When it ends: 01:00, 3h, or in full.")


@click.command("plan", cls=SiteVerb, short_help="Announce planned work: a new file.")
@click.argument("title", nargs=-1, metavar="[TITLE]...")
@writes(
    begins,
    ends_,
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
    from stillup.cli.texts import STDIN, Words, recovered
    from stillup.desk.new_post import NewMaintenance

    sitting = Sitting(ctx, now, dry=dry_run)
    with sitting.safely():
        wish = NewMaintenance(
            title=recovered(" ".join(word for word in title if word != STDIN)).strip(),
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
    title = wish.title or needed("What is planned?", "the title", "TITLE")
    starts = wish.starts or needed(
        "When does it begin? (2026-12-01 22:00, tomorrow 22:00, or a day alone)",
        "when it begins",
        "--from TIME",
        lambda typed: planned_time(typed, now, zone),
    )
    begin = planned_time(starts, now, zone)
    ends = wish.ends or needed(
        "When does it end? (01:00, 3h)",
        "when it ends",
        "--to TIME",
        lambda typed: planned_time(typed, begin.at, zone, is_end=True),
    )
    return replace(wish, title=title, starts=starts, ends=ends)


def needed(
    question: str, what: str, option: str, check: Callable[[str], object] | None = None
) -> str:
    """Return an answer that a verb can't do without; without a terminal to ask on, refuse."""
    from stillup.cli.asking import ask, can_ask
    from stillup.cli.exits import Refusal

    answer = ask(question, "", check) if can_ask() else ""
    if not answer:
        raise Refusal(f"{what} is missing: {option}")
    return answer
