"""Calendars as iCalendar (RFC 5545, RFC 7986) through icalendar, which lives here and nowhere else.

A moment is given in UTC, so that no reader needs to know a time zone's rules. There is no METHOD:
a subscription tells what is, it invites nobody. Nobody's hour is taken (TRANSP) and no alarm rings.
"""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration, vText, vUri

from stillup.compose.calendar import CalendarView, EventView, Standing
from stillup.render.feed_text import clean, in_one_line
from stillup.render.feed_words import Content, entry_html
from stillup.render.language import own
from stillup.render.language.language import Language, Languages
from stillup.render.plain import plain_paragraphs

_REFRESH = timedelta(hours=1)
"""How often a subscriber may ask again: a cancelled night is news for the same evening."""

_LONGEST = 4000
"""Characters of a description. Source: Google Calendar takes 8192; the page has the rest."""

_LINE_ENDS = str.maketrans("\u2028\u2029", "\n\n")


def render_calendar(view: CalendarView, content: Content, languages: Languages) -> bytes:
    """Return a calendar. Nothing in it comes from the clock."""
    calendar = _frame(view, languages(view.language))
    for event in view.events:
        calendar.add_component(_event(event, content, languages(event.entry.title_language)))
    if not view.events:
        calendar.add_component(_greenwich())
    return bytes(calendar.to_ical(sorted=False))


def _frame(view: CalendarView, language: Language) -> Calendar:
    parts = (view.site, view.component, language.say(own.MAINTENANCE))
    name = vText(in_one_line(" · ".join(filter(None, parts))))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Stillup//Stillup//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", vText(view.time_zone))
    calendar.add("url", vUri(view.home))
    calendar.add("source", vUri(view.address), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    return calendar


def _greenwich() -> Timezone:
    """Return a time zone: by RFC 5545, 3.6, a calendar without any component is none."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime.combine(date(1970, 1, 1), time()))
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone


def _event(view: EventView, content: Content, language: Language) -> Event:
    entry, event = view.entry, Event()
    event.add("uid", view.uid)
    event.add("sequence", view.sequence)
    event.add("dtstamp", entry.updated)
    event.add("created", entry.published)
    event.add("last-modified", entry.updated)
    event.add("dtstart", _when(view.starts))
    event.add("dtend", _when(view.ends))
    event.add("status", view.standing.value.upper())
    event.add("transp", "TRANSPARENT")
    event.add("summary", in_one_line(f"{_label(view, language)}: {entry.title}"))
    event.add("description", _description(view, content))
    event.add("url", vUri(entry.address))
    if entry.categories:
        event.add("categories", [in_one_line(category.name) for category in entry.categories])
    return event


def _label(view: EventView, language: Language) -> str:
    """Return what a title begins with: few programs show the status of an event."""
    if view.entry.withdrawn:
        return language.say(own.WITHDRAWN)
    if view.standing is Standing.TENTATIVE:
        return language.word("unannounced")
    is_over = not view.entry.story.is_open
    return language.word(view.entry.status.value) if is_over else language.say(own.MAINTENANCE)


def _description(view: EventView, content: Content) -> str:
    """Return the latest word and the plan, and where to read on: not all programs show the URL."""
    words = plain_paragraphs(entry_html(view.entry, content))
    return f"{_shortened(clean(words).translate(_LINE_ENDS))}\n\n{view.entry.address}".strip()


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    cut = text[:_LONGEST]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"


def _when(at: datetime | date) -> datetime | date:
    return at.astimezone(UTC) if isinstance(at, datetime) else at
