"""Four feed readers that are not ours, behind one question: what do you show of these feeds now?"""

import json
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import NamedTuple

import pytest
from feedparser import FeedParserDict
from reader import Entry, make_reader

from tests.support.feeds_tools import Newsboat, read_feed
from tests.support.tools import CHECKOUT, node_file, program, run


class Shown(NamedTuple):
    """What a reader shows of an entry. `updated` is as the reader says it, empty if it does not."""

    title: str
    updated: str
    words: str


Showing = Mapping[str, Mapping[str, Shown]]
"""By the address of a feed, then by the id of an entry."""

Reading = Callable[[], Showing]
"""Polls all feeds and tells what is shown after that."""


def feedparser_reading(addresses: Sequence[str]) -> Reading:
    """Read with feedparser, which forgets at once."""

    def poll() -> Showing:
        return {
            address: {
                entry.id: Shown(
                    entry.title,
                    _moment(entry),
                    entry.content[0].value,
                )
                for entry in read_feed(address).entries
            }
            for address in addresses
        }

    return poll


def rss_parser_reading(addresses: Sequence[str]) -> Reading:
    """Read with rss-parser. It takes an update's time for when it was written, in RSS."""
    script = CHECKOUT / "tests/world/tools/rss-parser.cjs"

    def poll() -> Showing:
        done = run(program("node"), script, node_file("rss-parser/index.js"), *addresses)
        assert done.returncode == 0, done.stderr
        return {
            address: {id_: Shown(*shown) for id_, *shown in entries}
            for address, entries in json.loads(done.stdout).items()
        }

    return poll


def reader_reading(addresses: Sequence[str]) -> Reading:
    """Read with the library reader, which keeps what it saw and asks with conditions."""
    reader = make_reader(":memory:")
    for address in addresses:
        reader.add_feed(address)

    def poll() -> Showing:
        for result in reader.update_feeds_iter(scheduled=False):
            assert not isinstance(result.value, Exception), result
        return {
            address: {entry.id: _shown(entry) for entry in reader.get_entries(feed=address)}
            for address in addresses
        }

    return poll


def newsboat_reading(home: Path, addresses: Sequence[str]) -> Reading:
    """Read with newsboats, which keep what they saw: one for each feed, since one merges all."""
    subscribers = {
        address: Newsboat(home / str(number)).subscribe(address)
        for number, address in enumerate(addresses)
    }

    def poll() -> Showing:
        return {address: _polled(newsboat) for address, newsboat in subscribers.items()}

    return poll


def _polled(newsboat: Newsboat) -> dict[str, Shown]:
    newsboat.poll()
    articles = {id_: text.partition("\n") for id_, text in newsboat.articles().items()}
    return {id_: Shown(title, "", words) for id_, (title, _, words) in articles.items()}


def _moment(entry: FeedParserDict) -> str:
    at = entry.updated_parsed if "updated" in entry else entry.published_parsed
    return time.strftime("%Y-%m-%dT%H:%M:%S", at)


def _shown(entry: Entry) -> Shown:
    content = entry.get_content()
    at = entry.updated or entry.published
    return Shown(entry.title or "", at.isoformat() if at else "", content.value if content else "")


@contextmanager
def lighttpd(folder: Path, home: Path) -> Iterator[str]:
    """Serve a folder as a real host does, with ETag and Last-Modified, and give its address."""
    port, settings = _free_port(), home / "lighttpd.conf"
    settings.write_text(
        f'server.document-root = "{folder}"\nserver.bind = "127.0.0.1"\nserver.port = {port}\n'
        'index-file.names = ("index.html")\n'
        'mimetype.assign = (".rss" => "application/rss+xml", ".atom" => "application/atom+xml")\n'
    )
    process = Popen([program("lighttpd"), "-D", "-f", settings], stdout=DEVNULL, stderr=DEVNULL)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the web server did not start")
