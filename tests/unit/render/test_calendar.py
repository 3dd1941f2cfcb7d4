"""A calendar as bytes, by RFC 5545: the form, the words, and nothing that a text could smuggle in."""

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from stillup.compose.calendar import CalendarView, EventView, Standing
from stillup.model.status import UpdateStatus
from stillup.render.calendar import render_calendar
from stillup.render.feed_text import in_one_line
from tests.support.feed_views import AT, HOME, LATER, entry_view, story_view, update_view
from tests.support.words import in_words

PAGE = f"{HOME}/maintenance/2026-12-01-store/"
ANY = st.text(st.characters(codec="utf-8"), max_size=300)


def event_view(standing: Standing = Standing.CONFIRMED, **changed: object) -> EventView:
    """Return an event; `changed` are fields of its entry."""
    story = story_view(kind="maintenance", is_open=standing is not Standing.CANCELLED)
    fields = {"title": "New store", "address": PAGE, "story": story, "withdrawn": False}
    return EventView(
        uid="2026-12-01-store@status.harbour.example",
        sequence=3,
        standing=standing,
        done=False,
        starts=AT,
        ends=LATER,
        entry=entry_view(**(fields | changed)),
    )


def calendar_view(*events: EventView, component: str = "", language: str = "en") -> CalendarView:
    return CalendarView(
        site="Harbour Status",
        component=component,
        language=language,
        time_zone="Europe/Lisbon",
        address=f"{HOME}/maintenance.ics",
        home=f"{HOME}/",
        events=events,
    )


def rendered(*events: EventView, html: str = "<p>What and why.</p>") -> bytes:
    return render_calendar(calendar_view(*events), lambda _: html, in_words)


def lines(data: bytes) -> list[str]:
    """Return the content lines, unfolded by RFC 5545, 3.1."""
    assert data.endswith(b"\r\n")
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def value(name: str, data: bytes) -> str:
    """Return the value of the only property of a name."""
    (found,) = (line for line in lines(data) if line.startswith((f"{name}:", f"{name};")))
    return found.removeprefix(name)


# The frame


def test_it_says_what_it_is_and_how_often_to_ask() -> None:
    data = render_calendar(
        calendar_view(event_view(), component="Email, calendar"), lambda _: "", in_words
    )

    assert lines(data)[:12] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Stillup//Stillup//EN",
        "CALSCALE:GREGORIAN",
        r"NAME:Harbour Status · Email\, calendar · Maintenance",
        r"X-WR-CALNAME:Harbour Status · Email\, calendar · Maintenance",
        "X-WR-TIMEZONE:Europe/Lisbon",
        f"URL:{HOME}/",
        f"SOURCE;VALUE=URI:{HOME}/maintenance.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VEVENT",
    ]


def test_it_invites_nobody_takes_no_hour_and_rings_no_bell() -> None:
    data = rendered(event_view())

    assert value("TRANSP", data) == ":TRANSPARENT"
    for word in (b"METHOD", b"VALARM", b"ATTENDEE", b"ORGANIZER"):
        assert word not in data


def test_an_empty_one_has_a_component_all_the_same() -> None:
    told = lines(rendered())

    assert "BEGIN:VTIMEZONE" in told
    assert "BEGIN:VEVENT" not in told


def test_its_name_is_in_its_language() -> None:
    data = render_calendar(calendar_view(language="de"), lambda _: "", in_words)

    assert value("NAME", data) == ":Harbour Status · Wartung"


# An event


def test_moments_are_in_utc_and_come_from_the_post() -> None:
    data = rendered(event_view(published=AT, updated=LATER))

    assert value("DTSTART", data) == ":20261121T124100Z"
    assert value("DTEND", data) == ":20261121T150200Z"
    assert value("CREATED", data) == ":20261121T124100Z"
    assert value("LAST-MODIFIED", data) == value("DTSTAMP", data) == ":20261121T150200Z"
    assert value("SEQUENCE", data) == ":3"
    assert value("UID", data) == ":2026-12-01-store@status.harbour.example"


def test_days_are_days() -> None:
    whole = msgspec.structs.replace(
        event_view(Standing.TENTATIVE), starts=date(2026, 12, 1), ends=date(2026, 12, 2)
    )

    data = rendered(whole)
    assert value("DTSTART", data) == ";VALUE=DATE:20261201"
    assert value("DTEND", data) == ";VALUE=DATE:20261202"
    assert value("STATUS", data) == ":TENTATIVE"


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (event_view(), "Maintenance: New store"),
        (
            event_view(Standing.TENTATIVE),
            r"Scheduled\, time to be announced: New store",
        ),
        (
            event_view(Standing.CANCELLED, status=UpdateStatus.CANCELLED),
            "Cancelled: New store",
        ),
        (
            event_view(
                Standing.CONFIRMED,
                status=UpdateStatus.COMPLETED,
                story=story_view(kind="maintenance", is_open=False),
            ),
            "Completed: New store",
        ),
        (event_view(Standing.CANCELLED, withdrawn=True), "Withdrawn: New store"),
        (event_view(title_language="de"), "Wartung: New store"),
    ],
)
def test_the_title_says_what_becomes_of_it(view: EventView, said: str) -> None:
    assert value("SUMMARY", rendered(view)) == f":{said}"


def test_the_description_is_plain_and_ends_with_the_address() -> None:
    words = (
        '<p>Planned.</p><ul><li>one; two</li><li><a href="https://a.example/">three</a></li></ul>'
    )

    assert value("DESCRIPTION", rendered(event_view(), html=words)) == (
        rf":Planned.\n\n- one\; two\n- three (https://a.example/)\n\n{PAGE}"
    )
    assert f"URL:{PAGE}" in lines(rendered(event_view()))


def test_a_long_text_is_cut_between_words_and_the_page_has_the_rest() -> None:
    said = value("DESCRIPTION", rendered(event_view(), html=f"<p>{'lorem ' * 2000}</p>"))

    assert len(said) < 4100
    assert said.endswith(rf"lorem…\n\n{PAGE}")


def test_an_event_that_names_no_component_has_no_category() -> None:
    assert b"CATEGORIES" not in rendered(event_view(categories=()))


# What a text may not do


def test_a_text_cannot_begin_a_line_of_its_own() -> None:
    bad = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:a@b.example\u2028X:y\x0bZ:w\x85V:u"
    words = "<pre>a&#13;&#10;END:VEVENT&#13;ATTENDEE:x&#11;X:z</pre><p>b&#8232;X:y</p>"

    data = rendered(event_view(title=bad), html=words)
    told = lines(data)
    assert data.decode().splitlines() == data.decode().split("\r\n")[:-1]
    assert [line for line in told if line.startswith(("BEGIN", "END", "ATTENDEE", "X:"))] == [
        *("BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR")
    ]


@settings(deadline=None)
@given(ANY, ANY, ANY)
def test_every_text_comes_out_whole_in_short_lines(title: str, words: str, name: str) -> None:
    entry = entry_view(
        title=title,
        address=PAGE,
        story=story_view(kind="maintenance", latest=update_view()),
    )
    entry = msgspec.structs.replace(
        entry, categories=tuple(msgspec.structs.replace(c, name=name) for c in entry.categories)
    )
    data = rendered(msgspec.structs.replace(event_view(), entry=entry), html=words)

    physical = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    assert not {c for c in data.decode().replace("\r\n", "") if c < " " and c != "\t"}
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]) == in_one_line(f"Maintenance: {title}")
    assert [str(each) for each in event.get("categories").cats] == [in_one_line(name)] * 3
    assert str(event["URL"]) == PAGE
    assert str(event["DESCRIPTION"]).endswith(PAGE)
