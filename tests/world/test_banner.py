"""The banner on the company's own pages, in a real browser, under the strictest of policies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import complaints_of_axe
from tests.support.browser import Look, Visit, visit
from tests.support.embedded import BROKEN, CALM, write_embedded
from tests.support.host import Host

STRICT = (
    "default-src 'none'; script-src {status}; img-src data:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
SENTENCE = "There is a major outage of illicit ill till"
LINE = '<script src="{status}/banner.js" async></script>'
AT_ONCE = LINE.replace(" async", "")
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">{head}</head>
<body><header><a href="#Main">Skip</a></header><main id="Main"><h1>Shop</h1><p>Wares.</p></main>
<footer>Us</footer>{foot}</body></html>
"""
XHTML = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Shop</title>
<link rel="icon" href="data:,"/>{head}</head><body><h1>Shop</h1></body></html>
"""
PLACES = {
    "whenever it comes": (LINE, ""),
    "deferred": (LINE.replace("async", "defer"), ""),
    "at once, before there is a body": (AT_ONCE, ""),
    "at the end": ("", AT_ONCE),
    "twice": (LINE, LINE),
    "twice at once": (AT_ONCE * 2, ""),
    "in two languages": (LINE, LINE.replace("banner", "ar/banner")),
}
LOOKS = [
    Look(f"{scheme}-{width}", width=width, scheme=scheme)
    for scheme in ("light", "dark")
    for width in (1280, 320)
]
BAR = "#stillup-bar"
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
COLOUR = "e => getComputedStyle(e).backgroundColor"
FOCUSED = "document.activeElement.shadowRoot?.activeElement?.href"
DARK = """@media (prefers-color-scheme: dark) {
  :root { color-scheme: dark; background: #111; color: #eee } a { color: #9cf }
}"""
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) sum += each.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 200);
})"""


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Host]]:
    """Give a status site that burns and one where all is well, each at an origin of its own."""
    burning, calm = (tmp_path_factory.mktemp(name) for name in ("burning", "calm"))
    write_embedded(BROKEN, burning)
    write_embedded(CALM, calm)
    with Host(burning).open() as first, Host(calm).open() as second:
        yield {"burning": first, "calm": second}


@pytest.fixture
def status(statuses: dict[str, Host]) -> Host:
    return statuses["burning"]


@contextmanager
def company(
    browser: Browser,
    status: Host,
    folder: Path,
    *,
    head: str = LINE,
    foot: str = "",
    page: str = PAGE,
    name: str = "index.html",
    look: Look | None = None,
    policy: str = STRICT,
) -> Iterator[Visit]:
    """Open a page of the company that has taken our script in."""
    text = page.format(head=head, foot=foot).replace("{status}", status.address)
    (folder / name).write_text(text, encoding="utf-8")
    headers = {"Content-Security-Policy": policy.format(status=status.address)} if policy else {}
    with (
        Host(folder, headers=headers).open() as host,
        visit(browser, f"{host.address}/{name}", look or LOOKS[0]) as seen,
    ):
        yield seen
    assert (seen.console, seen.failures) == ([], [])
    others = {r for r in seen.requests if not r.startswith((host.address, "data:"))}
    assert others <= {f"{status.address}/banner.js", f"{status.address}/ar/banner.js"}


def bars(page: Page) -> int:
    return page.locator(BAR).count()


def test_it_shows_the_sentence_and_a_link_under_the_strictest_policy(
    browser: Browser, status: Host, tmp_path: Path
) -> None:
    with company(browser, status, tmp_path) as seen:
        bar = seen.page.get_by_role("region", name="Harbour Status")
        assert bar.is_visible()
        assert bar.locator("b").inner_text() == SENTENCE
        assert bar.get_by_role("link").get_attribute("href") == "https://status.harbour.example/"
        assert bar.locator("p").evaluate(COLOUR) == "rgb(23, 28, 34)"
        assert seen.page.evaluate(f"document.body.firstElementChild.matches('{BAR}')")


def test_it_asks_for_nothing_and_keeps_nothing(
    browser: Browser, status: Host, tmp_path: Path
) -> None:
    with company(browser, status, tmp_path) as seen:
        assert [r for r in seen.requests if r.startswith(status.address)] == [
            f"{status.address}/banner.js"
        ]
        assert seen.page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert seen.page.context.cookies() == []


def test_it_leaves_the_page_alone_when_all_is_well(
    browser: Browser, statuses: dict[str, Host], tmp_path: Path
) -> None:
    with company(browser, statuses["calm"], tmp_path) as seen:
        assert bars(seen.page) == 0
        assert seen.page.evaluate("document.body.children.length") == 3


@pytest.mark.parametrize("place", PLACES)
def test_there_is_one_bar_wherever_and_however_often_the_script_stands(
    browser: Browser, status: Host, tmp_path: Path, place: str
) -> None:
    head, foot = PLACES[place]
    with company(browser, status, tmp_path, head=head, foot=foot) as seen:
        assert bars(seen.page) == 1
        assert seen.page.evaluate(f"document.body.firstElementChild.matches('{BAR}')")
        assert seen.page.locator(BAR).is_visible()


def test_it_shows_in_an_xhtml_page(browser: Browser, status: Host, tmp_path: Path) -> None:
    head = LINE.replace("async", 'async="async"')
    with company(browser, status, tmp_path, head=head, page=XHTML, name="index.xhtml") as seen:
        assert seen.page.evaluate("document.contentType") == "application/xhtml+xml"
        assert seen.page.locator(BAR).locator("b").inner_text() == SENTENCE


def test_it_stands_where_the_page_has_a_place_for_it(
    browser: Browser, status: Host, tmp_path: Path
) -> None:
    page = PAGE.replace("<main", '<div id="stillup-banner"></div><main')
    with company(browser, status, tmp_path, page=page) as seen:
        assert seen.page.locator(f"#stillup-banner > {BAR}").is_visible()


@pytest.mark.parametrize("style", ["display: flex", "display: grid; grid-auto-flow: column"])
def test_it_pushes_nothing_aside_where_children_of_the_body_stand_side_by_side(
    browser: Browser, status: Host, tmp_path: Path, style: str
) -> None:
    head = f"<style>body {{ margin: 0; {style} }}</style>{LINE}"
    with company(browser, status, tmp_path, head=head, policy="") as seen:
        box = seen.page.locator(BAR).bounding_box()
        main = seen.page.locator("main").bounding_box()
        assert box is not None
        assert main is not None
        assert (box["x"], box["y"], box["width"]) == (0, 0, 1280)
        assert main["y"] >= box["height"]


def test_rules_of_the_page_do_not_touch_it(browser: Browser, status: Host, tmp_path: Path) -> None:
    hostile = (
        "* { font-size: 90px !important } p, a, b, i { display: none !important }"
        "section { display: none !important; visibility: hidden !important; opacity: 0 !important;"
        " position: fixed !important; left: -9999px !important; transform: scale(0) !important }"
    )
    head = f"<style>{hostile}</style>{LINE}"
    with company(browser, status, tmp_path, head=head, policy="") as seen:
        box = seen.page.locator(BAR).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert 30 < box["height"] < 80
        assert seen.page.locator(BAR).locator("b").is_visible()


def test_a_header_that_stays_on_top_does_not_hide_it(
    browser: Browser, status: Host, tmp_path: Path
) -> None:
    fixed = "header { position: fixed; top: 0; left: 0; right: 0; height: 80px; z-index: 1000 }"
    with company(
        browser, status, tmp_path, head=f"<style>{fixed}</style>{LINE}", policy=""
    ) as seen:
        hit = "document.elementFromPoint(40, 25).id"
        assert seen.page.evaluate(hit) == BAR.removeprefix("#")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("language", ["", "ar/"])
def test_axe_finds_nothing_wrong(
    browser: Browser, status: Host, tmp_path: Path, look: Look, language: str
) -> None:
    head = LINE.replace("banner.js", f"{language}banner.js")
    style = f"<style>{DARK}</style>"
    with company(browser, status, tmp_path, head=style + head, look=look, policy="") as seen:
        assert seen.page.locator(BAR).is_visible()
        assert complaints_of_axe(seen.page) == []
        assert not seen.page.evaluate(WIDER_THAN_SCREEN)


def test_the_keyboard_reaches_the_link_and_sees_it(
    browser: Browser, status: Host, tmp_path: Path
) -> None:
    with company(browser, status, tmp_path) as seen:
        bar = seen.page.locator(BAR)
        before = bar.screenshot()
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate(FOCUSED) == "https://status.harbour.example/"
        assert bar.screenshot() != before
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.textContent") == "Skip"


def test_another_language_is_written_its_own_way(
    browser: Browser, status: Host, tmp_path: Path
) -> None:
    head = LINE.replace("banner.js", "ar/banner.js")
    with company(browser, status, tmp_path, head=head) as seen:
        bar = seen.page.locator(BAR)
        assert (bar.get_attribute("lang"), bar.get_attribute("dir")) == ("ar", "rtl")
        shape, words = bar.locator("i").bounding_box(), bar.locator("b").bounding_box()
        assert shape is not None
        assert words is not None
        assert shape["x"] > words["x"] + words["width"] - 1


def test_letters_are_right_on_a_page_of_another_encoding(
    browser: Browser, status: Host, tmp_path: Path
) -> None:
    page = PAGE.replace("utf-8", "windows-1252")
    head = LINE.replace("banner.js", "ar/banner.js")
    with company(browser, status, tmp_path, page=page, head=head) as seen:
        assert seen.page.evaluate("document.characterSet") == "windows-1252"
        assert seen.page.locator(BAR).get_attribute("aria-label") == "حالة الميناء"


def test_paper_is_without_it(browser: Browser, status: Host, tmp_path: Path) -> None:
    look = Look("paper", print=True)
    with company(browser, status, tmp_path, look=look) as seen:
        assert bars(seen.page) == 1
        assert not seen.page.locator(BAR).is_visible()


def test_its_shape_shows_in_forced_colours(browser: Browser, status: Host, tmp_path: Path) -> None:
    with company(browser, status, tmp_path) as seen:
        seen.page.emulate_media(forced_colors="active")
        shape = seen.page.locator(BAR).locator("i")
        colours = shape.evaluate(
            "e => [getComputedStyle(e).borderTopColor, getComputedStyle(e.parentNode).backgroundColor]"
        )
        assert colours[0] != colours[1]


def test_the_page_hardly_moves(browser: Browser, status: Host, tmp_path: Path) -> None:
    with company(browser, status, tmp_path) as seen:
        assert seen.page.evaluate(SHIFT) < 0.1


def test_a_browser_without_style_sheets_made_by_scripts_still_says_it(
    browser: Browser, status: Host, tmp_path: Path
) -> None:
    old = "<script>delete window.CSSStyleSheet</script>"
    with company(browser, status, tmp_path, head=old + LINE, policy="") as seen:
        assert SENTENCE in seen.page.locator(BAR).locator("p").inner_text()
