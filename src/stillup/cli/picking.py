"""Which post a verb is about: found, chosen from a list, or refused with what there is."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from stillup.cli.asking import can_ask, choose
from stillup.cli.exits import Refusal
from stillup.cli.sitting import Sitting, describe

if TYPE_CHECKING:
    from stillup.compose.story import Story
    from stillup.desk.find import Search

_MOST = 12
_FEW = 3


def pick(
    sitting: Sitting,
    words: str,
    pool: "Sequence[Story]",
    *,
    what: str,
    again: Callable[[str], str],
    among: "Sequence[Story] | None" = None,
    kind: type = object,
) -> "Story":
    """Return the one post of `pool` that `words` mean; one named by its id may be any of `among`.

    `what` says what is in the pool, such as `open incident`; `again` gives the command that means
    one of them by its id. Where nothing in the pool is meant, others of that `kind` of post are
    named.
    """
    from stillup.desk.find import find_stories

    desk = sitting.desk
    everything = desk.stories if among is None else among
    search = find_stories(words, pool, everything, desk.catalogue)
    if search.only is not None:
        return search.only
    if search.found and can_ask():
        shown = search.found[:_MOST]
        return choose(f"Which {what}?", [(story, describe(desk, story)) for story in shown])
    rest = [s for s in everything if s not in pool and isinstance(s.post, kind)]
    others = find_stories(words, rest, (), desk.catalogue).found if words else ()
    raise _refusal(sitting, words, pool, search, others, what=what, again=again)


def _refusal(
    sitting: Sitting,
    words: str,
    pool: "Sequence[Story]",
    search: "Search",
    others: "Sequence[Story]",
    *,
    what: str,
    again: Callable[[str], str],
) -> Refusal:
    def listed(stories: "Sequence[Story]") -> str:
        from stillup.report.cells import harmless

        rows = [
            f"  {again(s.id)}\n      {harmless(describe(sitting.desk, s))}" for s in stories[:_MOST]
        ]
        return "\n".join(rows)

    if len(search.found) > 1:
        matching = f" match `{words}`" if words else ""
        return Refusal(
            f"{len(search.found)} {what}s{matching}: say which one",
            hint=listed(search.found),
        )
    if others:
        latest = sorted(others, key=lambda story: story.last_news, reverse=True)[:_FEW]
        told = "Only these match:" if others[1:] else "Only this matches:"
        return Refusal(f"no {what} matches `{words}`", hint=f"{told}\n{listed(latest)}")
    if not pool:
        return Refusal(f"there is no {what}", hint=f"See what there is: {sitting.command('list')}")
    near = f"Did you mean one of these?\n{listed(search.near)}" if search.near else ""
    return Refusal(
        f"no {what} matches `{words}`",
        hint=near or f"There {'is' if len(pool) == 1 else 'are'}:\n{listed(pool)}",
    )


def open_incidents(sitting: Sitting) -> "list[Story]":
    """Return the incidents that are not resolved, newest first.

    Drafts and mere announcements come last: they are hardly ever meant.
    """
    from stillup.model.post import Incident

    found = [s for s in sitting.desk.stories if s.is_open and isinstance(s.post, Incident)]
    return sorted(found, key=lambda story: not is_trouble(sitting, story))


def troubles(sitting: Sitting) -> "list[Story]":
    """Return the open incidents in which readers see something that does not work."""
    return [story for story in open_incidents(sitting) if is_trouble(sitting, story)]


def likely(sitting: Sitting, words: str, *pools: "list[Story]") -> "list[Story]":
    """Return the first pool that holds what `words` mean, else one to show what there is."""
    from stillup.desk.find import find_stories

    catalogue = sitting.desk.catalogue
    matching = [pool for pool in pools if find_stories(words, pool, (), catalogue).found]
    if matching:
        return matching[0]
    return next((pool for pool in reversed(pools[:2]) if pool), pools[-1])


def is_trouble(sitting: Sitting, story: "Story") -> bool:
    """Whether readers see something of it that does not work."""
    from stillup.model.status import Impact

    return story.id not in sitting.desk.hidden and story.timeline.impact is not Impact.NONE


def open_maintenance(sitting: Sitting) -> "list[Story]":
    """Return the work that is to come or under way, the next one first."""
    from stillup.model.post import Maintenance

    found = [s for s in sitting.desk.stories if s.is_open and isinstance(s.post, Maintenance)]
    return sorted(found, key=lambda s: (s.timeline.started, s.id))


def complete_open(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the ids of what is open, for the shell."""
    from datetime import UTC, datetime

    from stillup.cli.wishes import Wishes
    from stillup.desk.desk import read_desk

    del param
    try:
        folder = Wishes().inside(ctx.find_root().params.get("folder")).site_folder()
        stories = read_desk(folder, datetime.now(UTC)).stories
    except Exception:  # noqa: BLE001 - a completion that fails completes nothing
        return []
    return [
        CompletionItem(story.id, help=story.post.title)
        for story in stories
        if story.is_open and begun.casefold() in story.id.casefold()
    ]
