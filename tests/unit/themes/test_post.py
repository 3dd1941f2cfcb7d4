"""The permanent page of an incident or a maintenance tells all of it, and for good."""

from functools import cache

from tests.support.site import with_maintenance
from tests.unit.themes.pages import Made, Page, made
from tests.unit.themes.sample import FULL


@cache
def site(now: str) -> Made:
    return made(FULL, now)


def page(path: str, now: str = "2026-11-21T14:00Z") -> Page:
    return site(now).page(f"{path}/index.html")


def test_every_update_has_its_place_under_its_own_id() -> None:
    shown = page("incidents/2026-11-02-hosting")

    assert shown.all("//section[contains(@class, 'update')]/@id") == [
        *("u2026-11-02-1100", "u2026-11-02-1335", "u2026-11-04-1000")
    ]
    assert shown.all("//section[@id='u2026-11-02-1100']/h2/a/@href") == [
        "index.html#u2026-11-02-1100"
    ]


def test_an_open_incident_tells_the_newest_first_and_a_closed_one_the_oldest() -> None:
    still_open, closed = page("incidents/2026-11-21-email"), page("incidents/2026-11-02-hosting")

    assert still_open.all("//section[contains(@class, 'update')]/h2/text()[1]") == [
        "Identified",
        "Investigating",
    ]
    assert closed.all("//section[contains(@class, 'update')]/h2/text()[1]") == [
        *("Investigating", "Resolved", "Postmortem")
    ]


def test_it_says_when_it_was_and_how_long_and_how_hard() -> None:
    shown = page("incidents/2026-11-02-hosting")

    assert shown.all("//dl[@class='course']/div") == [
        "Started2 November 2026, 11:00 WET",
        "Ended2 November 2026, 13:30 WET",
        "Duration2 h 30 min",
        "Impact Critical",
    ]


def test_a_notice_that_was_over_as_it_was_written_has_no_beginning_and_no_end() -> None:
    notice = "---\ntitle: We moved\nimpact: none\n---\n\n## Resolved · 2026-11-20 00:00\n\na\n"
    project = FULL.with_files({"content/incidents/2026-11-20-moved.md": notice})
    shown = made(project, "2026-11-21T14:00Z").page("incidents/2026-11-20-moved/index.html")

    assert shown.all("//dl[@class='course']/div") == []


def test_it_says_how_each_component_was_over_time() -> None:
    shown = page("incidents/2026-11-21-email")

    assert shown.all("//dl[@class='course']/following-sibling::details[1]//li") == [
        "Email: Partial outage since 21 November 2026, 12:20 WET",
        "Webmail: Degraded performance since 21 November 2026, 12:20 WET",
    ]


def test_each_update_is_signed_with_role_and_contact() -> None:
    shown = page("incidents/2026-11-21-email")

    assert shown.all("//p[@class='signed']") == ["Jane Roe, Operations, jane@harbour.example"] * 2
    assert set(shown.all("//p[@class='signed']/a/@href")) == {"mailto:jane@harbour.example"}


def test_each_update_says_what_it_promised() -> None:
    shown = page("incidents/2026-11-21-email")

    assert shown.one("//p[@class='promise']") == "Next update by 15:10 WET"
    assert shown.all("//section[@id='u2026-11-21-1241']//ul[@class='facts']/li") == [
        "Next update promised by 13:15 WET"
    ]


def test_corrections_are_shown() -> None:
    assert page("incidents/2026-11-21-email").one(
        "//section[@id='u2026-11-21-1241']//ul[@class='edits']"
    ) == ("Corrected 21 November 2026, 12:50 WET: said Porto, meant Lisbon")
    assert page("incidents/2026-11-02-hosting").one(
        "//section[@aria-labelledby='Corrections']//li"
    ) == ("Corrected 3 November 2026, 10:00 WET: the title said Porto")


def test_an_offer_counts_its_days_then_says_that_it_ended() -> None:
    until = "30 November 2026, 18:00 WET"
    notes = [
        page("incidents/2026-11-02-hosting", now).one(
            "//section[@aria-labelledby='Offer']//p[@class='note']"
        )
        for now in (
            "2026-11-21T14:00Z",
            "2026-11-29T14:00Z",
            "2026-11-30T14:00Z",
            "2026-11-30T18:00Z",
        )
    ]

    assert notes == [
        f"9 days left: until {until}.",
        f"1 day left: until {until}.",
        f"This offer ends today: {until}.",
        f"This offer ended on {until}.",
    ]


def test_an_offer_says_who_how_and_where() -> None:
    shown = page("incidents/2026-11-02-hosting")

    assert shown.all("//section[@aria-labelledby='Offer']//dt") == [
        *(
            "Who gets it",
            "How you get it",
            "Where to ask for it",
            "When it reaches you",
            "Limits",
            "Questions",
        )
    ]
    assert shown.all("//section[@aria-labelledby='Offer']//a/@href") == [
        "https://panel.harbour.example/credit",
        "mailto:credit@harbour.example",
    ]


def test_a_false_alarm_stays_with_the_reason() -> None:
    shown = page("incidents/2026-10-10-alarm")

    assert shown.one("//p[@class='kind']") == "Incident · Withdrawn"
    assert shown.one("//p[@class='note']") == "Withdrawn: a broken sensor"
    assert shown.all("//details") == []


def test_what_was_written_afterwards_says_so() -> None:
    shown = page("incidents/2026-09-05-late")

    assert shown.one("//p[@class='note']") == (
        "Written afterwards: nothing was published here while it lasted."
    )


def test_a_related_post_is_linked_to() -> None:
    shown = page("incidents/2026-11-21-email")

    assert shown.all("//section[@aria-labelledby='Related']//a/@href") == [
        "../2026-11-02-hosting/index.html"
    ]


def test_a_link_in_the_text_leads_to_the_page_of_the_post() -> None:
    english, catalan = page("incidents/2026-11-21-email"), page("ca/incidents/2026-11-02-hosting")

    assert "../2026-11-02-hosting/index.html#u2026-11-02-1100" in english.all(
        "//div[@class='prose']//a/@href"
    )
    assert catalan.h1 == "Hosting was down"


def test_a_table_can_be_scrolled_by_the_keyboard() -> None:
    shown = page("incidents/2026-11-21-email")

    assert shown.all("//div[table]/@tabindex") == ["0"]
    assert shown.all("//div[table]/@aria-label") == ["Table"]


def test_what_is_not_translated_is_marked_with_its_language() -> None:
    shown = page("ca/incidents/2026-11-21-email")

    assert shown.h1 == "El correu arriba tard"
    assert shown.all("//section[@id='u2026-11-21-1310']//div/@lang") == ["en"]
    assert shown.all("//section[@id='u2026-11-21-1310']//p[@class='note']") == [
        "Encara no s’ha traduït. L’original és en una altra llengua: anglès."
    ]
    assert shown.all("//section[@id='u2026-11-21-1241']//div/@lang") == []


def test_a_translation_nobody_vouched_for_says_so() -> None:
    shown = page("ca/incidents/2026-11-21-email")

    assert shown.all("//section[@id='u2026-11-21-1241']//p[@class='note']") == [
        "Ningú no ha revisat encara aquesta traducció."
    ]


def test_what_is_never_translated_is_marked_with_its_language() -> None:
    english, catalan = page("incidents/2026-11-02-hosting"), page("ca/incidents/2026-11-02-hosting")

    marked = (
        "//section[@aria-labelledby='Offer']//*[@lang='en'] | //ul[@class='edits']//*[@lang='en']"
    )
    assert catalan.all(marked) == [
        *("A week free", "Everyone in Lisbon", "Ask", "In December", "Once"),
        "the title said Porto",
    ]
    assert english.all(marked) == []


def test_a_post_without_translation_says_so_once() -> None:
    shown = page("ca/incidents/2026-11-02-hosting")

    assert shown.all("//h1/@lang") == ["en"]
    assert shown.all("//p[@class='note'][contains(., 'traduït')]") == [
        "Encara no s’ha traduït. L’original és en una altra llengua: anglès."
    ]


def test_maintenance_says_its_plan_and_when_the_work_began() -> None:
    shown = page("maintenance/2026-11-21-store")

    assert shown.one("//p[@class='kind']") == "Maintenance · Not yet confirmed as completed"
    assert shown.one("//p[@class='plan']") == (
        "Planned to end at 21 November 2026, 13:00 WET, not yet confirmed."
    )
    assert shown.all("//dl[@class='course']/div") == ["Work began21 November 2026, 12:00 WET"]


def test_maintenance_to_come_says_nothing_of_the_past() -> None:
    shown = page("maintenance/2026-12-01-network")

    assert shown.all("//dl[@class='course']/div | //details") == []
    assert shown.all("//ul[@class='affected']/li") == ["Hosting"]


def test_work_that_nobody_says_began_has_no_beginning_and_no_effect() -> None:
    project = with_maintenance(
        "---\ntitle: Store\ncomponents: email\nstarts: 2026-11-18\nends: 2026-11-19\n---\n\n"
        "## Scheduled · 2026-11-10 10:00\n\na\n"
    )
    shown = made(project, "2026-11-21T14:00Z").page("maintenance/2026-12-01-store/index.html")

    assert shown.all("//dl[@class='course']/div") == []
    assert shown.all("//ul[@class='affected']/li") == ["Email"]


def test_work_began_when_somebody_said_so_though_the_plan_was_earlier() -> None:
    project = with_maintenance(
        "---\ntitle: Store\ncomponents: email\nstarts: 2026-11-20 22:00\nends: 2026-11-21 01:00\n"
        "---\n\n## Scheduled · 2026-11-10 10:00\n\na\n\n## In progress · 2026-11-20 23:30\n\n"
        "## Completed · 2026-11-21 00:10\n"
    )
    shown = made(project, "2026-11-21T14:00Z").page("maintenance/2026-12-01-store/index.html")

    assert shown.all("//dl[@class='course']/div") == [
        "Work began20 November 2026, 23:30 WET",
        "Work ended21 November 2026, 00:10 WET",
    ]


MOVED = """\
---
title: Store
components: email
starts: 2026-12-01 22:00
ends: 2026-12-02 01:00
---

## Scheduled · 2026-11-10 10:00

a

## Update · 2026-11-12 10:00
starts: 2026-12-02 22:00
ends: 2026-12-03 01:00

The part is late.

## Update · 2026-11-13 10:00
starts: 2026-12-02 22:00
ends: 2026-12-03 02:30

It takes longer.
"""


def test_an_update_that_moved_the_plan_says_what_stood_before() -> None:
    shown = made(with_maintenance(MOVED), "2026-11-21T14:00Z").page(
        "maintenance/2026-12-01-store/index.html"
    )

    assert shown.all("//section[@id='u2026-11-12-1000']//ul[@class='facts']/li") == [
        "New planned start: 2 December 2026, 22:00 WET (before: 1 December 2026, 22:00 WET)",
        "New planned end: 3 December 2026, 01:00 WET (before: 2 December 2026, 01:00 WET)",
    ]
    assert shown.all("//section[@id='u2026-11-13-1000']//ul[@class='facts']/li") == [
        "New planned end: 3 December 2026, 02:30 WET (before: 01:00 WET)",
    ]
