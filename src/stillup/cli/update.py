"""`stillup update`: one more word on something that is not over."""

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from stillup.cli.wishes import SiteVerb
from stillup.cli.writing_options import IMPACTS, component, next_update, template, writes

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from stillup.cli.sitting import Sitting
    from stillup.compose.story import Story
    from stillup.desk.news import News
    from stillup.model.status import UpdateStatus

_STATUSES = (
    *("update", "investigating", "identified", "monitoring"),
    *("scheduled", "in_progress", "verifying"),
)
_VERBS = {
    "resolved": "resolve",
    "postmortem": "postmortem",
    "completed": "maintenance finish",
    "cancelled": "maintenance cancel",
}


class Status(click.Choice[str]):
    """A status; those that have a verb of their own are answered with it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the status as it is written."""
        verb = _VERBS.get(str(value).casefold())
        if verb:
            self.fail(f"for `{value}` there is a verb of its own: stillup {verb}", param, ctx)
        return super().convert(value, param, ctx)


def complete(ctx: click.Context, param: click.Parameter, begun: str) -> "list[CompletionItem]":
    """Offer what is open, for the shell."""
    from stillup.cli.picking import complete_open

    return complete_open(ctx, param, begun)


@click.command("update", cls=SiteVerb, short_help="Say how it goes: one more update.")
@click.argument("words", nargs=-1, metavar="[WORDS]...", shell_complete=complete)
@writes(
    click.option(
        "--status",
        type=Status(_STATUSES, case_sensitive=False),
        help="Left out: `update`, which changes no state.",
    ),
    next_update,
    component,
    click.option("--impact", type=click.Choice(IMPACTS), help="If it changed."),
    template,
)
@click.pass_context
def update(
    ctx: click.Context,
    /,
    *,
    words: tuple[str, ...],
    text: tuple[str, ...],
    edit: bool,
    status: str | None,
    next_: str | None,
    component: tuple[str, ...],
    impact: str | None,
    template: str | None,
    at: str | None,
    author: str | None,
    dry_run: bool,
    now: str | None,
) -> None:
    """Add an update to the open incident that WORDS mean.

    WORDS are some of its title, a component, or the name of its file; none are needed while only
    one incident is open. Without -m, text comes from standard input, or you are asked.

    \b
    Examples:
      stillup update email -m "Half of the mail flows again." --next 30m
      stillup update email --status identified --component email=partial_outage
      stillup update --template nothing-new --next 14:30
      stillup update email - < words.txt
    """
    from stillup.cli.sitting import Sitting
    from stillup.cli.telling import add_news
    from stillup.cli.texts import STDIN, Words
    from stillup.desk.news import News
    from stillup.desk.skeletons import update_skeleton
    from stillup.model.status import Impact, UpdateStatus

    sitting = Sitting(ctx, now, dry=dry_run)
    with sitting.safely():
        told = Words(text, stdin=STDIN in words, edit=edit, optional=bool(template))
        story = _pick(sitting, " ".join(word for word in words if word != STDIN))
        news = News(
            status=UpdateStatus(status or "update"),
            at=at,
            next=next_,
            components=component,
            impact=Impact(impact) if impact else None,
            author=sitting.author(author),
        )
        add_news(
            sitting,
            story,
            news,
            told,
            template=template,
            skeleton=update_skeleton(story),
            asked=partial(_ask, with_status=status is None),
        )


def _pick(sitting: "Sitting", words: str) -> "Story":
    """Return the incident that is meant, or the work that is, where no incident matches."""
    from stillup.cli.picking import likely, open_incidents, open_maintenance, pick, troubles

    work = open_maintenance(sitting)
    pool = likely(sitting, words, troubles(sitting), open_incidents(sitting), work)
    what = "open post" if pool and pool is work else "open incident"
    return pick(sitting, words, pool, what=what, again=lambda id_: sitting.command("update", id_))


def _ask(sitting: "Sitting", story: "Story", news: "News", *, with_status: bool) -> "News":
    from msgspec.structs import replace

    from stillup.cli.telling import ask_author, ask_next, introduce
    from stillup.model.post import Incident

    introduce(sitting, story)
    if with_status:
        news = replace(news, status=_ask_status(story))
    if isinstance(story.post, Incident):
        impact = news.impact or story.timeline.impact
        news = replace(news, next=ask_next(sitting, impact.value, news.next))
    author = story.post.author or news.author
    return replace(news, author=ask_author(sitting, author))


def _ask_status(story: "Story") -> "UpdateStatus":
    from stillup.cli.asking import choose
    from stillup.model.post import Incident
    from stillup.model.status import REOPENING, UpdateStatus

    is_incident = isinstance(story.post, Incident)
    others = (
        (UpdateStatus.INVESTIGATING, UpdateStatus.IDENTIFIED, UpdateStatus.MONITORING)
        if is_incident
        else (UpdateStatus.IN_PROGRESS, UpdateStatus.VERIFYING)
    )
    again = "" if story.is_open else " (opens it again)"
    options = [(UpdateStatus.UPDATE, "no change")]
    options += [
        (each, each.value.replace("_", " ") + (again if each in REOPENING else ""))
        for each in others
    ]
    return choose("How does it stand now?", options)
