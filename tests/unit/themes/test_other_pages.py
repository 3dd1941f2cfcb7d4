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

    for href in shown.all("//main//a/@href"):
        if href.startswith("../") and href.endswith((".rss", ".atom", ".json")):
            address = f"https://status.harbour.example/sub/ca/{href.removeprefix('../')}"
            assert address.replace(".atom", ".rss") in shown.main, href
    assert shown.all("//main//a/@href")[: len(FEEDS)] == [f"../{name}" for name in FEEDS]
    assert all(text for text in shown.all("//main//section/p"))


def test_the_subscribe_page_has_what_is_in_use_by_group() -> None:
    shown = page("subscribe/index.html")

    assert shown.all("//details[@class='group']/summary") == ["Messaging", "Others"]
    assert shown.all("//details//p[@class='line']") == ["Email", "Webmail", "Hosting"]
    assert shown.all("//details//code") == [
        f"https://status.harbour.example/sub/{part}/feed.rss"
        for part in (
            *("groups/messaging", "components/email"),
            *("components/webmail", "components/hosting"),
        )
    ]
    assert shown.all("//details/@open") == ["", ""]


def test_many_components_are_folded_away() -> None:
    more = "".join(f"\n  - {{id: c{n}, name: Part {n}, group: messaging}}" for n in range(40))
    crowded = FULL.replace("content/site.yaml", "\npeople:", f"{more}\npeople:")

    shown = made(crowded).page("subscribe/index.html")

    assert len(shown.all("//details//code")) == 44
    assert shown.all("//details/@open") == []


def test_a_site_without_components_offers_none() -> None:
    settings = "name: A\nurl: https://a.example\nid_base: https://a.example\n"

    shown = made(BASE.with_files({"content/site.yaml": settings})).page("subscribe/index.html")

    assert shown.all("//details") == []
    assert "https://a.example/feeds/major.rss" in shown.main


def test_chats_badge_banner_and_api_have_lines_to_copy() -> None:
    lines = page("subscribe/index.html").all("//main//code")
    root = "https://status.harbour.example/sub"

    assert f"/feed subscribe {root}/feed.rss" in lines
    assert f"!hookshot feed {root}/feed.rss" in lines
    assert f"[![Harbour Status]({root}/badge.svg)]({root}/)" in lines
    assert f'<a href="{root}/"><img src="{root}/badge.svg" alt="Harbour Status"></a>' in lines
    assert f'<script src="{root}/banner.js" async></script>' in lines
    assert lines[-1] == f"{root}/api/v2/"


def test_a_calendar_program_is_opened_by_its_own_scheme() -> None:
    assert "webcal://status.harbour.example/sub/ca/maintenance.ics" in page(
        "ca/subscribe/index.html"
    ).all("//main//a/@href")


def test_a_name_with_brackets_breaks_no_line_to_copy() -> None:
    odd = FULL.replace("content/site.yaml", "{en: Harbour Status,", "{en: 'A]( & \"B\"',")

    lines = made(odd).page("subscribe/index.html").all("//main//code")

    assert any(line.startswith("[![A\\]( & ") for line in lines)
    assert any('alt="A]( &amp; &quot;B&quot;"' in line for line in lines)


def test_a_component_offers_its_own_feeds_calendar_and_badge() -> None:
    shown = page("components/legacy/index.html")
    here = "https://status.harbour.example/sub/components/legacy"

    assert shown.all("//section[@aria-labelledby='Only']//code") == [
        f"{here}/feed.atom",
        f"{here}/feed.rss",
        f"{here}/maintenance.ics",
        f"[![POP3]({here}/badge.svg)]({here}/)",
    ]
    assert [
        href for href in shown.all("//link[@rel='alternate'][@type]/@href") if "/" not in href
    ] == [*("feed.atom", "feed.rss")]


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
