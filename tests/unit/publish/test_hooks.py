"""Hooks and hubs are told over real HTTP and by real commands, and never cost the publishing."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from stillup.model.settings import Hook
from stillup.publish.hooks import Untold, tell_hooks
from stillup.publish.websub import ping_hub
from stillup.render.announcement import Announcement

CHAT = Hook("chat", webhook="CHAT")
QUICK = (0.0, 0.0)


def news(number: int) -> Announcement:
    return Announcement(
        id=f"https://status.example/incidents/x/#u{number}",
        url=f"https://status.example/incidents/x/#u{number}",
        title="Investigating: Mail is late",
        post="x",
        kind="incident",
        status="investigating",
        impact="major",
        components=("Email",),
        language="en",
        published="2026-11-21T12:41:00Z",
        next_update=None,
        text="Investigating: Mail is late",
        short="Investigating: Mail is late",
    )


class Heard:
    """Requests that came in: path, headers, body."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.address = ""


@contextmanager
def listener(*answers: int) -> Iterator[Heard]:
    """Answer with each status in turn, the last for ever."""
    heard = Heard()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.requests.append((self.path, dict(self.headers), body))
            status = answers[min(len(heard.requests), len(answers)) - 1]
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{heard.address}/elsewhere")
            self.end_headers()

        def do_GET(self) -> None:
            heard.requests.append((self.path, {}, b"GET"))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    heard.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def tell(
    site: Path, hooks: Sequence[Hook], updates: Sequence[Announcement], **environ: str
) -> tuple[Untold, ...]:
    return tell_hooks(hooks, updates, site=site, environ=environ, pauses=QUICK)


def test_a_webhook_gets_each_update_once_the_oldest_first(tmp_path: Path) -> None:
    with listener(204) as heard:
        assert tell(tmp_path, [CHAT], [news(1), news(2)], CHAT=f"{heard.address}/T0/secret") == ()

    assert [json.loads(body)["id"] for _, _, body in heard.requests] == [news(1).id, news(2).id]
    path, headers, body = heard.requests[0]
    assert path == "/T0/secret"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["Idempotency-Key"] == news(1).id
    assert json.loads(body)["text"] == "Investigating: Mail is late"


def test_a_busy_webhook_is_tried_again(tmp_path: Path) -> None:
    with listener(503, 429, 200) as heard:
        assert tell(tmp_path, [CHAT], [news(1)], CHAT=heard.address) == ()

    assert len(heard.requests) == 3


def test_a_refusal_is_said_without_the_address(tmp_path: Path) -> None:
    with listener(403) as heard:
        (untold,) = tell(tmp_path, [CHAT], [news(1)], CHAT=f"{heard.address}/T0/secret")

    assert untold == Untold("chat", news(1).id, "it answered 403 Forbidden")
    assert len(heard.requests) == 1


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    with listener(302) as heard:
        (untold,) = tell(tmp_path, [CHAT], [news(1)], CHAT=heard.address)

    assert untold.why == "it answered 302 Found"
    assert [path for path, _, _ in heard.requests] == ["/"]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "the variable `CHAT` is not set"),
        ("file:///etc/passwd", "its address does not begin with `https://`"),
        ("http://127.0.0.1:1/T0/secret", "it could not be reached (Connection refused)"),
        ("http://[::1/secret", "its address can't be understood"),
    ],
)
def test_what_can_not_be_reached_is_said(tmp_path: Path, address: str, why: str) -> None:
    (untold,) = tell(tmp_path, [CHAT], [news(1)], CHAT=address)

    assert untold.why == why


def test_a_command_gets_one_update_at_a_time_in_the_site_folder(tmp_path: Path) -> None:
    log = Hook("log", command="cat >> told.jsonl")

    assert tell(tmp_path, [log], [news(1), news(2)], PATH="/usr/bin:/bin") == ()

    lines = (tmp_path / "told.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [news(1).id, news(2).id]


def test_a_command_that_fails_is_said_with_its_last_words(tmp_path: Path) -> None:
    bad = Hook("bad", command="echo first >&2; echo no such channel >&2; exit 7")
    with listener(200) as heard:
        untold = tell(tmp_path, [bad, CHAT], [news(1)], CHAT=heard.address)

    assert untold == (Untold("bad", news(1).id, "the command ended with 7: no such channel"),)
    assert len(heard.requests) == 1


def test_a_hub_hears_of_every_feed() -> None:
    with listener(204) as heard:
        assert ping_hub(heard.address, ["https://s.example/feed.atom"], pauses=QUICK) == ""

    (_, headers, body), *_ = heard.requests
    assert headers["Content-Type"].startswith("application/x-www-form-urlencoded")
    assert parse_qs(body.decode()) == {
        "hub.mode": ["publish"],
        "hub.url": ["https://s.example/feed.atom"],
        "hub.topic": ["https://s.example/feed.atom"],
    }


def test_a_hub_that_is_down_is_said() -> None:
    assert ping_hub("http://127.0.0.1:1/", ["https://s.example/feed.atom"], pauses=QUICK) == (
        "it could not be reached (Connection refused)"
    )
