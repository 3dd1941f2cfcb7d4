"""A new update of a post that is there already: what was wished for, and the lines of it."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from stillup.compose.story import Story
from stillup.desk.authors import find_person
from stillup.desk.change import Change, change_of
from stillup.desk.desk import Desk
from stillup.desk.marks import read_marks, written_marks
from stillup.desk.skeletons import known_of_post, known_of_site, length
from stillup.desk.times import (
    Unclear,
    next_time,
    past_time,
    planned_time,
    short_time,
    to_the_minute,
)
from stillup.model.post import Moment
from stillup.model.status import Impact, UpdateStatus
from stillup.writing.free_time import free_time, taken_by
from stillup.writing.times import written_moment, written_time
from stillup.writing.update import NewUpdate, add_update

_NONE = frozenset({"", "none", "no", "-"})


class News(msgspec.Struct, frozen=True, kw_only=True):
    """An update as somebody wishes it: times as typed, None where nothing was said.

    `at` is when it happened, else now. `starts` and `ends` change the plan of a maintenance.
    """

    status: UpdateStatus
    text: str = ""
    at: str | None = None
    next: str | None = None
    components: tuple[str, ...] = ()
    impact: Impact | None = None
    ended: str | None = None
    author: str = ""
    starts: str | None = None
    ends: str | None = None


def plan_news(desk: Desk, story: Story, news: News) -> Change:
    """Return the change that adds an update. Raises Unclear or LeftAlone."""
    update = update_of(desk, story, news)
    return change_of(desk, story, lambda data: add_update(data, update))


def update_of(desk: Desk, story: Story, news: News) -> NewUpdate:
    """Return the update as it will stand in the file. Raises Unclear."""
    at = desk.now if news.at is None else past_time(news.at, desk.now, desk.zone)
    return NewUpdate(
        status=news.status,
        at=free_time(taken_by(story.post.updates, desk.zone), at, desk.zone),
        fields=tuple(_fields(desk, story, news, at)),
        text=news.text,
    )


def _fields(desk: Desk, story: Story, news: News, at: datetime) -> Iterator[tuple[str, str]]:
    if promised := _promised(desk, news, to_the_minute(at)):
        yield "next_update", short_time(promised, at, desk.zone)
    if marks := read_marks(news.components, desk.catalogue):
        yield "components", written_marks(marks)
    if news.impact is not None:
        yield "impact", news.impact.value
    if news.ended is not None:
        yield "ended", short_time(ended_time(desk, story, news.ended, at), at, desk.zone)
    yield from _plan(desk, story, news)
    author = find_person(news.author, desk.settings.people) or news.author
    if author and author != story.post.author:
        yield "author", author


def ended_time(desk: Desk, story: Story, typed: str, at: datetime) -> datetime:
    """Return when people stopped being hit, as seen from `at`. Raises Unclear."""
    ended, started = past_time(typed, at, desk.zone), story.timeline.started
    if ended < started:
        began = written_time(started, desk.zone)
        raise Unclear(
            f"{written_time(ended, desk.zone)} is before it began, which was {began}",
            f"if it began earlier, correct `started` in {story.post.source}",
        )
    return ended


def _promised(desk: Desk, news: News, at: datetime) -> datetime | None:
    if news.next is None or news.next.strip().casefold() in _NONE:
        return None
    return next_time(news.next, at, desk.zone)


def _plan(desk: Desk, story: Story, news: News) -> Iterator[tuple[str, str]]:
    """Yield the new plan. A new start alone takes the end along."""
    old = (story.timeline.starts, story.timeline.ends)
    starts = planned_time(news.starts, desk.now, desk.zone) if news.starts else None
    if starts:
        yield "starts", written_moment(starts, desk.zone)
    begin = starts or old[0]
    if news.ends:
        after = begin.at if begin else desk.now
        ends = planned_time(news.ends, after, desk.zone, is_end=True)
        yield "ends", written_moment(ends, desk.zone)
    elif starts:
        yield "ends", written_moment(_moved(*old, starts), desk.zone)


def _moved(old_start: Moment | None, old_end: Moment | None, starts: Moment) -> Moment:
    """Return the end of work that takes as long as before, from its new start on."""
    if not starts.has_time or old_start is None or old_end is None:
        return starts
    if not (old_start.has_time and old_end.has_time):
        told = "the plan had no time of day so far, so nobody knows how long it takes"
        raise Unclear(told, "say when it ends too, for example `--to 3h`")
    return Moment(starts.at + (old_end.at - old_start.at))


def known_of_news(desk: Desk, story: Story, news: News) -> dict[str, str]:
    """Return by placeholder of a skeleton what is known of a post, and of an update to it."""
    at = desk.now if news.at is None else past_time(news.at, desk.now, desk.zone)
    promised = _promised(desk, news, to_the_minute(at))
    author = find_person(news.author or story.post.author, desk.settings.people)
    known = known_of_site(desk, author or news.author, promised) | known_of_post(desk, story)
    if news.ended is not None:
        ended = ended_time(desk, story, news.ended, at)
        known["ended"] = short_time(ended, at, desk.zone)
        known["duration"] = length(ended - story.timeline.started)
    return known | dict(_plan(desk, story, news))
