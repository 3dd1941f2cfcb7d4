"""`stillup withdraw`: it was a false alarm, or stands elsewhere already."""

import click

from stillup.cli.exits import Refusal
from stillup.cli.update import complete
from stillup.cli.wishes import SiteVerb
from stillup.cli.writing_options import dry_run, now


@click.command("withdraw", cls=SiteVerb, short_help="Take back what was a false alarm.")
@click.argument("words", nargs=-1, metavar="[WORDS]...", shell_complete=complete)
@click.option("-m", "--message", "why", metavar="WHY", help="Why, in one line: readers see it.")
@dry_run
@now
@click.pass_context
def withdraw(
    ctx: click.Context,
    /,
    *,
    words: tuple[str, ...],
    why: str | None,
    dry_run: bool,
    now: str | None,
) -> None:
    """Withdraw the post that WORDS mean. Its page stays, with the reason; it counts for nothing.

    \b
    Example:
      stillup withdraw email -m "A false alarm: the monitor had failed, mail was fine."
    """
    from stillup.cli.picking import likely, open_incidents, open_maintenance, pick, troubles
    from stillup.cli.sitting import Sitting
    from stillup.desk.change import change_of
    from stillup.writing.front_matter import set_key

    sitting = Sitting(ctx, now, dry=dry_run)
    with sitting.safely():
        asked = " ".join(words)
        pools = [troubles(sitting), open_incidents(sitting), open_maintenance(sitting)]
        rest = [story for story in sitting.desk.stories if not story.post.withdrawn]
        pool = likely(sitting, asked, *pools, *([rest] if asked else []))
        story = pick(
            sitting,
            asked,
            pool,
            what="open post",
            again=lambda name: sitting.command("withdraw", name),
        )
        if story.post.withdrawn:
            raise Refusal(f"`{story.id}` is withdrawn already: {story.post.withdrawn}")
        reason = " ".join((why or _ask(story.post.title)).split())
        sitting.typed = reason
        sitting.finish(
            lambda desk: change_of(
                desk,
                desk.story(story.id) or story,
                lambda data: set_key(data, "withdrawn", reason),
            )
        )


def _ask(title: str) -> str:
    from stillup.cli.asking import ask, can_ask
    from stillup.report.cells import harmless

    why = ""
    if can_ask():
        why = ask(f"Why is “{harmless(title)}” withdrawn? Readers see it")
    if not why:
        raise Refusal("say why: -m WHY")
    return why
