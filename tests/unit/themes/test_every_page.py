"""What holds for every page of the default theme, whatever it shows."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from itertools import pairwise
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree

from stillup.model.sources import Kind
from tests.support.css import custom_properties
from tests.unit.themes.pages import Made, Page, made
from tests.unit.themes.sample import FULL


@cache
def site() -> Made:
    return made(FULL)


@cache
def pages() -> tuple[Page, ...]:
    return tuple(site().pages())


def digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


every_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.path)


def test_there_is_a_page_of_every_kind() -> None:
    assert {document.kind for document in site().documents()} >= set(Kind) - {
        *(Kind.MEDIA, Kind.STATIC, Kind.REDIRECT, Kind.RSS, Kind.ATOM, Kind.JSON_FEED),
        *(Kind.SITEMAP, Kind.ROBOTS, Kind.LEDGER, Kind.PUBLISHED),
        *(Kind.STATUSPAGE, Kind.CALENDAR, Kind.BADGE, Kind.SHIELD, Kind.BANNER),
    }


@every_page
def test_a_link_to_it_can_be_shown_with_a_few_words(page: Page) -> None:
    if page.path == "404.html":
        return
    (about,) = page.all("//meta[@name='description']/@content")

    assert 5 < len(about) <= 230
    assert page.all("//meta[@property='og:title']/@content") == [page.one("//title")]
    assert page.all("//meta[@property='og:url']/@content") == page.all(
        "//link[@rel='canonical']/@href"
    )


@every_page
def test_the_browser_is_told_the_colours_of_the_page(page: Page) -> None:
    style = page.one("//style")

    assert page.all("//meta[@name='theme-color']/@content") == [
        custom_properties(style, scheme)["paper"].replace("#ffffff", "#fff")
        for scheme in ("light", "dark")
    ]


@every_page
def test_its_icon_needs_no_request(page: Page) -> None:
    (icon,) = page.all("//link[@rel='icon']/@href")

    assert icon.startswith("data:image/svg+xml,")
    etree.fromstring(unquote(icon.partition(",")[2]))


@every_page
def test_it_names_its_language_and_direction(page: Page) -> None:
    folder = page.path.split("/")[0]
    language = folder if folder in {"ca", "ar"} else "en"

    assert page.all("/html/@lang") == [language]
    assert page.all("/html/@dir") == ["rtl" if language == "ar" else "ltr"]


@every_page
def test_it_has_a_title_one_main_heading_and_landmarks(page: Page) -> None:
    assert page.h1
    assert page.one("//title")
    assert [
        len(page.tree.xpath(f"//{name}")) for name in ("main", "body/header", "body/footer")
    ] == [1, 1, 1]


@every_page
def test_headings_skip_no_level(page: Page) -> None:
    levels = [
        int(h.tag[1])
        for h in page.tree.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
    ]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@every_page
def test_no_id_stands_twice(page: Page) -> None:
    ids = page.all("//@id")

    assert len(ids) == len(set(ids))


@every_page
def test_the_first_link_leads_past_the_menu(page: Page) -> None:
    assert page.all("//a/@href")[0] == "#" + page.one("//main/@id")


@every_page
def test_its_policy_allows_its_own_style_and_script_and_no_other(page: Page) -> None:
    (policy,) = page.all("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.tree.xpath("//style/text()")
    (script,) = [element.text for element in page.scripts if "type" not in element.attrib]

    assert policy == (
        f"default-src 'none'; img-src 'self' data:; style-src '{digest(style)}'; "
        f"script-src '{digest(script)}'; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
    assert page.all("//@style | //@onclick | //link[@rel='stylesheet']") == []
    assert {element.get("type") for element in page.scripts} == {None, "text/html"}


@every_page
def test_it_leads_to_every_feed_of_its_language(page: Page) -> None:
    found = page.all("//link[@rel='alternate'][@type]/@href")

    assert [href.rpartition("/")[2] for href in found] == [
        *("feed.atom", "feed.rss", "feed.json", "history.atom", "history.rss"),
        *(("feed.atom", "feed.rss") if "components/" in page.path else ()),
    ]
    titles = page.all("//link[@rel='alternate'][@type]/@title")
    assert len(set(titles)) == len(titles)
    assert all(title for title in page.all("//link[@rel='alternate'][@type]/@title"))


@every_page
def test_every_link_of_ours_leads_to_a_document(page: Page) -> None:
    known = {document.path for document in site().build.documents}
    links = page.all(
        "//*[not(@rel='canonical') and not(@hreflang and self::link)]/@href | //img/@src"
    )
    ours = [link for link in links if not urlsplit(link).scheme and not link.startswith("#")]

    for link in ours:
        path = unquote(link.partition("#")[0])
        target = (
            path.removeprefix("/sub/")
            if path.startswith("/")
            else normpath(join(dirname(page.path), path))
        )
        assert target in known, link


@every_page
def test_every_place_linked_to_on_a_page_is_there(page: Page) -> None:
    for link in page.all("//a/@href | //*[local-name()='use']/@href"):
        if link.startswith("#"):
            assert page.tree.xpath("//@id[. = $id]", id=unquote(link[1:])), link


@every_page
def test_it_says_how_to_reach_a_person(page: Page) -> None:
    assert "+351 21 000 00 00" in page.one("//footer").replace("\u00a0", " ")
    assert "1, Quay Street" in page.one("//footer")


@every_page
def test_every_time_names_its_moment_or_day(page: Page) -> None:
    assert all(len(at) == 10 or at.endswith("Z") for at in page.all("//time/@datetime"))


def test_pages_that_exist_in_several_languages_name_each_other() -> None:
    page = site().page("ca/index.html")

    links = page.tree.xpath("//link[@hreflang and not(@type)]")
    assert [(link.get("hreflang"), link.get("href")) for link in links] == [
        ("en", "https://status.harbour.example/sub/"),
        ("ca", "https://status.harbour.example/sub/ca/"),
        ("ar", "https://status.harbour.example/sub/ar/"),
        ("x-default", "https://status.harbour.example/sub/"),
    ]
    assert page.all("//link[@hreflang and @type]") == []  # a feed is no version of the page
    assert page.all("//ul[@class='languages']//a") == ["English", "Català", "العربية"]
    assert page.all("//ul[@class='languages']//a[@aria-current]") == ["Català"]


def test_a_page_in_one_language_alone_is_linked_to_there() -> None:
    page = site().page("ca/contact/index.html")

    assert page.all("//nav//a[@lang='en' and not(ancestor::ul[@class='languages'])]") == [
        "About this page"
    ]
    assert page.all("//main//a/@href") == ["../../about/index.html"]


def test_words_of_the_content_are_escaped() -> None:
    project = FULL.replace(
        "content/incidents/2026-11-21-email.md",
        "title: Email is slow to arrive: up to 40 minutes",
        'title: <script>alert(1)</script> & "more"',
    )

    page = made(project).page("incidents/2026-11-21-email/index.html")

    assert page.h1 == '<script>alert(1)</script> & "more"'
    assert b"<script>alert" not in page.data
