"""Archive, components, plain pages, subscribing, not found, moved."""

from tests.support.site import BASE
from tests.unit.themes.pages import Page, made
from tests.unit.themes.sample import FULL

FEEDS = ("feed.atom", "feed.rss", "feed.json", "history.atom", "history.rss")


def page(path: str) -> Page:
    return made(FULL).page(path)


def test_the_archive_counts_the_posts_of_each_month() -> None:
    shown = page("history/index.html")

    assert shown.all("//ul[@class='months']/li") == [
        *("December 2026 2 posts", "November 2026 4 posts"),
        *("October 2026 1 post", "September 2026 1 post"),
    ]
    assert shown.all("//nav//a[@aria-current]") == ["History", "English"]


def test_an_empty_archive_says_so() -> None:
    assert "Nothing has been reported yet." in made(BASE).page("history/index.html").main


def test_a_month_leads_to_those_around_it() -> None:
    shown = page("history/2026-10/index.html")

    assert shown.h1 == "October 2026"
    assert shown.all("//nav[@class='around']//a") == [
        "Earlier: September 2026",
        "Later: November 2026",
    ]
    assert shown.all("//ul[@class='lines']/li") == [
        "A false alarm Incident · Withdrawn · 10 October 2026 · Hosting"
    ]


def test_a_component_tells_its_state_its_days_and_its_posts() -> None:
    shown = page("components/email/index.html")

    assert shown.h1 == "Email"
    assert shown.one("//main//p[@class='now']") == "Partial outage"
    assert "What happened on 2 days" in shown.main
    assert shown.all("//ul[@class='lines']//a") == [
        "Email is slow to arrive: up to 40 minutes",
        "Told late",
    ]


def test_a_component_that_was_retired_says_so() -> None:
    shown = page("components/legacy/index.html")

    assert "This component has been retired." in shown.main
    assert "Nothing has been reported about this component yet." in shown.main


def test_a_plain_page_keeps_its_text_under_one_heading() -> None:
    shown = page("contact/index.html")

    assert shown.all("//h1") == ["Talk to us"]
    assert shown.all("//main//h2 | //main//h3") == ["Main", "Contact"]
    assert shown.all("//img/@src") == ["../media/quay.svg"]


def test_the_subscribe_page_explains_every_feed() -> None:
    shown = page("ca/subscribe/index.html")

    assert shown.all("//main//a") == [
        f"https://status.harbour.example/sub/ca/{name}" for name in FEEDS
    ]
    assert shown.all("//main//a/@href") == [f"../{name}" for name in FEEDS]
    assert all(text for text in shown.all("//main//section/p"))


def test_the_not_found_page_says_what_works_and_links_from_the_root() -> None:
    shown = page("404.html")

    assert shown.one("//main//p[@class='says']") == "There is a partial outage of Email"
    assert shown.all("//main//a/@href") == ["/sub/index.html", "/sub/history/index.html"]
    assert shown.all("//meta[@name='robots']/@content") == ["noindex"]
    assert shown.all("//link[@rel='canonical']") == []


def test_an_old_address_leads_to_the_new_one_without_a_server() -> None:
    moved = FULL.replace(
        "content/incidents/2026-11-02-hosting.md",
        "impact: critical",
        "impact: critical\naliases: /issues/12",
    )

    shown = made(moved).page("issues/12/index.html")

    target = "../../incidents/2026-11-02-hosting/index.html"
    assert shown.all("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
    assert shown.all("//a/@href") == [target]
    assert shown.all("//link[@rel='canonical']/@href") == [
        "https://status.harbour.example/sub/incidents/2026-11-02-hosting/"
    ]
    assert shown.all("//meta[@name='robots']/@content") == ["noindex"]
