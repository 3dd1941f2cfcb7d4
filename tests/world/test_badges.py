"""Badges in a real browser: nothing is clipped in any language, and any page can show them."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import visit, window
from tests.support.embedded import BROKEN, LANGUAGES, write_embedded
from tests.support.host import Host
from tests.support.html_tools import complaints_of_vnu_about_pictures

GIT_HOST = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""The policy with which Git hosts hand on the pictures of a README."""

EDGES = """svg => {
  const edges = each => { const box = each.getBBox(); return [box.x, box.x + box.width]; };
  const path = svg.querySelector("path").getBoundingClientRect(), all = svg.getBoundingClientRect();
  return {
    wide: all.width,
    tall: all.height,
    words: [...svg.querySelectorAll("text")].map(edges),
    shape: [path.left - all.left, path.right - all.left],
  };
}"""
NATURAL = """svg => [...svg.querySelectorAll("text")].map(text => {
  const given = text.textLength.baseVal.value;
  text.removeAttribute("textLength");
  return given / text.getComputedTextLength();
})"""
SHOWN = "() => [...document.images].map(i => [i.naturalWidth, i.naturalHeight])"


@pytest.fixture(scope="module")
def badges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("badges")
    write_embedded(BROKEN, folder)
    return folder


def of_language(folder: Path, language: str) -> list[Path]:
    root = folder if language == "en" else folder / language
    found = [root / "badge.svg", *sorted((root / "components").rglob("badge.svg"))]
    assert len(found) == 8
    return found


def opened(page: Page, file: Path) -> None:
    page.set_content(f"<!DOCTYPE html><title>x</title>{file.read_text('utf-8')}")


def test_every_badge_is_valid(badges: Path) -> None:
    assert len(list(badges.rglob("*.svg"))) == 8 * len(LANGUAGES)
    assert complaints_of_vnu_about_pictures(badges) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_clipped_or_meets_another(badges: Path, browser: Browser, language: str) -> None:
    with visit(browser, "about:blank") as seen:
        for file in of_language(badges, language):
            opened(seen.page, file)
            found = seen.page.eval_on_selector("svg", EDGES)
            places = sorted([*found["words"], found["shape"]])
            assert places[0][0] >= 6, file
            assert places[-1][1] <= found["wide"] - 6, file
            for before, after in pairwise(places):
                assert after[0] - before[1] >= 4, file
            assert found["tall"] == 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_hardly_stretched(badges: Path, browser: Browser, language: str) -> None:
    with visit(browser, "about:blank") as seen:
        for file in of_language(badges, language):
            opened(seen.page, file)
            for ratio in seen.page.eval_on_selector("svg", NATURAL):
                assert 0.85 < ratio < 1.25, file


def test_people_who_read_from_the_right_begin_with_the_name(badges: Path, browser: Browser) -> None:
    with visit(browser, "about:blank") as seen:
        for language, is_first_left in (("en", True), ("ar", False)):
            opened(seen.page, of_language(badges, language)[0])
            name, state = seen.page.eval_on_selector("svg", EDGES)["words"]
            assert (name[0] < state[0]) is is_first_left


def test_a_git_host_may_hand_it_on_with_the_strictest_policy(
    badges: Path, browser: Browser, tmp_path: Path
) -> None:
    pictures = [str(file.relative_to(badges)) for file in of_language(badges, "ar")]
    images = "".join(f'<img alt="" src="{address}">' for address in pictures)
    page = f"<!DOCTYPE html><title>README</title><link rel='icon' href='data:,'>{images}"
    (badges / "readme.html").write_text(page, encoding="utf-8")
    shots: list[bytes] = []
    for policy in ({}, {"Content-Security-Policy": "default-src 'none'; img-src 'self' data:"}):
        with Host(badges, headers=policy).open() as host, window(browser) as opened_window:
            with opened_window.visit(f"{host.address}/readme.html") as seen:
                assert all(wide > 40 and tall == 20 for wide, tall in seen.page.evaluate(SHOWN))
                shots.append(seen.page.screenshot(path=tmp_path / f"{len(shots)}.png"))
            assert sorted(set(host.asked)) == sorted({"/readme.html", *(f"/{p}" for p in pictures)})
    assert shots[0] == shots[1]


def test_it_runs_nothing_even_as_a_page_of_its_own(badges: Path, browser: Browser) -> None:
    with (
        Host(badges, headers={"Content-Security-Policy": GIT_HOST}).open() as host,
        visit(browser, f"{host.address}/components/hostile/badge.svg") as seen,
    ):
        assert seen.page.title() != "hurt"
        assert seen.page.locator("script").count() == 0
        assert "document.title" in (seen.page.locator("text").first.text_content() or "")
        assert (seen.console, seen.failures) == ([], [])
