"""Server-sent events: heard at once, ended at once."""

import http.client
import time

from stillup.serve.live import Live
from tests.support.previews import FakeBench, running, shown
from tests.unit.cli.sites import EMAIL, NOW, SITE


def line(reply: http.client.HTTPResponse) -> str:
    return reply.readline().decode().strip()


def next_data(reply: http.client.HTTPResponse) -> str:
    while not (found := line(reply)).startswith("data: "):
        pass
    return found.removeprefix("data: ")


def test_who_listens_hears_the_number_now_and_every_later_one() -> None:
    bench = FakeBench(shown(SITE, NOW))
    with running(bench) as server:
        asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        asking.request("GET", "/-/live")
        reply = asking.getresponse()
        assert reply.getheader("content-type") == "text/event-stream; charset=utf-8"
        assert line(reply).startswith("retry: ")
        assert next_data(reply) == "boot-1"
        bench.show(shown(SITE.replace(EMAIL, "looking", "watching"), NOW))
        assert next_data(reply) == "boot-2"
        asking.close()


def test_a_server_that_ends_ends_every_connection_properly_and_at_once() -> None:
    with running(FakeBench(shown(SITE, NOW))) as server:
        listening = []
        for _ in range(5):
            asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
            asking.request("GET", "/-/live")
            listening.append((asking, asking.getresponse()))
            assert next_data(listening[-1][1]) == "boot-1"
        began = time.monotonic()

    for asking, reply in listening:
        reply.read()  # raises IncompleteRead if the end is not one
        asking.close()
    assert time.monotonic() - began < 5


def test_too_many_who_listen_are_turned_away() -> None:
    with running(FakeBench(shown(SITE, NOW))) as server:
        held = []
        for _ in range(50):
            asking = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
            asking.request("GET", "/-/live")
            reply = asking.getresponse()
            next_data(reply)
            held.append((asking, reply))
        assert server.ask("/-/live").status == 503
        assert server.ask("/").status == 200
        for asking, _ in held:
            asking.close()


def test_telling_nobody_is_no_mistake() -> None:
    live = Live("a")
    live.tell("b")
    live.close()

    assert live.listeners == 0
