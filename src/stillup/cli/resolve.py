"""`stillup resolve`: it is over, and since when."""

from typing import TYPE_CHECKING

import click

from stillup.cli.exits import Refusal
from stillup.cli.update import complete
from stillup.cli.wishes import SiteVerb
from stillup.cli.writing_options import template, writes

if TYPE_CHECKING:
    from stillup.cli.sitting import Sitting
    from stillup.compose.story import Story
    from stillup.desk.news import News


@click.command("resolve", cls=SiteVerb, short_help="Say that it is over, and since when.")
@click.argument("words", nargs=-1, metavar="[WORDS]...", shell_complete=complete)
@writes(
    click.option(
        "--ended", metavar="TIME", help="When people stopped being hit: 14:50, `20 minutes ago`."
    ),
    template,
)
@click.pass_context
def resolve(
    ctx: click.Context,
    /,
    *,
    words: tuple[str, ...],
    text: tuple[str, ...],
    edit: bool,
    ended: str | None,
    template: str | None,
    at: str | None,
    author: str | None,
    dry_run: bool,
    now: str | None,
) -> None:
    """Resolve the open incident that WORDS mean: all of its components work again.

    WORDS are some of its title, a component, or the name of its file; none are needed while only
    one incident is open. Without -m, text comes from standard input, or you are asked.

    \b
    Examples:
      stillup resolve email --ended 14:50 -m "All mail has arrived. We are sorry."
      stillup resolve -e
    """
    from stillup.cli.sitting import Sitting
    from stillup.cli.telling import add_news
    from stillup.cli.texts import STDIN, Words
    from stillup.desk.news import News
    from stillup.model.status import UpdateStatus

    sitting = Sitting(ctx, now, dry=dry_run)
    with sitting.safely():
        told = Words(text, stdin=STDIN in words, edit=edit, optional=bool(template))
        story = _pick(sitting, " ".join(word for word in words if word != STDIN))
        news = News(status=UpdateStatus.RESOLVED, at=at, ended=ended, author=sitting.author(author))
        add_news(sitting, story, news, told, template=template, skeleton="resolve", asked=_ask)


def _pick(sitting: "Sitting", words: str) -> "Story":
    from stillup.cli.picking import likely, open_incidents, pick, troubles
    from stillup.model.post import Incident

    def again(name: str) -> str:
        return sitting.command("resolve", name)

    pool = likely(sitting, words, troubles(sitting), open_incidents(sitting))
    story = pick(sitting, words, pool, what="open incident", again=again, kind=Incident)
    if not isinstance(story.post, Incident):
        finish = sitting.command("maintenance", "finish", story.id)
        raise Refusal(f"`{story.id}` is planned work", hint=f"Say that it is done:\n  {finish}")
    if not story.is_open:
        state = "withdrawn" if story.post.withdrawn else "resolved"
        more = sitting.command("update", story.id)
        raise Refusal(f"`{story.id}` is {state} already", hint=f"To say more about it:\n  {more}")
    return story


def _ask(sitting: "Sitting", story: "Story", news: "News") -> "News":
    from msgspec.structs import replace

    from stillup.cli.asking import ask
    from stillup.cli.telling import introduce
    from stillup.desk.news import ended_time

    introduce(sitting, story)
    if news.ended is not None:
        return news
    desk = sitting.desk
    ended = ask(
        "Since when does it work again? (14:50, 20 minutes ago)",
        "now",
        lambda typed: ended_time(desk, story, typed, desk.now),
    )
    return replace(news, ended=ended)
