"""The front page and the not-found page: what works now. Documents, keys and views."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

import msgspec

from stillup.compose import urls
from stillup.compose.bars import Day
from stillup.compose.catalogue import is_retired
from stillup.compose.chrome import Chrome, Place, chrome
from stillup.compose.headline import HeadlineAhead, HeadlineView, headline, headlines_ahead
from stillup.compose.posts import related_titles
from stillup.compose.site import Site
from stillup.compose.status import is_active
from stillup.compose.story import Phase, Story
from stillup.compose.story_view import StoryLine, StoryView
from stillup.compose.telling import story_line, story_view
from stillup.model.digest import digest_of
from stillup.model.post import Incident
from stillup.model.settings import Component, words_in
from stillup.model.sources import Document, Kind
from stillup.model.status import ComponentStatus, Impact
from stillup.parse.zones import zone_of

RECENT_DAYS = 21
"""How many days of the past the front page tells of."""


class DayView(msgspec.Struct, frozen=True):
    """One day bar: bars.Day with the words a list of the bad days needs."""

    day: date
    status: ComponentStatus | None
    minutes: dict[str, int]
    ongoing: bool


class BarView(msgspec.Struct, frozen=True):
    """The days of one status as stretches: the place of the first day, from 0, and how many.

    `status` None is no data.
    """

    status: ComponentStatus | None
    stretches: tuple[tuple[int, int], ...]


class RowAhead(msgspec.Struct, frozen=True):
    """The state of a component from a moment on."""

    at: datetime
    status: ComponentStatus


class RowView(msgspec.Struct, frozen=True, kw_only=True):
    """A component on the front page: its state now and its last 90 days.

    `days` are all of them, today last; `bars` the same by status, for drawing. `eventful` are
    those that were not operational, newest first; `without_data` counts the days before `since`.
    `ahead` is what the clock alone will make of `status`.
    """

    id: str
    name: str
    description: str
    href: str
    status: ComponentStatus
    ahead: tuple[RowAhead, ...]
    days: tuple[DayView, ...]
    bars: tuple[BarView, ...]
    eventful: tuple[DayView, ...]
    without_data: int


class GroupView(msgspec.Struct, frozen=True):
    """Components shown together. The group without a name holds the rest."""

    name: str
    description: str
    status: ComponentStatus
    rows: tuple[RowView, ...]


class HomeView(msgspec.Struct, frozen=True, kw_only=True):
    """The front page.

    `incidents` are the open ones and the pinned announcements, in full, what is wrong now first;
    `running` and `planned` the maintenance under way and to come; `recent` the posts of the last
    weeks that are over, newest first. `nothing_yet` means that no post was ever made. `ahead` is
    what the clock alone will make of `headline`; `today`, the last of the bars, is over when
    `day_ends`.
    """

    chrome: Chrome
    headline: HeadlineView
    ahead: tuple[HeadlineAhead, ...]
    today: date
    day_ends: datetime
    incidents: tuple[StoryView, ...]
    running: tuple[StoryView, ...]
    planned: tuple[StoryLine, ...]
    groups: tuple[GroupView, ...]
    recent: tuple[StoryLine, ...]
    recent_days: int
    nothing_yet: bool


class NotFoundView(msgspec.Struct, frozen=True):
    """The not-found page: it still says what works. Fields as in HomeView."""

    chrome: Chrome
    headline: HeadlineView
    ahead: tuple[HeadlineAhead, ...]


def documents(site: Site) -> Iterator[Document]:
    """Yield the front page in every language, and one not-found page."""
    shown = [story.digest for story in (*_open(site), *_running(site))]
    shown += [story.line_digest for story in _planned(site)]
    shown += [story.line_digest for story in _recent(site)]
    titles = [related_titles(site, story) for story in (*_open(site), *_running(site))]
    state = (site.today, site.status, site.ahead)
    parts = (site.base, state, site.bars, shown, titles, bool(site.stories))
    for language in site.settings.languages:
        path = urls.in_language(urls.HOME, language, site.settings)
        yield Document(path, Kind.HOME, "", language, digest_of("home", language, *parts))
    language = site.settings.default_language
    key = digest_of("404", site.base, state)
    yield Document(urls.NOT_FOUND, Kind.NOT_FOUND, "", language, key)


def view(site: Site, document: Document) -> HomeView:
    """Return what the front page's template may see."""
    place = Place(site, document)
    return HomeView(
        chrome=chrome(site, document, urls.HOME),
        headline=headline(site, document.language),
        ahead=headlines_ahead(site, document.language),
        today=site.today,
        day_ends=site.day_ends,
        incidents=tuple(story_view(site, story, place) for story in _open(site)),
        running=tuple(story_view(site, story, place) for story in _running(site)),
        planned=tuple(story_line(site, story, place) for story in _planned(site)),
        groups=_groups(site, place),
        recent=tuple(story_line(site, story, place) for story in _recent(site)),
        recent_days=RECENT_DAYS,
        nothing_yet=not site.stories,
    )


def view_not_found(site: Site, document: Document) -> NotFoundView:
    """Return what the not-found page's template may see."""
    return NotFoundView(
        chrome(site, document, urls.HOME, languages=()),
        headline(site, document.language),
        headlines_ahead(site, document.language),
    )


def day_views(days: tuple[Day, ...]) -> tuple[DayView, ...]:
    """Return day bars as templates see them."""
    return tuple(DayView(d.day, d.status, d.minutes, d.ongoing) for d in days)


def bar_views(days: tuple[Day, ...]) -> tuple[BarView, ...]:
    """Return the stretches of days of each status that occurs, the best first, no data last."""
    found: dict[ComponentStatus | None, list[tuple[int, int]]] = {}
    first = 0
    for status, same in groupby(days, key=lambda day: day.status):
        count = len(list(same))
        found.setdefault(status, []).append((first, count))
        first += count
    order = [status for status in (*ComponentStatus, None) if status in found]
    return tuple(BarView(status, tuple(found[status])) for status in order)


def row_view(site: Site, component: Component, place: Place) -> RowView:
    """Return a component's row."""
    days = day_views(site.bars[component.id])
    return RowView(
        id=component.id,
        name=words_in(component.name, place.language),
        description=words_in(component.description, place.language),
        href=place.to(urls.component_path(component.id)),
        status=site.status.components[component.id],
        ahead=row_ahead(site, component.id),
        days=days,
        bars=bar_views(site.bars[component.id]),
        eventful=tuple(day for day in reversed(days) if _is_eventful(day)),
        without_data=sum(day.status is None for day in days),
    )


def row_ahead(site: Site, component: str) -> tuple[RowAhead, ...]:
    """Return what the clock alone will make of a component's state."""
    last, found = site.status.components[component], []
    for step in site.ahead:
        if step.status.components[component] is not last:
            last = step.status.components[component]
            found.append(RowAhead(step.at, last))
    return tuple(found)


def _is_eventful(day: DayView) -> bool:
    return day.status not in {None, ComponentStatus.OPERATIONAL}


def _open(site: Site) -> list[Story]:
    """Return what is wrong now, then what is announced; each pinned first, then worst, newest.

    What was pinned on a good day never stands above what is broken today.
    """
    found = [s for s in site.standing if isinstance(s.post, Incident) and _stays_up(s)]
    impacts = ("critical", "major", "minor", "none")
    return sorted(
        found,
        key=lambda s: (not _hurts(s), not s.post.pin, impacts.index(s.timeline.impact.value)),
    )


def _hurts(story: Story) -> bool:
    return is_active(story) and story.timeline.impact is not Impact.NONE


def _stays_up(story: Story) -> bool:
    return is_active(story) or (story.post.pin and not story.post.withdrawn)


def _running(site: Site) -> list[Story]:
    return [s for s in site.standing if s.facts.running]


def _planned(site: Site) -> list[Story]:
    """Maintenance to come, soonest first."""
    phases = {Phase.SCHEDULED, Phase.UNANNOUNCED}
    found = [s for s in site.standing if s.facts.phase in phases and s.is_open]
    found += [s for s in site.standing if _unconfirmed(s)]
    return sorted(found, key=lambda s: (s.timeline.started, s.id))


def _unconfirmed(story: Story) -> bool:
    """Whether a plan without a time of day is past its end without a word."""
    return story.facts.phase is Phase.OVERDUE and not story.facts.running and story.is_open


def _recent(site: Site) -> list[Story]:
    first = site.today - timedelta(days=RECENT_DAYS - 1)
    since = datetime.combine(first, time(), tzinfo=zone_of(site.settings.time_zone)).astimezone(UTC)
    late = [s for s in site.stories if (s.timeline.ended or s.timeline.started) >= since]
    up = {s.id for s in (*_open(site), *_running(site), *_planned(site))}
    return [s for s in late if s.id not in up]


def _groups(site: Site, place: Place) -> tuple[GroupView, ...]:
    shown = [c for c in site.catalogue.components.values() if _is_shown(site, c)]
    found = []
    for group in site.catalogue.groups.values():
        rows = [row_view(site, c, place) for c in shown if c.group == group.id]
        name = words_in(group.name, place.language)
        found.append(_group(name, words_in(group.description, place.language), rows))
    rest = [row_view(site, c, place) for c in shown if c.group not in site.catalogue.groups]
    found.append(_group("", "", rest))
    return tuple(group for group in found if group.rows)


def _group(name: str, description: str, rows: list[RowView]) -> GroupView:
    order = list(ComponentStatus)
    worst = max((row.status for row in rows), key=order.index, default=order[0])
    return GroupView(name, description, worst, tuple(rows))


def _is_shown(site: Site, component: Component) -> bool:
    affected = site.status.components[component.id] is not ComponentStatus.OPERATIONAL
    if is_retired(component, site.today):
        return affected
    return component.listed or affected
