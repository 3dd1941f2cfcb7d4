"""What is sent for an address: a page from one snapshot, or why there is none."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from stillup.model.diagnostic import Diagnostic, Severity, Span
from stillup.model.sources import FACTS
from stillup.render.theme import ThemeError
from tests.support.previews import FakeBench, Running, at, running, shown, snapshot_of
from tests.unit.cli.sites import EMAIL, NOW, SITE

PAGE = "/incidents/2026-11-21-email/"
WRONG = Diagnostic(
    code="unknown-word",
    severity=Severity.ERROR,
    span=Span(EMAIL, 3, 9, 4),
    message="`<b>majr</b>` is no impact",
    help="write major",
    fix="impact: major",
    excerpt="impact: <b>majr</b>",
)
BROKEN_SETTINGS = Diagnostic(
    code="bad-yaml", severity=Severity.ERROR, span=Span("content/site.yaml", 1), message="broken"
)


@contextmanager
def preview(*problems: Diagnostic) -> Iterator[Running]:
    with running(FakeBench(shown(SITE, NOW, problems=problems))) as server:
        yield server
        assert server.complaints == []


@pytest.fixture(scope="module")
def good() -> Iterator[Running]:
    with preview() as server:
        yield server


def test_every_document_has_its_address_and_its_media_type(good: Running) -> None:
    build = good.bench.current.build
    assert build is not None
    for document in build.documents:
        reply = good.ask(f"/{document.path}")

        assert reply.status == 200, document.path
        assert reply.headers["cache-control"] == "no-cache"
        if FACTS[document.kind].media_type:
            assert reply.headers["content-type"] == FACTS[document.kind].media_type


def test_what_is_no_page_is_sent_byte_for_byte(good: Running) -> None:
    snapshot = good.bench.current
    assert snapshot.build is not None
    for path in ("feed.rss", "feed.json", "sitemap.xml", "published.json", "robots.txt"):
        document = next(d for d in snapshot.build.documents if d.path == path)
        assert good.ask(f"/{path}").body == good.bench.render(snapshot, document)


def test_a_folder_shows_its_index_and_gets_its_slash(good: Running) -> None:
    assert "Email arrives late" in good.ask(PAGE).text
    reply = good.ask(PAGE.rstrip("/"))
    assert (reply.status, reply.headers["location"]) == (307, PAGE)


def test_what_is_not_there_gets_the_sites_own_page_for_that(good: Running) -> None:
    reply = good.ask("/nope/")

    assert reply.status == 404
    assert "Example Status" in reply.text


def test_an_old_address_leads_on_inside_the_preview() -> None:
    moved = SITE.replace(EMAIL, "impact: major", "impact: major\naliases: /old/mail/")
    with running(FakeBench(shown(moved, NOW))) as server:
        reply = server.ask("/old/mail/")

    assert reply.status == 200
    assert 'content="0; url=../../incidents/2026-11-21-email/index.html"' in reply.text


def test_a_head_is_a_page_without_its_body(good: Running) -> None:
    full, head = good.ask(PAGE), good.ask(PAGE, "HEAD")

    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == full.headers["etag"]
    assert head.headers["content-length"] == str(len(full.body))


def test_what_a_browser_has_already_is_not_sent_again(good: Running) -> None:
    state = good.ask(PAGE).headers["etag"]

    reply = good.ask(PAGE, if_none_match=state)

    assert (reply.status, reply.body) == (304, b"")
    assert good.ask("/-/state?of=" + PAGE).text.strip() == state.strip('"')


def test_a_part_of_a_file_can_be_asked_for(good: Running) -> None:
    whole = good.ask("/feed.rss").body

    reply = good.ask("/feed.rss", range="bytes=10-19")

    assert (reply.status, reply.body) == (206, whole[10:20])
    assert reply.headers["content-range"] == f"bytes 10-19/{len(whole)}"


def test_a_page_is_rendered_when_it_is_asked_for_and_no_other(good: Running) -> None:
    good.bench.renders.clear()

    good.ask(PAGE)

    assert good.bench.renders == [f"{PAGE[1:]}index.html"]


def test_a_page_gets_one_script_and_its_policy_allows_exactly_that(good: Running) -> None:
    page = good.ask(PAGE).text

    assert re.findall(r'<script src="([^"?]+)', page) == ["/-/assets/live.js"]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    scripts = re.search(r"script-src ([^;]+)", policy[1])
    assert scripts is not None
    ours, *_ = [source for source in scripts[1].split() if not source.startswith("'sha256-")]
    assert ours == f"{good.address}/-/assets/live.js"
    assert "unsafe" not in policy[1]
    assert "connect-src 'self'" in policy[1]


def test_the_state_does_not_move_with_numbers_but_with_words() -> None:
    bench = FakeBench(shown(SITE, NOW))
    with running(bench) as server:
        before = [server.ask(path).headers["etag"] for path in (PAGE, "/contact/")]
        bench.show(shown(SITE.replace(EMAIL, "We are looking into it.", "We found it."), NOW))
        after = [server.ask(path).headers["etag"] for path in (PAGE, "/contact/")]

    assert before[0] != after[0]
    assert before[1] == after[1]


def test_the_first_build_is_waited_for_in_the_page() -> None:
    with running(FakeBench(snapshot_of(None, at(NOW)))) as server:
        reply = server.ask(PAGE)

    assert (reply.status, "Reading 3 of 10 files" in reply.text) == (503, True)
    assert "data-waits" in reply.text


def test_without_any_good_build_the_error_is_all_there_is() -> None:
    with running(FakeBench(snapshot_of(None, at(NOW), problems=(BROKEN_SETTINGS,)))) as server:
        for path in ("/", PAGE, "/feed.rss"):
            reply = server.ask(path)
            assert reply.status == 500
            assert "content/site.yaml" in reply.text
        for path in ("/-/", "/-/problems", "/-/entry"):
            assert server.ask(path).status == 200


def test_a_broken_post_shows_its_error_first_and_its_last_good_page_behind() -> None:
    with preview(WRONG) as server:
        reply = server.ask(PAGE)
        assert reply.status == 500
        for part in ("line 3, column 9", "Write major", "impact: major", "&lt;b&gt;majr&lt;/b&gt;"):
            assert part in reply.text
        assert "<b>majr" not in reply.text
        behind = re.search(r'href="([^"]+-last-good)"', reply.text)
        assert behind is not None
        last = server.ask(behind[1])
        assert last.status == 200
        assert "Email arrives late" in last.text
        assert "Show the error first</a>" in last.text


def test_a_new_post_that_is_broken_shows_its_error_too() -> None:
    new = Diagnostic(
        code="x",
        severity=Severity.ERROR,
        span=Span("content/incidents/2026-11-21-new.md", 1),
        message="odd",
    )
    with preview(new) as server:
        reply = server.ask("/incidents/2026-11-21-new/")

    assert reply.status == 500
    assert "last good version" not in reply.text


def test_every_other_page_says_that_it_is_as_of_earlier() -> None:
    with preview(WRONG, BROKEN_SETTINGS) as server:
        page = server.ask("/contact/").text

    assert "2 errors in 2 files: you see the site as of 2026-11-21 13:00" in page
    assert "<b>majr" not in page
    assert "Call us." in page


def test_a_theme_that_fails_on_a_page_shows_its_file_there_alone() -> None:
    fault = Diagnostic(
        code="broken-theme",
        severity=Severity.ERROR,
        span=Span("theme/post.html", 7),
        message="no such field",
    )
    bench = FakeBench(shown(SITE, NOW), fails={f"{PAGE[1:]}index.html": ThemeError(fault)})
    with running(bench) as server:
        reply = server.ask(PAGE)
        assert (reply.status, "post.html</code></bdi>, line 7" in reply.text) == (500, True)
        assert "last good version" not in reply.text
        assert server.ask("/").status == 200


def test_a_file_that_went_away_is_said_in_words() -> None:
    with_file = SITE.with_files({"content/media/x.txt": "x"})
    bench = FakeBench(
        shown(with_file, NOW), fails={"media/x.txt": FileNotFoundError("content/media/x.txt")}
    )
    with running(bench) as server:
        reply = server.ask("/media/x.txt")

    assert (reply.status, "A file is gone" in reply.text) == (503, True)


def test_a_mistake_of_ours_is_told_to_the_terminal_and_not_to_the_browser() -> None:
    bench = FakeBench(shown(SITE, NOW), fails={"index.html": ZeroDivisionError("secret")})
    with running(bench) as server:
        reply = server.ask("/")
        assert reply.status == 500
        assert "secret" not in reply.text
        assert "ZeroDivisionError: secret" in server.complaints[0]
        assert server.ask(PAGE).status == 200


def test_a_picture_that_could_run_something_is_put_in_a_sandbox() -> None:
    files = {
        "content/media/x.svg": "<svg/>",
        "content/media/x.html": "<p>",
        "content/media/x.png": "x",
    }
    with running(FakeBench(shown(SITE.with_files({**files}), NOW))) as server:
        policies = {
            name: server.ask(f"/media/x.{name}").headers["content-security-policy"]
            for name in ("svg", "html", "png")
        }

    assert policies["svg"].startswith("sandbox; default-src 'none'")
    assert policies["html"].startswith("sandbox; default-src 'none'")
    assert policies["png"] == "frame-ancestors 'self'"


def test_the_desk_allows_its_own_files_and_nothing_else(good: Running) -> None:
    policy = good.ask("/-/").headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert f"script-src {good.address}/-/assets/;" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "page", ["//evil.example/", "javascript:alert(1)", "/-/", '"><script>', "/\\e"]
)
def test_the_desk_shows_no_page_but_ours(good: Running, page: str) -> None:
    from urllib.parse import quote

    text = good.ask(f"/-/?page={quote(page, safe='')}").text

    for address in re.findall(r' src="([^"]*)"', text):
        assert re.match(r"/(?![/\\])", address), address
    assert "<script>" not in text


def test_the_desk_lists_what_is_hidden_and_what_is_wrong() -> None:
    with preview(WRONG) as server:
        desk = server.ask("/-/").text

    assert "2026-11-20-draft" in desk
    assert "Draft: only you see this" in desk
    assert "is no impact" in desk


def test_the_reply_is_dated_as_of_the_moment_shown(good: Running) -> None:
    assert good.ask("/published.json").headers["date"] == "Sat, 21 Nov 2026 13:00:00 GMT"
