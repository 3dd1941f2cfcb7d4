"""The preview in a real browser: what is saved is seen, nobody is disturbed, and nothing gets out."""

import contextlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, expect

from stillup.model.diagnostic import Diagnostic, Severity, Span
from tests.support.axe import complaints_of_axe
from tests.support.html_tools import complaints_of_vnu
from tests.support.previews import (
    FakeBench,
    Serving,
    at,
    running,
    serving,
    shown,
    snapshot_of,
)
from tests.support.project import Project
from tests.unit.cli.sites import EMAIL, SITE, WEBMAIL

NOW = "2026-11-21T13:00Z"
DRAFT = "content/incidents/2026-11-20-draft.md"
EMAIL_PAGE = "/incidents/2026-11-21-email/"
DRAFT_PAGE = "/incidents/2026-11-20-draft/"
LONG = "\n\n".join(f"Paragraph {n} of a long story about mail." for n in range(80))
SOON = 5000

BUSY = SITE.with_files(
    {
        EMAIL: SITE.files[EMAIL].replace(b"We are looking into it.", LONG.encode()),
        "content/incidents/2026-11-21-embargo.md": SITE.files[DRAFT]
        .replace(b"draft: true", b"publish_at: 2026-11-21 16:00")
        .replace(b"Nobody sees this", b"Later news"),
        "content/pages/contact.md": b"---\ntitle: How to reach us\n---\n\n"
        b"<details><summary>More ways</summary>By post.</details>\n\n"
        + "\n\n".join(f"Line {n}: call us." for n in range(60)).encode(),
    }
)


@dataclass
class Desk:
    """A folder that is served, a window onto it, and what was asked for and complained about."""

    folder: Path
    server: Serving
    context: BrowserContext
    console: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def open(self, path: str = "/") -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        page.on("request", lambda request: self.requests.append(request))  # noqa: PLW0108 - Playwright wants a function
        page.goto(self.server.address + path, wait_until="load")
        return page

    def save(self, path: str, old: str, new: str) -> None:
        """Change a file as an editor does that replaces it."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        fresh = file.with_name(f".{file.name}.swp")
        fresh.write_text(text.replace(old, new), encoding="utf-8")
        fresh.replace(file)

    def loads_of(self, page: Page) -> int:
        found: int = page.evaluate("performance.timeOrigin")
        return found


def soon(page: Page, what: str) -> None:
    """Wait until an expression is true in a page that allows no code from elsewhere to run.

    The page may load itself anew meanwhile: that ends a question without an answer.
    """
    for _ in range(100):
        with contextlib.suppress(Error):
            if page.evaluate(what):
                return
        page.wait_for_timeout(100)
    pytest.fail(f"{what} did not become true")


def bar_of(page: Page) -> str:
    return page.locator("stillup-bar .bar").inner_text()


@contextmanager
def desk_of(browser: Browser, folder: Path, project: Project, *args: str) -> Iterator[Desk]:
    project.write(folder)
    with serving(folder, *(args or ("--now", NOW))) as server:
        server.see("ready")
        context = browser.new_context(viewport={"width": 1280, "height": 700}, locale="en-GB")
        try:
            yield Desk(folder, server, context)
        finally:
            context.close()


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    with desk_of(browser, tmp_path, BUSY) as desk:
        yield desk
        assert desk.console == []
        assert all(each.url.startswith(desk.server.address) for each in desk.requests)


def test_a_save_is_seen_and_the_reader_stays_where_they_were(desk: Desk) -> None:
    page = desk.open("/contact/")
    page.click("summary")
    page.locator("a[href]").last.focus()
    page.evaluate("scrollTo(0, 900)")
    was = page.evaluate("[scrollY, document.activeElement.href]")

    desk.save("content/pages/contact.md", "Line 40: call us.", "Line 40: write to us.")

    expect(page.get_by_text("Line 40: write to us.")).to_be_visible(timeout=SOON)
    soon(page, "scrollY === 900")
    assert page.evaluate("[scrollY, document.activeElement.href]") == was
    assert page.locator("details[open]").count() == 1
    desk.server.see(r"\d\d:\d\d:\d\d saved pages/contact\.md: shown in \d+ ms\n")


def test_what_is_read_stays_in_place_though_more_came_above(desk: Desk) -> None:
    old = "## Investigating · 2026-11-21 12:41\n"
    desk.save(EMAIL, old, f"## Identified · 2026-11-21 12:50\n\nWe found it.\n\n{old}")
    page = desk.open(EMAIL_PAGE)
    expect(page.get_by_text("We found it.")).to_have_count(1, timeout=SOON)
    top = "document.querySelector('#u2026-11-21-1241').getBoundingClientRect().top"
    page.evaluate(f"scrollBy(0, {top} - 50)")
    before = page.evaluate(top)

    more = "".join(f"Word {n} of it.\n\n" for n in range(9))
    desk.save(EMAIL, "We found it.", f"We found it all.\n\n{more}")

    expect(page.get_by_text("We found it all.")).to_have_count(1, timeout=SOON)
    soon(page, f"Math.abs({top} - {before}) < 3")


def test_another_pages_change_disturbs_nobody(desk: Desk) -> None:
    contact, post = desk.open("/contact/"), desk.open(EMAIL_PAGE)
    loaded = desk.loads_of(contact)

    desk.save(EMAIL, "Paragraph 3 of", "Paragraph three of")

    expect(post.get_by_text("Paragraph three of")).to_have_count(1, timeout=SOON)
    contact.wait_for_timeout(300)
    assert desk.loads_of(contact) == loaded


def test_an_error_shows_itself_and_the_last_good_site_stays(desk: Desk) -> None:
    front, post = desk.open("/"), desk.open(EMAIL_PAGE)

    desk.console.clear()
    desk.save(EMAIL, "impact: major", "impact: <b>majr</b>")

    expect(post.get_by_role("heading", level=1)).to_have_text("1 error to mend", timeout=SOON)
    shown = post.inner_text("main")
    for part in (f"{EMAIL}, line 3", "impact: <b>majr</b>", "as of"):
        assert part in shown
    assert post.locator("main b").count() == 0
    bar = front.locator("stillup-bar")
    expect(bar.get_by_text(f"1 error in {EMAIL}: you see the site as of")).to_be_visible(
        timeout=SOON
    )
    bar.locator("summary").click()
    expect(bar.get_by_text("impact: <b>majr</b>")).to_be_visible()
    assert "Email arrives late" in front.inner_text("main")
    post.get_by_role("link", name="Show the last good version").click()
    expect(post.get_by_role("heading", level=1)).to_have_text("Email arrives late")
    desk.server.see(r"error\[unknown-word\].*\n")
    front.bring_to_front()

    desk.save(EMAIL, "impact: <b>majr</b>", "impact: minor")

    expect(bar.get_by_text("1 error")).to_have_count(0, timeout=SOON)
    post.goto(desk.server.address + EMAIL_PAGE)
    expect(post.get_by_role("heading", level=1)).to_have_text("Email arrives late")
    desk.console[:] = [line for line in desk.console if "status of 500" not in line]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/site.yaml", "name: [\n"),
        ("themes/default/home.html", "{% if %}"),
        ("themes/default/locale/fr.po", "msgid nothing\n"),
    ],
)
def test_whatever_breaks_the_site_shows_until_it_is_mended(
    desk: Desk, path: str, text: str
) -> None:
    page = desk.open("/contact/")
    file = desk.folder / path
    before = file.read_text(encoding="utf-8") if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)

    file.write_text(text, encoding="utf-8")

    bar = page.locator("stillup-bar")
    expect(bar.get_by_text(re.compile("error"))).not_to_have_count(0, timeout=SOON)
    assert "Line 7: call us." in page.inner_text("main")

    if before is None:
        file.unlink()
    else:
        file.write_text(before, encoding="utf-8")
    expect(bar.locator("summary")).to_have_count(0, timeout=SOON)


def test_a_page_whose_template_fails_says_so_and_others_live_on(desk: Desk) -> None:
    page = desk.open("/contact/")
    theme = desk.folder / "themes/default"
    theme.mkdir(parents=True)

    (theme / "page.html").write_text("{{ chrome.nothing_of_the_kind }}\n", encoding="utf-8")

    expect(page.get_by_role("heading", level=1)).to_have_text("1 error to mend", timeout=SOON)
    assert "themes/default/page.html, line 1" in page.inner_text("main")
    assert "Email arrives late" in desk.open("/").inner_text("main")
    (theme / "page.html").unlink()
    expect(page.get_by_text("Line 7: call us.")).to_have_count(1, timeout=SOON)
    desk.console.clear()


def test_drafts_and_embargoes_are_marked_wherever_they_are_seen(desk: Desk) -> None:
    page = desk.open("/")
    mark = "link => getComputedStyle(link, '::before').content"
    for name, word in (("Nobody sees this", "Draft"), ("Later news", "Embargoed")):
        links = page.get_by_role("link", name=name).all()
        assert links
        assert {link.evaluate(mark) for link in links} == {f'"{word}"'}
    public = page.get_by_role("link", name="Email arrives late").first
    assert public.evaluate(mark) == "none"

    page = desk.open("/incidents/2026-11-21-embargo/")
    until = "Embargoed until 2026-11-21 16:00 (Europe/Lisbon), in 3 h"
    assert until in bar_of(page)
    assert "Draft: only you see this" in bar_of(desk.open(DRAFT_PAGE))
    listed = desk.open("/-/").inner_text(".hidden-ones")
    assert "2026-11-20-draft" in listed
    assert until in listed


def test_time_travel_shows_what_readers_will_see_then(desk: Desk) -> None:
    desk_page = desk.open("/-/?show=page")
    inside = desk_page.frame_locator("iframe[data-view=page]")
    expect(inside.locator("h1")).to_be_visible()
    embargoed = desk.open("/incidents/2026-11-21-embargo/")

    desk_page.fill("#to", "2026-11-21T16:30")
    desk_page.get_by_role("button", name="Show").click()

    expect(desk_page.locator("#shown")).to_contain_text("As of 2026-11-21 16:30", timeout=SOON)
    expect(embargoed.get_by_text("Embargoed until")).to_have_count(0, timeout=SOON)
    desk.server.see(r"shown as of 2026-11-21 \d\d:30\n")
    desk_page.get_by_role("button", name="In 1 h").click()
    expect(desk_page.locator("#shown")).to_contain_text("As of 2026-11-21 17:30", timeout=SOON)
    desk_page.get_by_role("button", name="At the next change").click()
    expect(desk_page.locator("#shown")).not_to_contain_text("17:30", timeout=SOON)
    clock = "Math.round((Date.now() - new Date().getTime()) / 1e3)"
    assert embargoed.evaluate(clock) == 0
    assert embargoed.evaluate("new Date().getFullYear()") == 2026
    desk_page.get_by_role("button", name="Now", exact=True).click()
    expect(desk_page.locator("#shown")).to_contain_text("Now, going on.", timeout=SOON)


def test_the_pages_own_script_takes_the_shown_moment_for_the_present(desk: Desk) -> None:
    page = desk.open("/")

    assert page.evaluate("new Date().toISOString()").startswith("2026-11-21T13:0")


def test_all_tabs_and_panes_share_one_connection(desk: Desk) -> None:
    pages = [desk.open("/"), desk.open(EMAIL_PAGE), desk.open("/-/?show=page,phone,narrow,dark")]
    pages[-1].wait_for_timeout(500)
    lives = [each for each in desk.requests if each.url.endswith("/-/live")]
    assert len(lives) == 1

    desk.save(EMAIL, "Email arrives late", "Mail is back")

    for page in pages[:2]:
        expect(page.get_by_text("Mail is back").first).to_be_attached(timeout=SOON)
    for pane in ("page", "phone", "narrow", "dark"):
        inside = pages[-1].frame_locator(f"iframe[data-view={pane}]")
        expect(inside.get_by_text("Mail is back").first).to_be_attached(timeout=SOON)
    pages[0].close()
    desk.save(EMAIL, "Mail is back", "Mail is fine")
    expect(pages[1].get_by_text("Mail is fine").first).to_be_attached(timeout=SOON)


def test_where_tabs_cant_agree_each_window_listens_and_its_panes_hear_of_it(desk: Desk) -> None:
    desk.context.add_init_script("delete Navigator.prototype.locks")
    pages = [desk.open(EMAIL_PAGE), desk.open("/-/?show=page,phone,narrow,dark")]
    pages[-1].wait_for_timeout(500)
    assert len([each for each in desk.requests if each.url.endswith("/-/live")]) == 2

    desk.save(EMAIL, "Email arrives late", "Mail is back")

    expect(pages[0].get_by_text("Mail is back").first).to_be_attached(timeout=SOON)
    for pane in ("page", "phone", "narrow", "dark"):
        inside = pages[-1].frame_locator(f"iframe[data-view={pane}]")
        expect(inside.get_by_text("Mail is back").first).to_be_attached(timeout=SOON)


def test_a_field_keeps_what_was_typed_and_where(desk: Desk) -> None:
    theme = desk.folder / "themes/default"
    theme.mkdir(parents=True)
    (theme / "page.html").write_text(
        "<head><title>x</title><link rel=icon href=data:,></head><main><label>Note <input></label>{{ chrome.title }}</main>\n",
        encoding="utf-8",
    )
    page = desk.open("/contact/")
    expect(page.get_by_label("Note")).to_be_visible(timeout=SOON)
    page.get_by_label("Note").fill("remember the milk")
    page.evaluate("document.querySelector('input').setSelectionRange(3, 8)")

    desk.save("content/pages/contact.md", "title: How to reach us", "title: Reach us")

    soon(page, "document.querySelector('main').textContent.includes('Reach us')")
    field = "(f => [f.value, f.selectionStart, f.selectionEnd, f === document.activeElement])"
    kept = '["remember the milk",3,8,true]'
    soon(page, f"JSON.stringify({field}(document.querySelector('input'))) === '{kept}'")


def test_panes_follow_each_other_and_keep_their_looks(desk: Desk) -> None:
    page = desk.open("/-/?show=phone,dark,print,feed")
    phone, dark, paper, feed = (
        page.frame_locator(f"iframe[data-view={name}]")
        for name in ("phone", "dark", "print", "feed")
    )

    phone.get_by_role("link", name="Email arrives late").last.click()

    expect(dark.get_by_role("heading", level=1)).to_have_text("Email arrives late", timeout=SOON)
    expect(paper.get_by_role("heading", level=1)).to_have_text("Email arrives late")
    expect(feed.get_by_role("heading", level=2)).to_have_text("Investigating: Email arrives late")
    expect(page.locator(".where")).to_have_text(EMAIL_PAGE)
    background = "getComputedStyle(document.body).backgroundColor"
    looks = {
        frame.url.partition("-look=")[2]: frame.evaluate(background)
        for frame in page.frames
        if "-look" in frame.url
    }
    assert looks == {
        "page": "rgb(255, 255, 255)",
        "dark": "rgb(16, 20, 23)",
        "print": "rgb(255, 255, 255)",
    }
    assert paper.locator("nav").first.is_hidden()

    desk.save(EMAIL, "Email arrives late", "Mail arrives late")
    expect(feed.get_by_role("heading", level=2)).to_have_text(
        "Investigating: Mail arrives late", timeout=SOON
    )


def test_no_script_of_content_runs(browser: Browser, tmp_path: Path) -> None:
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        "<script>document.documentElement.dataset.ran = 1</script></svg>"
    )
    hostile = BUSY.with_files(
        {
            "content/media/x.svg": picture,
            EMAIL: SITE.files[EMAIL]
            + b"\n<script>window.ran = 1</script>\n\n![x](../media/x.svg)\n",
        }
    )
    with desk_of(browser, tmp_path, hostile) as desk:
        page = desk.open(EMAIL_PAGE)
        assert page.evaluate("window.ran") is None
        page = desk.open("/media/x.svg")
        assert page.evaluate("document.documentElement.dataset.ran ?? null") is None


def test_it_comes_back_after_the_server_was_started_again(browser: Browser, tmp_path: Path) -> None:
    with desk_of(browser, tmp_path, BUSY) as desk:
        page = desk.open(EMAIL_PAGE)
        port = desk.server.port
        assert desk.server.interrupt() == 0
        desk.save(EMAIL, "Email arrives late", "Mail is back")
        with serving(tmp_path, "--now", NOW, port=port):
            expect(page.get_by_text("Mail is back").first).to_be_attached(timeout=15_000)


def test_the_first_page_waits_for_the_site_and_becomes_it(browser: Browser, tmp_path: Path) -> None:
    many = {
        f"content/incidents/2026-10-{day:02}-old-{n}.md": SITE.files[WEBMAIL].replace(
            b"2026-11-10", f"2026-10-{day:02}".encode()
        )
        for day in range(1, 31)
        for n in range(40)
    }
    BUSY.with_files({**many}).write(tmp_path)
    with serving(tmp_path, "--now", NOW) as server:
        page = browser.new_page()
        page.goto(server.address)
        assert page.get_by_role("heading", level=1).inner_text()
        expect(page.get_by_text("Email arrives late").first).to_be_attached(timeout=60_000)
        page.close()


@pytest.mark.parametrize("width", [320, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_there_for_everybody(
    browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    with desk_of(browser, tmp_path, BUSY) as desk:
        desk.save(WEBMAIL, "## Resolved", "## Reslved")
        desk.server.see("still shows the site as of")
        desk.context.close()
        desk.context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        for path in ("/-/", "/-/problems", "/-/?show=phone,dark,print,feed", "/", "/-/entry"):
            page = desk.open(path)
            wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            assert not page.evaluate(wider), path
            if path != "/-/entry":
                assert complaints_of_axe(page) == [], path


def test_our_own_pages_are_valid_html(tmp_path: Path) -> None:
    wrong = Diagnostic(
        code="unknown-word",
        severity=Severity.ERROR,
        span=Span(EMAIL, 3, 9, 4),
        message="`x` is no impact",
        label="here",
        notes=("a note",),
        help="write major",
        fix="impact: major",
        excerpt="impact: x",
    )
    at_work = FakeBench(shown(BUSY, NOW, problems=(wrong,)))
    waiting = FakeBench(snapshot_of(None, at(NOW)))
    addresses = ("/-/", "/-/problems", "/-/entry", "/-/nope", EMAIL_PAGE)
    with running(at_work) as work, running(waiting) as wait:
        pages = [work.ask(address).body for address in addresses] + [wait.ask("/").body]
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_bytes(page)

    assert complaints_of_vnu(tmp_path) == []


def test_without_javascript_everything_is_shown(browser: Browser, tmp_path: Path) -> None:
    with desk_of(browser, tmp_path, BUSY) as desk:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(desk.server.address + DRAFT_PAGE)
        assert "Draft: only you see this" in bar_of(page)
        page.goto(f"{desk.server.address}/-/")
        inside = page.frame_locator("iframe[data-view=page]")
        expect(inside.get_by_text("Email arrives late").first).to_be_attached()
        context.close()
