"""Pages in a real browser: from a disk, under a sub-path, without JavaScript, at every width."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import LOOKS, Look, visit
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
    shutil.copytree(sample.tree, tmp_path / "deep" / "status")
    with served(tmp_path) as address:
        root = f"{address}/deep/status/"
        todo, done = [root], set[str]()
        while todo and len(done) < 25:
            here = todo.pop(0)
            if here in done:
                continue
            done.add(here)
            with visit(browser, here) as seen:
                links = seen.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
            assert (seen.console, seen.failures) == ([], []), here
            assert all(request.startswith(root) for request in seen.requests), here
            ours = [link.partition("#")[0] for link in links if link.startswith(address)]
            assert all(link.startswith(root) for link in ours), here
            todo += [link for link in ours if link.endswith(("/", ".html"))]
    assert len(done) > 10


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_no_look_scrolls_sideways_or_complains(sample: Built, browser: Browser, look: Look) -> None:
    with served(sample.tree) as address:
        for page in PAGES:
            with visit(browser, f"{address}/{page}", look) as seen:
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
