"""`stillup postmortem`: what happened, what was learned, what will be done."""

from typing import TYPE_CHECKING

import click

from stillup.cli.exits import Refusal
from stillup.cli.wishes import SiteVerb
from stillup.cli.writing_options import template, writes

if TYPE_CHECKING:
    from stillup.cli.sitting import Sitting
    from stillup.compose.story import Story


@click.command("postmortem", cls=SiteVerb, short_help="Say what happened, and what you will do.")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@writes(template)
@click.pass_context
def postmortem(
    ctx: click.Context,
    /,
    *,
    words: tuple[str, ...],
    text: tuple[str, ...],
    edit: bool,
    template: str | None,
    at: str | None,
    author: str | None,
    dry_run: bool,
    now: str | None,
) -> None:
    """Add a postmortem to the resolved incident that WORDS mean: by default the latest without one.

    Your editor opens with what to write about, action items among it.

    \b
    Examples:
      stillup postmortem
      stillup postmortem email - < postmortem.md
    """
    from stillup.cli.asking import can_ask
    from stillup.cli.editor import find_editor
    from stillup.cli.sitting import Sitting
    from stillup.cli.telling import add_news, introduce
    from stillup.cli.texts import STDIN, Words
    from stillup.desk.news import News
    from stillup.model.status import UpdateStatus

    sitting = Sitting(ctx, now, dry=dry_run)
    with sitting.safely():
        story = _pick(sitting, " ".join(word for word in words if word != STDIN))
        if can_ask():
            introduce(sitting, story)
        given = bool(text) or STDIN in words
        opens = edit or (not given and can_ask() and bool(find_editor()))
        told = Words(text, stdin=STDIN in words, edit=opens, optional=bool(template))
        news = News(status=UpdateStatus.POSTMORTEM, at=at, author=sitting.author(author))
        add_news(
            sitting,
            story,
            news,
            told,
            template=template,
            skeleton="postmortem",
            asked=lambda *known: known[-1],
        )


def _pick(sitting: "Sitting", words: str) -> "Story":
    from stillup.cli.picking import pick
    from stillup.model.post import Incident

    def again(name: str) -> str:
        return sitting.command("postmortem", name)

    over = _resolved(sitting)
    without = [story for story in over if not _has_one(story)]
    if not words and without:
        return without[0]
    story = pick(sitting, words, over, what="resolved incident", again=again, kind=Incident)
    if story not in over:
        resolve = sitting.command("resolve", story.id)
        raise Refusal(
            f"`{story.id}` is not a resolved incident",
            hint=f"Say first that it is over:\n  {resolve}",
        )
    return story


def _resolved(sitting: "Sitting") -> "list[Story]":
    """Return the incidents that are over, the latest end first."""
    from stillup.model.post import Incident

    found = [
        story
        for story in sitting.desk.stories
        if isinstance(story.post, Incident) and not story.is_open and not story.post.withdrawn
    ]
    return sorted(found, key=lambda story: story.last_news, reverse=True)


def _has_one(story: "Story") -> bool:
    from stillup.model.status import UpdateStatus

    return any(update.status is UpdateStatus.POSTMORTEM for update in story.post.updates)
