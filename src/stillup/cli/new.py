"""`stillup new`: the first word about something that is wrong."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from stillup.cli.wishes import SiteVerb
from stillup.cli.writing_options import IMPACTS, component, next_update, template, writes

if TYPE_CHECKING:
    from stillup.cli.sitting import Sitting
    from stillup.cli.texts import Words
    from stillup.desk.new_post import NewIncident

_IMPACTS = {
    "minor": "minor: it works, but badly, or for few",
    "major": "major: much of it does not work",
    "critical": "critical: it does not work",
    "none": "none: an announcement, nothing is wrong",
}
_NOW = "now"
_STATUSES = ("investigating", "identified", "monitoring")


@click.command("new", cls=SiteVerb, short_help="Say that something is wrong: a new incident.")
@click.argument("title", nargs=-1, metavar="[TITLE]...")
@writes(
    click.option("--impact", type=click.Choice(IMPACTS), help="How hard it hits."),
    component,
    next_update,
    click.option(
        "--started", metavar="TIME", help="Since when people are hit: 12:20, `an hour ago`."
    ),
    click.option(
        "--status",
        type=click.Choice(_STATUSES, case_sensitive=False),
        help="Left out: `investigating`.",
    ),
    click.option("--draft", is_flag=True, help="Nobody sees it until you take `draft` out."),
    click.option("--publish-at", metavar="TIME", help="Nobody sees it before."),
    click.option("--name", default="", help="The name of the file, and of the address."),
    template,
)
@click.pass_context
def new(
    ctx: click.Context,
    /,
    *,
    title: tuple[str, ...],
    text: tuple[str, ...],
    edit: bool,
    impact: str | None,
    component: tuple[str, ...],
    next_: str | None,
    started: str | None,
    status: str | None,
    draft: bool,
    publish_at: str | None,
    name: str,
    template: str | None,
    at: str | None,
    author: str | None,
    dry_run: bool,
    now: str | None,
) -> None:
    """Begin an incident: a new file with its first update.

    The TITLE says what people cannot do, in their words. Without -m, text comes from standard
    input, or you are asked.

    \b
    Examples:
      stillup new "Email is slow to arrive" --impact major --component email --next 30m \\
          -m "Since 12:20 some mail arrives late. We do not know the cause yet."
      stillup new
    """
    from stillup.cli.sitting import Sitting
    from stillup.cli.texts import STDIN, Words, recovered
    from stillup.desk.new_post import NewIncident
    from stillup.model.status import Impact, UpdateStatus

    sitting = Sitting(ctx, now, dry=dry_run)
    with sitting.safely():
        wish = NewIncident(
            title=recovered(" ".join(word for word in title if word != STDIN)).strip(),
            impact=Impact(impact) if impact else None,
            components=component,
            next=next_,
            started=started,
            status=UpdateStatus(status or "investigating"),
            draft=draft,
            publish_at=publish_at,
            name=name,
            at=at,
            author=sitting.author(author),
        )
        _begin(
            sitting,
            wish,
            Words(text, stdin=STDIN in title, edit=edit, optional=bool(template)),
            template,
        )


def _begin(sitting: "Sitting", wish: "NewIncident", words: "Words", template: str | None) -> None:
    from msgspec.structs import replace

    from stillup.cli.texts import ask_text, complete_text
    from stillup.desk.new_post import known_of_incident, plan_incident
    from stillup.desk.skeletons import skeleton

    asking = words.are_asked_for
    if not wish.title:
        wish = replace(wish, title=_title())
    plan_incident(sitting.desk, wish)
    text = words.read(sitting)

    def begin() -> str:
        return skeleton(sitting.desk, template or "new", known_of_incident(sitting.desk, wish))

    if text is None:
        wish = _asked(sitting, wish) if asking else wish
        text = ask_text(sitting, words, begin, name="new")
    elif not text:
        text = complete_text(sitting, begin(), name="new")
    wish = replace(wish, text=text)
    sitting.finish(lambda desk: plan_incident(desk, wish), *_unsaid(sitting, wish))


def _title() -> str:
    from stillup.cli.asking import ask, can_ask
    from stillup.cli.exits import Refusal

    question = "What can people not do? In their words, for example: Email arrives late"
    title = ask(question) if can_ask() else ""
    if not title:
        raise Refusal(
            'there is no title: say what people cannot do, for example stillup new "Email is slow"'
        )
    return title


def _asked(sitting: "Sitting", wish: "NewIncident") -> "NewIncident":
    from msgspec.structs import replace

    from stillup.cli.asking import choose
    from stillup.cli.telling import ask_author, ask_components, ask_next
    from stillup.model.status import Impact

    if wish.impact is None:
        found = choose("How hard does it hit?", list(_IMPACTS.items()))
        wish = replace(wish, impact=Impact(found))
    if not wish.components:
        wish = replace(wish, components=ask_components(sitting))
    if wish.started is None:
        wish = replace(wish, started=_since_when(sitting))
    impact = wish.impact or Impact.MINOR
    wish = replace(wish, next=ask_next(sitting, impact.value, wish.next))
    return replace(wish, author=ask_author(sitting, wish.author))


def _since_when(sitting: "Sitting") -> str | None:
    from stillup.cli.asking import ask
    from stillup.desk.times import past_time

    desk = sitting.desk
    since = ask(
        "Since when are people hit? (12:20, 20 minutes ago)",
        _NOW,
        lambda typed: past_time(typed, desk.now, desk.zone),
    )
    return None if since.casefold() == _NOW else since


def _unsaid(sitting: "Sitting", wish: "NewIncident") -> Iterator[str]:
    if wish.impact is None:
        yield "nobody said how hard it hits, so it says `impact: minor`"
    for story in sitting.desk.stories:
        if story.is_open and story.post.title.casefold() == wish.title.casefold():
            yield f"an open incident has this title already: `{story.id}`"
