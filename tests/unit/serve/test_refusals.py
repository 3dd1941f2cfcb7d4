"""Who gets no answer: other pages in the same browser, foreign names, and paths that lead out."""

from collections.abc import Iterator

import pytest

from tests.support.previews import TOKEN, FakeBench, Running, running, shown
from tests.unit.cli.sites import NOW, SITE

POST = {
    "content_type": "application/json",
    "x_stillup_token": TOKEN,
}


@pytest.fixture(scope="module")
def preview() -> Iterator[Running]:
    with running(FakeBench(shown(SITE, NOW))) as server:
        yield server
        assert server.complaints == []


def post(preview: Running, body: bytes = b"{}", **headers: str) -> int:
    given = {**POST, "origin": preview.address, **headers}
    return preview.ask("/-/now", "POST", body, **{k: v for k, v in given.items() if v}).status


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_it_answers_to_its_own_names(preview: Running, name: str) -> None:
    assert preview.ask("/", host=f"{name}:{preview.port}").status == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example:{port}", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example:{port}"),
        *("localhost.evil.example:{port}", "127.0.0.1:{port}@evil.example", "192.168.1.5:{port}"),
        *("", "localhost:{port}:{port}", "127.0.0.1:{port}x", "127.0.0.1 :{port}"),
    ],
)
def test_a_foreign_name_is_refused(preview: Running, host: str) -> None:
    reply = preview.ask("/", host=host.format(port=preview.port))

    assert reply.status in {400, 421}
    assert b"Example Status" not in reply.body


def test_no_name_or_two_are_refused(preview: Running) -> None:
    twice = f"Host: {preview.host}\r\nHost: evil.example\r\n"

    for version, host in (("1.0", ""), ("1.1", ""), ("1.1", twice)):
        request = f"GET / HTTP/{version}\r\n{host}Connection: close\r\n\r\n"
        assert b" 200 " not in preview.send(request.encode()).split(b"\r\n")[0]


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://localhost:3000", "https://127.0.0.1:{port}", ""],
)
def test_another_origin_is_refused(preview: Running, origin: str) -> None:
    reply = preview.ask("/", origin=origin.format(port=preview.port))

    assert reply.status == 403
    assert b"Example Status" not in reply.body


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize(
    ("mode", "dest"),
    [("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe")],
)
def test_another_page_can_load_nothing(preview: Running, site: str, mode: str, dest: str) -> None:
    reply = preview.ask("/", sec_fetch_site=site, sec_fetch_mode=mode, sec_fetch_dest=dest)

    assert reply.status == 403


def test_a_link_on_another_page_can_be_followed(preview: Running) -> None:
    reply = preview.ask(
        "/",
        sec_fetch_site="cross-site",
        sec_fetch_mode="navigate",
        sec_fetch_dest="document",
    )

    assert reply.status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../content/site.yaml",
        "/incidents/../../content/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/%2E%2E/%2E%2E/etc/passwd",
        "/.%2e/content/site.yaml",
        "/..%2fcontent%2fsite.yaml",
        "/..%5ccontent%5csite.yaml",
        "/..\\content\\site.yaml",
        "/%252e%252e/content/site.yaml",
        "/content/site.yaml",
        "/index.html%00.txt",
        "//etc/passwd",
        "//evil.example/",
        "/incidents//2026-11-21-email/",
        "/./index.html",
        "/%ff%fe",
        "/%c0%ae%c0%ae/",
        "/C:/Windows/win.ini",
        "/incidents/2026-11-21-email.md",
        "/.stillup/cache",
        "/-/assets/../app.py",
        "/-/assets/%2e%2e/app.py",
        "/-/assets/app.py",
        "/-/../content/site.yaml",
    ],
)
def test_no_path_leaves_the_site(preview: Running, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: {preview.host}\r\nConnection: close\r\n\r\n"

    reply = preview.send(request.encode())

    head, _, body = reply.partition(b"\r\n\r\n")
    assert head.split()[1] in {b"400", b"404"}
    assert b"location" not in head.lower()
    for secret in (b"time_zone", b"root:", b"Starlette"):
        assert secret not in body


@pytest.mark.parametrize("target", ["/etc/passwd", "http://evil.example/", "*", "?", ""])
def test_no_odd_target_gets_anything(preview: Running, target: str) -> None:
    request = f"GET {target} HTTP/1.1\r\nHost: {preview.host}\r\nConnection: close\r\n\r\n"

    assert b" 200 " not in preview.send(request.encode()).split(b"\r\n")[0]


def test_travel_in_time_needs_the_desk(preview: Running) -> None:
    assert post(preview) == 204

    assert post(preview, origin="") == 403
    assert post(preview, origin="http://evil.example") == 403
    assert post(preview, sec_fetch_site="cross-site") == 403
    assert post(preview, sec_fetch_site="same-site") == 403
    assert post(preview, x_stillup_token="") == 403
    assert post(preview, x_stillup_token=TOKEN[:-1] + "m") == 403
    assert post(preview, content_type="text/plain") == 415
    assert post(preview, content_type="") == 415
    assert preview.bench.journeys == [None]


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[]", b"{", b'{"to": 5}', b'{"to": "soon"}', b'{"to": "0001-01-01T00:00"}'),
        *(b'{"to": "9999-12-31T23:59:59Z"}', b'{"ahead": 99999999999999}', b'{"what": 1}'),
        b'{"to": "' + b"1" * 100_000 + b'"}',
    ],
)
def test_what_names_no_moment_is_refused_in_words(preview: Running, body: bytes) -> None:
    before = list(preview.bench.journeys)

    assert post(preview, body) == 422
    assert preview.bench.journeys == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "POST", "TRACE"])
def test_everything_else_can_only_be_looked_at(preview: Running, method: str) -> None:
    reply = preview.ask("/", method, origin=preview.address)

    assert reply.status == 405
    assert not any(name.startswith("access-control") for name in reply.headers)


def test_nobody_is_allowed_to_read_or_frame_it_from_elsewhere(preview: Running) -> None:
    for path in ("/", "/feed.rss", "/-/", "/nope", "/-/live-not", "/../x"):
        headers = preview.ask(path).headers

        assert not any(name.startswith("access-control") for name in headers)
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in headers


def test_a_head_of_a_megabyte_is_refused(preview: Running) -> None:
    request = f"GET / HTTP/1.1\r\nHost: {preview.host}\r\nX: {'x' * 1_000_000}\r\n\r\n"

    assert preview.ask("/").status == 200
    try:
        reply = preview.send(request.encode())
    except OSError:
        reply = b""
    assert b" 200 " not in reply[:20]


def test_other_machines_names_count_only_if_they_were_asked_for() -> None:
    bench = FakeBench(shown(SITE, NOW))
    with running(bench, "0.0.0.0") as wide, running(bench, "desk.example") as named:  # noqa: S104
        assert wide.ask("/", host=f"192.168.1.5:{wide.port}").status == 200
        assert wide.ask("/", host=f"evil.example:{wide.port}").status == 421
        assert named.ask("/", host=f"desk.example:{named.port}").status == 200
        assert named.ask("/", host=f"192.168.1.5:{named.port}").status == 421
