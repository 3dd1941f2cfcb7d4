"""An update of a post that is there: what is left to ask, then written."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from stillup.cli.asking import ask
from stillup.cli.streams import say
from stillup.cli.texts import Words, ask_text, complete_text

if TYPE_CHECKING:
    from stillup.cli.sitting import Sitting
    from stillup.compose.story import Story
    from stillup.desk.news import News

_HALF_AN_HOUR = 1800
_NONE = "none"


def add_news(
    sitting: "Sitting",
    story: "Story",
    news: "News",
    words: Words,
    *,
    skeleton: str,
    asked: "Callable[[Sitting, Story, News], News]",
    template: str | None = None,
) -> None:
    """Complete an update, and write it.

    Whoever is asked for the text is asked for the rest as well, by `asked`. What was given is
    checked first, so that nobody types in vain. `template` was named, `skeleton` is the usual one.
    """
    from stillup.desk.news import update_of

    update_of(sitting.desk, story, news)
    text = words.read(sitting)
    if text is None:
        news = asked(sitting, story, news) if words.are_asked_for else news
        text = ask_text(
            sitting,
            words,
            lambda: begin_text(sitting, story, news, template or skeleton),
            name=skeleton,
        )
    elif not text and template is not None:
        text = complete_text(sitting, begin_text(sitting, story, news, template), name=template)
    write_news(sitting, story, msgspec.structs.replace(news, text=text))


def write_news(sitting: "Sitting", story: "Story", news: "News", *unsaid: str) -> None:
    """Write an update of a post, as that is then."""
    from stillup.desk.news import plan_news

    sitting.finish(lambda desk: plan_news(desk, desk.story(story.id) or story, news), *unsaid)


def begin_text(sitting: "Sitting", story: "Story", news: "News", name: str) -> str:
    """Return the skeleton of that name, filled with what is known and what was given."""
    from stillup.desk.news import known_of_news
    from stillup.desk.skeletons import skeleton

    return skeleton(sitting.desk, name, known_of_news(sitting.desk, story, news))


def introduce(sitting: "Sitting", story: "Story") -> None:
    """Say which post it is about and how it stands, before anything is asked."""
    from stillup.cli.written import wrapped
    from stillup.desk.seen import standing

    say("\n".join(wrapped(standing(sitting.desk, story))) + "\n\n")


def ask_next(sitting: "Sitting", impact: str, given: str | None) -> str | None:
    """Return when the next update is promised; by default after what the site commits itself to."""
    from stillup.desk.times import next_time, to_the_minute
    from stillup.model.status import Impact

    if given is not None:
        return given
    desk = sitting.desk
    rhythm = desk.settings.promises.between_updates.get(Impact(impact), _HALF_AN_HOUR)
    answer = ask(
        f"When do you write again? (30m, 13:15, tomorrow 09:00, or {_NONE})",
        f"{rhythm // 60}m",
        lambda typed: (
            typed.casefold() == _NONE or next_time(typed, to_the_minute(desk.now), desk.zone)
        ),
    )
    return None if answer.casefold() == _NONE else answer


def ask_components(sitting: "Sitting") -> tuple[str, ...]:
    """Return what is affected: numbers of a list, or names; nothing for the site as a whole."""
    from stillup.compose.catalogue import is_retired
    from stillup.desk.marks import read_marks
    from stillup.model.settings import words_in
    from stillup.report.cells import harmless

    desk = sitting.desk
    today = desk.local(desk.now).date()
    there = [c for c in desk.catalogue.components.values() if not is_retired(c, today)]
    if not there:
        return ()
    names = [words_in(each.name, desk.settings.default_language) for each in there]
    rows = [f"  {number}  {harmless(name)}" for number, name in enumerate(names, 1)]
    say("\n".join(["What is affected?", *rows]) + "\n")

    def meant(typed: str) -> list[str]:
        return [_numbered(part, [c.id for c in there]) for part in typed.split(",")]

    answer = ask(
        "Numbers or names, with commas between them (Enter: the site as a whole)",
        "",
        lambda typed: read_marks(meant(typed), desk.catalogue),
    )
    return tuple(meant(answer)) if answer else ()


def _numbered(part: str, ids: list[str]) -> str:
    """Return the id with that number, or what was typed."""
    typed = part.strip()
    is_number = typed.isdecimal() and 1 <= int(typed) <= len(ids)
    return ids[int(typed) - 1] if is_number else typed


def ask_author(sitting: "Sitting", known: str) -> str:
    """Return who signs: who is known, or chosen from `people`, or nobody."""
    from stillup.cli.asking import choose

    people = sitting.desk.settings.people
    if known or not people:
        return known
    return choose("Who signs it?", [*((p.id, p.name) for p in people), ("", "nobody")])
