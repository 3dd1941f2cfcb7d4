"""Calendars of maintenance: documents, keys and view. Words of the format: RFC 5545.

No clock fact enters an event. It shows the plan until somebody writes that the work is over, and
from then on when it really was: before, people arrange their evening by it; afterwards they look
whether the work was why something failed. No guess ever moves it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from heapq import nlargest

import msgspec

from stillup.compose import urls
from stillup.compose.chrome import Place
from stillup.compose.entries import AbsolutePlace, CategoryView, EntryView
from stillup.compose.site import Site
from stillup.compose.story import Facts, Story
from stillup.compose.telling import story_view
from stillup.model.digest import digest_of
from stillup.model.post import Maintenance, Moment
from stillup.model.settings import words_in
from stillup.model.sources import Document, Kind
from stillup.model.status import UNDER_WAY, UpdateStatus
from stillup.parse.zones import zone_of

NEWEST = 50
"""A calendar holds so many events with the latest planned starts, however old."""

_DAY = timedelta(days=1)


class Standing(StrEnum):
    """How sure an event is. `tentative` has a day but no time yet."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """One maintenance.

    `uid` never depends on text, plan, zone, language, build or clock. `sequence` rises with every
    change that its writers told of. `starts` and `ends` are moments in UTC, or both days, `ends`
    then the first one after it; `done` means that they are no plan but what really was.
    `entry` is what it says: the post with its latest update alone, without related posts. Its clock
    facts say nothing.
    """

    uid: str
    sequence: int
    standing: Standing
    done: bool
    starts: datetime | date
    ends: datetime | date
    entry: EntryView


class CalendarView(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar of all maintenance, or of one component's if it has the name of one.

    `address` is its own, `home` that of the page it is about.
    """

    site: str
    component: str
    language: str
    time_zone: str
    address: str
    home: str
    events: tuple[EventView, ...]


def documents(site: Site) -> Iterator[Document]:
    """Yield the calendar of all maintenance and that of each component, in every language."""
    maintenance = _maintenance(site)
    for component in ("", *site.catalogue.components):
        told = [story.told_digest for story in _held(site, maintenance, component)]
        for language in site.settings.languages:
            yield Document(
                urls.in_language(_path(component), language, site.settings),
                Kind.CALENDAR,
                component,
                language,
                digest_of("calendar", site.base, language, component, told),
            )


def view(site: Site, document: Document) -> CalendarView:
    """Return what a calendar says. Its subject is a component, or nothing for all."""
    component, language = document.subject, document.language
    place = AbsolutePlace(site, document)
    known = site.catalogue.components.get(component)
    home = urls.component_path(component) if component else urls.HOME
    return CalendarView(
        site=words_in(site.settings.name, language),
        component=words_in(known.name, language) if known is not None else "",
        language=language,
        time_zone=site.settings.time_zone,
        address=place.to(_path(component)),
        home=place.to(home),
        events=tuple(
            _event(site, story, place) for story in _held(site, _maintenance(site), component)
        ),
    )


def sequence_of(story: Story) -> int:
    """Return how many changes a post's writers have told of since its first update.

    Updates, notes of corrections, translated texts and withdrawing it each count once. It follows
    from the post alone, so a change that nobody noted does not count; and as none of these is
    ever taken back once readers have seen it, it never falls.
    """
    post = story.post
    notes = len(post.edits) + sum(len(update.edits) for update in post.updates)
    translated = sum(1 + len(told.updates) for told in story.translations.values())
    return len(post.updates) - 1 + notes + translated + bool(post.withdrawn)


def _path(component: str) -> str:
    return urls.component_calendar_path(component) if component else urls.CALENDAR


def _maintenance(site: Site) -> list[Story]:
    return [story for story in site.stories if isinstance(story.post, Maintenance)]


def _held(site: Site, maintenance: Iterable[Story], component: str) -> list[Story]:
    """Return the events of a calendar, by time: what is open, the newest, and the last 30 days.

    A component has what ever named it. What was cancelled stays for as long as its time is still to
    come: subscribers must hear of it.
    """
    known = [s for s in maintenance if not component or component in s.timeline.statuses]
    kept = nlargest(NEWEST, known, key=_by_start)
    kept += [story for story in known if story.is_open or _last_mattered(story) >= site.feed_edge]
    return sorted({story.id: story for story in kept}.values(), key=_by_start)


def _by_start(story: Story) -> tuple[datetime, str]:
    return (_plan(story)[0].at, story.id)


def _last_mattered(story: Story) -> datetime:
    return max(story.last_news, _plan(story)[1].at)


def _event(site: Site, story: Story, place: Place) -> EventView:
    worked = _worked(story)
    starts, ends = worked or _planned(story, site.settings.time_zone)
    return EventView(
        uid=urls.event_id(story.id, site.settings),
        sequence=sequence_of(story),
        standing=_standing(story),
        done=worked is not None,
        starts=starts,
        ends=ends,
        entry=_entry(site, story, place),
    )


def _standing(story: Story) -> Standing:
    status = story.timeline.status
    if story.post.withdrawn or status is UpdateStatus.CANCELLED:
        return Standing.CANCELLED
    is_waiting = story.is_open and status not in UNDER_WAY and not _plan(story)[0].has_time
    return Standing.TENTATIVE if is_waiting else Standing.CONFIRMED


def _worked(story: Story) -> tuple[datetime, datetime] | None:
    """Return from when to when there was work, once somebody said that it is completed."""
    timeline = story.timeline
    if story.is_open or story.post.withdrawn or timeline.status is not UpdateStatus.COMPLETED:
        return None
    starts, _ = _plan(story)
    begun = next((u.at for u in story.post.updates if u.status in UNDER_WAY), None)
    begun = begun or (starts.at if starts.has_time else None)
    ended = timeline.ended
    return (begun, ended) if begun is not None and ended is not None and begun < ended else None


def _planned(story: Story, time_zone: str) -> tuple[datetime, datetime] | tuple[date, date]:
    """Return the plan: whole days in the site's zone unless it begins at a time of day."""
    starts, ends = _plan(story)
    if starts.has_time:
        return (starts.at, ends.at)
    zone = zone_of(time_zone)
    over = ends.at.astimezone(zone)
    last = over.date() if over.time() == time() else over.date() + _DAY
    return (starts.at.astimezone(zone).date(), last)


def _plan(story: Story) -> tuple[Moment, Moment]:
    """Return the latest plan, which every maintenance has."""
    starts, ends = story.timeline.starts, story.timeline.ends
    nothing = Moment(datetime.min.replace(tzinfo=UTC))
    return (starts or nothing, ends or nothing)


def _entry(site: Site, story: Story, place: Place) -> EntryView:
    alone = msgspec.structs.replace(story.post, related=())
    timeless = msgspec.structs.replace(story, post=alone, facts=Facts())
    shown = story_view(site, timeless, place)
    return EntryView(
        id=urls.event_id(story.id, site.settings),
        address=shown.address,
        status=shown.status,
        withdrawn=bool(shown.withdrawn),
        title=shown.title,
        title_language=shown.title_language or place.language,
        published=story.first_at,
        updated=story.last_news,
        language=shown.latest.language or place.language,
        author=None,
        categories=tuple(CategoryView("component", c.id, c.name) for c in shown.components),
        story=shown,
        updates=(shown.latest,),
    )
