"""Pages in a real browser: from a disk, under a sub-path, without JavaScript, at every width."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from tests.support.browser import LOOKS, Look, visit, window
from tests.support.web import served
from tests.world.sites import Built

PAGES = (
    "index.html",
    "incidents/2026-05-12-girona-power/index.html",
    "maintenance/2026-11-25-mail-disks/index.html",
    "components/mailboxes/index.html",
    "history/index.html",
    "history/2026-05/index.html",
    "subscribe/index.html",
    "contact/index.html",
    "ca/index.html",
    "ca/incidents/2026-05-12-girona-power/index.html",
)
WIDER_THAN_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_works_from_a_disk(sample: Built, browser: Browser, page: str) -> None:
    with visit(browser, (sample.tree / page).as_uri()) as seen:
        assert seen.page.locator("h1").count() == 1
        assert seen.page.title()
    assert (seen.console, seen.failures) == ([], [])
    assert all(request.startswith("file:") for request in seen.requests)


def test_every_link_works_under_a_sub_path(sample: Built, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "status").symlink_to(sample.tree)
    with served(tmp_path) as address, window(browser) as opened:
        root = f"{address}/deep/status/"
        for page in PAGES:
            with opened.visit(root + page) as seen:
                links = seen.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
            assert (seen.console, seen.failures) == ([], []), page
            assert all(request.startswith(root) for request in seen.requests), page
            ours = [link.partition("#")[0] for link in links if link.startswith(address)]
            assert ours, page
            for link in ours:
                assert link.startswith(root), f"{page} leads out of the site: {link}"
                assert (sample.tree / unquote(link.removeprefix(root))).is_file(), link


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_no_look_scrolls_sideways_or_complains(sample: Built, browser: Browser, look: Look) -> None:
    with served(sample.tree) as address, window(browser, look) as opened:
        for page in PAGES:
            with opened.visit(f"{address}/{page}") as seen:
                assert not seen.page.evaluate(WIDER_THAN_SCREEN), (
                    f"{page} is wider than {look.width}"
                )
            assert (seen.console, seen.failures) == ([], []), page
            assert all(request.startswith(address) for request in seen.requests), page


def test_the_words_are_there_without_javascript(sample: Built, browser: Browser) -> None:
    plain = next(look for look in LOOKS if not look.script)
    with visit(browser, (sample.tree / "index.html").as_uri(), plain) as seen:
        text = seen.page.inner_text("main")
    assert "Webmail shows no messages from today" in text
    assert "New disks for the mailboxes" in text
