"""Every kind of page, with much in it and with next to nothing, for every eye and for the keyboard."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import complaints_of_axe
from tests.support.browser import Look, Scheme, visit, window
from tests.support.html_tools import complaints_of_html_validate, complaints_of_vnu
from tests.support.stress import HARD
from tests.support.web import served
from tests.world.sites import Built

SAMPLE = (
    "index.html",
    "incidents/2026-05-12-girona-power/index.html",
    "maintenance/2026-11-25-mail-disks/index.html",
    "components/webmail/index.html",
    "history/index.html",
    "history/2026-11/index.html",
    "subscribe/index.html",
    "contact/index.html",
    "404.html",
    "ca/index.html",
)
EVERYTHING = (
    "index.html",
    "incidents/2026-11-21-mail/index.html",
    "incidents/2026-11-01-over/index.html",
    "incidents/2026-11-15-news/index.html",
    "incidents/2026-10-10-alarm/index.html",
    "incidents/2026-10-05-late/index.html",
    "maintenance/2026-11-21-overdue/index.html",
    "maintenance/2026-12-05-day/index.html",
    "components/part-0/index.html",
    "components/part-35/index.html",
    "history/index.html",
    "history/2026-11/index.html",
    "ar/index.html",
    "ar/incidents/2026-11-01-over/index.html",
    "ja/index.html",
)
EMPTY = ("index.html", "history/index.html", "subscribe/index.html", "404.html")
SITES = {
    "sample": SAMPLE,
    "everything": EVERYTHING,
    **{name: EMPTY for name in HARD if name != "everything"},
}
LOOKS = [
    Look(f"{scheme}-{width}", width=width, scheme=scheme)
    for scheme in ("light", "dark")
    for width in (1280, 320)
]
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
UNFOLD = "document.querySelectorAll('details').forEach(each => each.open = true)"
REACHABLE = """() => [...document.querySelectorAll("a[href], summary, [tabindex='0']")].filter(
    each => each.getClientRects().length && getComputedStyle(each).visibility !== "hidden"
).length"""
FOCUS = """async () => {
    const on = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(on);
    const inView = () => {
        const box = on.getBoundingClientRect();
        return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    };
    // A busy browser scrolls a few frames later.
    for (let frame = 0; frame < 30 && !inView(); frame++) await new Promise(requestAnimationFrame);
    const seen = inView();
    const id = [...document.querySelectorAll("*")].indexOf(on);
    return {
        id, tag: on.tagName, words: on.textContent.trim().slice(0, 60), seen,
        ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    };
}"""

Shelf = Callable[[str], Built]


def tree(shelf: Shelf, site: str) -> Path:
    return shelf(site).tree


@contextmanager
def shown(tree: Path, browser: Browser, page: str, look: Look = LOOKS[0]) -> Iterator[Page]:
    """Open one page of a site."""
    with served(tree) as address, visit(browser, f"{address}/{page}", look) as seen:
        yield seen.page


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("site", SITES)
def test_axe_finds_nothing(shelf: Shelf, browser: Browser, site: str, look: Look) -> None:
    with served(tree(shelf, site)) as address, window(browser, look) as opened:
        for page in SITES[site]:
            with opened.visit(f"{address}/{page}") as seen:
                seen.page.evaluate(UNFOLD)
                assert complaints_of_axe(seen.page) == [], page
                assert not seen.page.evaluate(WIDER_THAN_SCREEN), f"{page} is too wide"


def test_axe_finds_nothing_on_a_page_that_leads_on(
    shelf: Shelf, browser: Browser, tmp_path: Path
) -> None:
    moved = (tree(shelf, "everything") / "old/mail/index.html").read_text()
    (tmp_path / "index.html").write_text(re.sub("<meta http-equiv=.*>", "", moved))
    with shown(tmp_path, browser, "index.html") as page:
        assert complaints_of_axe(page) == []


def test_axe_sees_a_fault(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<p style="color: #ccc">grey<img src="data:,"></p>')
    with shown(tmp_path, browser, "index.html") as page:
        said = " ".join(complaints_of_axe(page))
    assert "image-alt" in said
    assert "color-contrast" in said


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    ("site", "path"),
    [
        ("everything", page)
        for page in (EVERYTHING[0], EVERYTHING[1], EVERYTHING[2], "ar/index.html")
    ]
    + [("sample", page) for page in ("index.html", "subscribe/index.html", "404.html")],
)
def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(
    shelf: Shelf, browser: Browser, site: str, path: str, width: int
) -> None:
    with shown(tree(shelf, site), browser, path, Look("keys", width=width)) as page:
        page.evaluate(UNFOLD)
        there = page.evaluate(REACHABLE)
        stops = walk(page, there)
    assert len({stop["id"] for stop in stops}) == there
    assert [stop for stop in stops if not (stop["ring"] and stop["seen"])] == []
    assert [stop["id"] for stop in stops] == sorted(stop["id"] for stop in stops)


def walk(page: Page, steps: int) -> list[dict[str, Any]]:
    """Press Tab so many times and return what had the focus."""
    found = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUS))
    return found


def test_the_first_stop_leads_past_the_menu(shelf: Shelf, browser: Browser) -> None:
    with shown(tree(shelf, "sample"), browser, "index.html") as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.url.endswith("#Main")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("site", [name for name in SITES if name != "sample"])
def test_other_judges_have_no_complaint_about_hard_sites(shelf: Shelf, site: str) -> None:
    assert complaints_of_vnu(tree(shelf, site)) == []
    assert complaints_of_html_validate(tree(shelf, site)) == []


MEDIA = {
    "forced-light": {"forced_colors": "active", "color_scheme": "light"},
    "forced-dark": {"forced_colors": "active", "color_scheme": "dark"},
    "paper": {"media": "print"},
    "paper-in-the-dark": {"media": "print", "color_scheme": "dark"},
    "still": {"reduced_motion": "reduce"},
}
INVISIBLE = """() => {
    const channels = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
    const light = text => {
        const [r, g, b] = channels(text).map(c => c / 255).map(
            c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const behind = each => {
        for (let at = each; at; at = at.parentElement) {
            const { backgroundColor } = getComputedStyle(at);
            if (!/^rgba.*, 0\\)$|transparent/.test(backgroundColor)) return backgroundColor;
        }
        return "rgb(255, 255, 255)";
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const each = text.parentElement;
        if (!text.data.trim() || !each.getClientRects().length) continue;
        if (each.closest("script, .unseen, .skip")) continue;
        const pair = [light(getComputedStyle(each).color), light(behind(each))].sort((a, b) => a - b);
        if ((pair[1] + .05) / (pair[0] + .05) < 4.5) found.push(text.data.trim().slice(0, 60));
    }
    return found;
}"""
"""Words whose colour can hardly be told from what lies behind them."""


@pytest.mark.parametrize("media", MEDIA)
def test_words_can_be_read_in_other_media(shelf: Shelf, browser: Browser, media: str) -> None:
    with served(tree(shelf, "everything")) as address, window(browser) as opened:
        for page in ("index.html", "incidents/2026-11-01-over/index.html"):
            with opened.visit(f"{address}/{page}") as seen:
                seen.page.emulate_media(**MEDIA[media])  # type: ignore[arg-type]
                assert seen.page.evaluate(INVISIBLE) == [], page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_has_a_word_and_a_shape_of_its_own(
    shelf: Shelf, browser: Browser, scheme: Scheme
) -> None:
    with shown(tree(shelf, "everything"), browser, "index.html") as page:
        page.emulate_media(color_scheme=scheme)
        states = page.eval_on_selector_all(
            ".state",
            "all => all.map(e => [e.innerText.trim(), e.querySelector('use').getAttribute('href')])",
        )
    words, shapes = {word for word, _ in states}, {shape for _, shape in states}
    assert len(words) == len(shapes) == len({tuple(state) for state in states}) == 5


def test_the_latest_update_is_on_the_first_screens_of_a_phone(
    shelf: Shelf, browser: Browser
) -> None:
    with shown(tree(shelf, "sample"), browser, "index.html", Look("phone", width=390)) as page:
        where = page.evaluate(
            "['.sign h1', '.promise', '.update .prose'].map("
            "what => document.querySelector(what).getBoundingClientRect().bottom)"
        )
    headline, promise, latest = where
    assert headline < promise < latest
    assert promise < 640
    assert latest < 2 * 844
