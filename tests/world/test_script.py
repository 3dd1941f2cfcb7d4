"""The page's script in a real browser: with a moved clock, on a bad line, in other zones, and without it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.host import Host
from tests.support.project import Project
from tests.support.site import themed, with_incident, with_maintenance

NOW = "2026-12-01T21:00:00+00:00"
ZONE = "Europe/Lisbon"
SOON = 1.1 / 60
"""Minutes until the page has asked for the first time."""

WORK = """
    ---
    title: New mail store
    components: email
    starts: 2026-12-01 22:00
    ends: 2026-12-02 01:00
    ---

    ## Scheduled · 2026-11-25 10:00

    What and why.
    """
BROKEN = """
    ---
    title: Hosting is slow
    impact: minor
    components: hosting
    offer: {what: A week free, until: 2026-12-03 18:00}
    ---

    ## Investigating · 2026-12-01 20:50
    next_update: 21:20

    We look.
    """

CALM = with_maintenance(WORK, "2026-12-01-store")
BUSY = with_incident(BROKEN, "2026-12-01-slow", CALM)
STORE = "maintenance/2026-12-01-store/index.html"
SLOW = "incidents/2026-12-01-slow/index.html"

SAID = """() => [...document.querySelectorAll(
    "title, h1, .kind, .now, .plan, .promise, .note, .others"
)].map(e => e.matches("title") ? e.text : e.innerText)"""

FOCUS = "[document.activeElement.href, Math.round(document.activeElement.getBoundingClientRect().top / 2)]"
"""What has the focus, and where it stands on the screen, give or take a pixel."""


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{text}+00:00")


def write(project: Project, folder: Path, now: str = NOW) -> Path:
    """Build a project into a folder."""
    made = themed(project, now)
    assert made.documents, [d.message for d in made.diagnostics]
    renderer = Renderer(made, Fragments())
    for document in made.documents:
        (folder / document.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / document.path).write_bytes(renderer.render(document))
    return folder


class Reader:
    """A tab with a clock of its own, and what it asked for and complained about."""

    def __init__(self, page: Page, host: Host | None) -> None:
        self.page = page
        self.host = host
        self.requests: list[str] = []
        self.under_way = 0
        self.console: list[str] = []
        page.on("request", self._note)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._end)
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(f"error: {error}"))

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)
        self.under_way += 1

    def _end(self, _: Request) -> None:
        self.under_way -= 1

    def read(self, path: str = "index.html") -> "Reader":
        """Open a page of the host."""
        assert self.host is not None
        self.page.goto(f"{self.host.address}/{path}")
        return self

    def wait(self, minutes: float) -> None:
        """Let time go by here and, unless its clock stands, at the host; then let replies come in."""
        if self.host is not None:
            self.host.now += timedelta(minutes=minutes)
        left = round(minutes * 60_000)
        while left > 0:
            self.page.clock.run_for(min(left, 60_000))
            self._settle()
            left -= 60_000

    def _settle(self) -> None:
        for _ in range(500):
            self.page.wait_for_timeout(20)
            if not self.under_way:
                break
        self.page.wait_for_timeout(20)

    def text(self, selector: str) -> str:
        return " ".join(self.page.inner_text(selector).split())

    def said(self) -> list[str]:
        found: list[str] = self.page.evaluate(SAID)
        return [" ".join(words.split()) for words in found]


@contextmanager
def reader(
    browser: Browser, now: str | datetime | None, host: Host | None = None, **settings: Any
) -> Iterator[Reader]:
    """Give a tab whose clock stands at a moment until a test lets it go on, or with a real clock."""
    context = browser.new_context(
        **{"timezone_id": ZONE, "locale": "en-GB", "reduced_motion": "reduce"} | settings
    )
    try:
        tab = Reader(context.new_page(), host)
        if now is not None:
            at = datetime.fromisoformat(now) if isinstance(now, str) else now
            tab.page.clock.install(time=at - timedelta(seconds=1))
            tab.page.clock.pause_at(at)
            if host is not None:
                host.now = at
        yield tab
    finally:
        context.close()


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(CALM, tmp_path_factory.mktemp("calm"))


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(BUSY, tmp_path_factory.mktemp("busy"))


@pytest.fixture
def host(calm: Path) -> Iterator[Host]:
    with Host(calm).open() as host:
        yield host


@pytest.fixture
def busy_host(busy: Path) -> Iterator[Host]:
    with Host(busy).open() as host:
        yield host


# What the clock changes


@pytest.mark.parametrize(
    "at",
    [
        *("01T21:19:58", "01T21:20", "01T22:00", "02T01:00", "03T18:00"),
    ],
)
def test_read_later_a_page_says_what_a_build_of_that_moment_says(
    busy_host: Host, tmp_path: Path, browser: Browser, at: str
) -> None:
    with Host(write(BUSY, tmp_path, moment(at).isoformat())).open() as fresh:
        for path in (SLOW, STORE, "404.html", "components/email/index.html"):
            with (
                reader(browser, moment(at), busy_host) as early,
                reader(browser, moment(at), fresh) as then,
            ):
                early.read(path).wait(SOON)
                then.read(path)
                assert early.said() == then.said(), path
                assert early.console == []


def test_all_systems_work_until_the_work_begins_while_the_page_is_open(
    host: Host, browser: Browser
) -> None:
    with reader(browser, moment("01T21:59"), host) as tab:
        tab.read()
        tab.wait(5 / 6)
        assert tab.text("h1") == "All systems work"
        tab.wait(1 / 3)
        assert tab.text("h1") == "Maintenance is under way: Email"
        assert tab.page.title() == "Maintenance is under way: Email · Harbour Status"
        assert "Under maintenance" in tab.text("li.row:has-text('Email')")
        assert "In progress" in tab.text("section:has(#Planned)")


def test_a_correction_moves_neither_focus_nor_page(busy_host: Host, browser: Browser) -> None:
    with reader(browser, moment("01T21:19"), busy_host) as tab:
        tab.read(SLOW)
        tab.page.set_viewport_size({"width": 400, "height": 200})
        tab.page.focus("footer a")
        place = tab.page.evaluate(FOCUS)
        tab.wait(2)
        assert "it is late" in tab.text(".promise")
        assert tab.page.evaluate(FOCUS) == place


# Silence is claimed only by who knows


def test_nobody_is_called_late_while_the_site_cant_be_asked(
    busy_host: Host, browser: Browser
) -> None:
    with reader(browser, moment("01T21:19"), busy_host) as tab:
        tab.read(SLOW).wait(SOON)
        tab.page.context.set_offline(True)
        tab.wait(30)
        assert "Next update by" in tab.text(".promise")
        tab.page.context.set_offline(False)
        tab.wait(2)
        assert "it is late" in tab.text(".promise")
        assert tab.console == []


def test_nobody_is_called_late_when_there_is_news(tmp_path: Path, browser: Browser) -> None:
    folder = write(BUSY, tmp_path)
    with Host(folder).open() as host, reader(browser, moment("01T21:18"), host) as tab:
        tab.read(SLOW).wait(SOON)
        news = "\n## Identified · 2026-12-01 21:18\n\nFound.\n"
        path = "content/incidents/2026-12-01-slow.md"
        write(
            BUSY.with_files({path: BUSY.files[path].decode() + news}),
            folder,
            moment("01T21:19").isoformat(),
        )
        tab.wait(5)
        assert "Next update by" in tab.text(".promise")
        assert "newer version" in tab.text("[role=status]")


def test_nobody_is_called_late_by_a_reader_whose_clock_is_ahead(
    busy_host: Host, browser: Browser
) -> None:
    with reader(browser, moment("01T23:30"), busy_host) as tab:
        busy_host.now = moment("01T21:05")
        tab.read(SLOW).wait(2)
        assert "Next update by" in tab.text(".promise")


# Newer versions


def test_a_newer_version_is_told_of_and_shown_on_demand(tmp_path: Path, browser: Browser) -> None:
    folder = write(CALM, tmp_path)
    with Host(folder).open() as host, reader(browser, NOW, host) as tab:
        tab.read().wait(SOON)
        write(BUSY, folder, moment("01T21:01").isoformat())
        tab.page.focus("footer a")
        place, opened = tab.page.evaluate(FOCUS), tab.requests.count(tab.page.url)
        assert tab.text("[role=status]") == ""
        tab.wait(2)
        assert tab.text("[role=status]") == "There is a newer version of this page. Show it"
        assert tab.page.evaluate(FOCUS) == place
        assert tab.text("h1") == "All systems work"
        assert tab.requests.count(tab.page.url) == opened + 1
        asked = len(host.asked)
        tab.wait(10)
        assert len(host.asked) == asked
        tab.page.click("[role=status] a")
        tab.page.wait_for_load_state()
        assert tab.text("h1") == "There are problems with Hosting"
        assert tab.console == []


def test_publishing_that_leaves_a_page_as_it_was_is_no_news(
    tmp_path: Path, browser: Browser
) -> None:
    folder = write(CALM, tmp_path)
    with Host(folder).open() as host, reader(browser, NOW, host) as tab:
        tab.read("subscribe/index.html").wait(5)
        assert "Published 5 minutes ago." in tab.text("footer")
        write(BUSY, folder, moment("01T21:05").isoformat())
        tab.wait(2)
        assert tab.text("[role=status]") == ""
        assert "Published 2 minutes ago." in tab.text("footer")
        assert host.times("/subscribe/index.html") == 2


def test_a_page_that_the_browser_had_kept_is_compared_at_once(
    tmp_path: Path, browser: Browser
) -> None:
    folder = write(CALM, tmp_path)
    host = Host(folder, seconds=3600)
    with host.open(), reader(browser, None, host) as tab:
        tab.read("index.html")
        tab.read("subscribe/index.html")
        write(BUSY, folder)
        tab.page.click("header a")
        assert tab.text("h1") == "All systems work"
        assert host.times("/index.html") == 1
        tab.page.wait_for_selector("[role=status] a", timeout=5000)
        tab.page.click("[role=status] a")
        tab.page.wait_for_selector("h1:has-text('problems')", timeout=5000)


def test_the_site_is_asked_only_while_somebody_looks(host: Host, browser: Browser) -> None:
    hide = "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true}); document.dispatchEvent(new Event('visibilitychange')); }"
    with reader(browser, NOW, host) as tab:
        tab.read().wait(5)
        asked = host.times("/published.json")
        assert 5 <= asked <= 6
        tab.page.evaluate(hide, arg=True)
        tab.wait(30)
        assert host.times("/published.json") == asked
        tab.page.evaluate(hide, arg=False)
        tab.page.wait_for_timeout(100)
        assert host.times("/published.json") == asked + 1


# Whatever fails, fails in silence. The browser itself notes replies such as 404, which no page can prevent.


def of_ours(console: list[str]) -> list[str]:
    return [text for text in console if not text.startswith("Failed to load resource")]


def test_a_host_in_trouble_is_asked_less_and_less(host: Host, browser: Browser) -> None:
    host.fails["/published.json"] = 503
    with reader(browser, NOW, host) as tab:
        tab.read().wait(120)
        assert 4 <= host.times("/published.json") <= 8
        assert "Published" not in tab.text("body")
        del host.fails["/published.json"]
        tab.wait(65)
        assert re.search(r"Published \d+ hours ago\.", tab.text("body"))
        assert of_ours(tab.console) == []


@pytest.mark.parametrize(
    ("code", "body"), [(404, ""), (200, "<!DOCTYPE html>"), (200, "{}"), (200, '{"at": 3}')]
)
def test_a_site_without_its_time_of_publishing_is_silent(
    tmp_path: Path, browser: Browser, code: int, body: str
) -> None:
    folder = write(CALM, tmp_path)
    (folder / "published.json").write_text(body)
    host = Host(folder, fails={"/published.json": 404} if code == 404 else {})
    with host.open(), reader(browser, NOW, host) as tab:
        tab.read().wait(20)
        assert tab.text("[role=status]") == ""
        assert "NaN" not in tab.text("body")
        assert of_ours(tab.console) == []
        assert code == 200 or host.times("/published.json") == 1


def test_a_page_that_became_something_else_is_no_newer_version(
    tmp_path: Path, browser: Browser
) -> None:
    folder = write(CALM, tmp_path)
    with Host(folder).open() as host, reader(browser, NOW, host) as tab:
        tab.read().wait(SOON)
        (folder / "index.html").write_text("<h1>Sign in to the Wi-Fi</h1>")
        (folder / "published.json").write_text('{"at": "2026-12-01T21:01:00Z"}')
        tab.wait(5)
        assert tab.text("[role=status]") == ""
        assert tab.console == []


def test_without_a_line_nothing_is_asked_and_nothing_said(host: Host, browser: Browser) -> None:
    with reader(browser, NOW, host) as tab:
        tab.read().page.context.set_offline(True)
        tab.wait(10)
        assert host.times("/published.json") == 0
        assert tab.console == []


def test_nothing_is_stored(host: Host, browser: Browser) -> None:
    with reader(browser, NOW, host) as tab:
        tab.read().wait(3)
        kept = tab.page.evaluate(
            "async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length]"
        )
        assert kept == [0, 0, "", 0, 0]
        assert tab.page.context.cookies() == []


def test_the_front_page_is_one_request(busy_host: Host, browser: Browser) -> None:
    with reader(browser, NOW, busy_host) as tab:
        tab.read().page.wait_for_timeout(300)
        assert tab.requests == [f"{busy_host.address}/index.html"]
        assert tab.console == []


# Other places


def test_from_a_disk_the_clock_counts_and_nothing_is_asked(busy: Path, browser: Browser) -> None:
    with reader(browser, moment("02T01:00")) as tab:
        for path, words in (
            ("index.html", "There are problems with Hosting"),
            (STORE, "Planned to end at 2 December 2026, 01:00 WET, not yet confirmed."),
            (SLOW, "it is late"),
        ):
            tab.page.goto((busy / path).as_uri())
            tab.wait(2)
            assert words in tab.text("main"), path
        assert all(request.startswith("file:") for request in tab.requests)
        assert tab.console == []


def test_under_a_sub_path_and_in_another_language_it_asks_the_root_of_the_site(
    calm: Path, tmp_path: Path, browser: Browser
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "status").symlink_to(calm)
    with Host(tmp_path).open() as host, reader(browser, moment("01T21:03"), host) as tab:
        tab.read(f"deep/status/ca/{STORE}").wait(SOON)
        assert set(host.asked) == {f"/deep/status/ca/{STORE}", "/deep/status/published.json"}
        assert "fa 3 minuts" in tab.text("footer")
        assert tab.console == []


def test_without_javascript_the_page_is_complete_and_says_nothing_of_later(
    busy_host: Host, browser: Browser
) -> None:
    with reader(browser, None, busy_host, java_script_enabled=False) as tab:
        for path in ("index.html", SLOW, STORE):
            tab.read(path)
            text = tab.text("body")
            for later in (
                "not yet confirmed",
                "late",
                "newer version",
                "In brackets",
                "Published",
                "In progress",
            ):
                assert later not in text, (path, later)
        assert "Planned from 1 December 2026, 22:00 WET to 2 December 2026, 01:00 WET." in text


# The reader's own zone


@pytest.mark.parametrize(
    ("zone", "language", "shown"),
    [
        ("Asia/Tokyo", "", "22:00 WET (2 Dec, 07:00 GMT+9) to 2 December 2026, 01:00 WET (10:00 GMT+9)."),
        ("America/St_Johns", "", "22:00 WET (18:30 GMT-3:30) to 2 December 2026, 01:00 WET (1 Dec, 21:30 GMT-3:30)."),
        ("Asia/Tokyo", "ca/", "(10:00 GMT+9)"),
    ],
)  # fmt: skip
def test_times_are_said_in_the_readers_zone_too(
    host: Host, browser: Browser, zone: str, language: str, shown: str
) -> None:
    with reader(browser, NOW, host, timezone_id=zone, locale="ja-JP") as tab:
        tab.read(f"{language}{STORE}")
        assert shown in tab.text(".plan")
        assert len(tab.page.get_attribute(".plan time", "title") or "") > 20
        tab.wait(1)
        assert shown in tab.text(".plan")
        assert tab.page.locator(".plan .yours").count() == 2
        assert tab.console == []


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "Europe/London", "Africa/Abidjan"])
def test_where_the_clock_shows_the_same_nothing_is_added(
    host: Host, browser: Browser, zone: str
) -> None:
    with reader(browser, NOW, host, timezone_id=zone) as tab:
        tab.read(STORE)
        assert tab.page.locator(".yours, time[title]").count() == 0
        assert "In brackets" not in tab.text("footer")


def test_days_stay_days_and_a_word_says_what_the_brackets_are(
    busy_host: Host, browser: Browser
) -> None:
    with reader(browser, NOW, busy_host, timezone_id="Asia/Tokyo") as tab:
        tab.read()
        assert (
            tab.page.locator("time[datetime*=T]").count() == tab.page.locator(".yours").count() > 0
        )
        assert "In brackets: your own time." in tab.text("footer")


def test_what_is_said_later_is_said_in_the_readers_zone_too(
    busy_host: Host, browser: Browser
) -> None:
    with reader(browser, moment("01T21:19"), busy_host, timezone_id="Asia/Tokyo") as tab:
        tab.read(SLOW).wait(3)
        assert re.search(r"due at .*\(.*06:20 GMT\+9\); it is late\.", tab.text(".promise"))
        assert tab.page.locator("time[datetime*=T]").count() == tab.page.locator(".yours").count()


# The policy


def test_the_policy_blocks_a_script_and_an_image_that_are_not_the_sites(
    tmp_path: Path, calm: Path, browser: Browser
) -> None:
    folder = write(CALM, tmp_path)
    with Host(calm).open() as stranger, Host(folder).open() as host:
        harm = (
            "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 2'>"
            f"<script src='{stranger.address}/x.js'></script>"
            f"<img src='{stranger.address}/x.png'><iframe src='{stranger.address}/'></iframe>"
            "</main>"
        )
        page = folder / "index.html"
        page.write_text(page.read_text().replace("</main>", harm))
        with reader(browser, None, host) as tab:
            tab.read().page.wait_for_timeout(300)
            sent = tab.page.evaluate(
                "address => fetch(address).then(() => 'sent', () => 'blocked')",
                arg=f"{stranger.address}/published.json",
            )
            assert tab.page.evaluate("window.harmed") is None
            assert (sent, stranger.asked) == ("blocked", [])
            assert "Content Security Policy" in "".join(tab.console)


def test_the_time_of_publishing_is_what_the_page_reads(calm: Path) -> None:
    assert json.loads((calm / "published.json").read_text()) == {"at": "2026-12-01T21:00:00Z"}
