"""Readers who subscribed to a Statuspage before it moved here are told of nothing they know."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.feed_readers import (
    Reading,
    newsboat_reading,
    reader_reading,
    rss_parser_reading,
)
from tests.support.real import real_data
from tests.support.saved_statuspage import rss_of
from tests.support.tools import stillup
from tests.support.web import served

NOW = "2026-08-23T00:00Z"
FEEDS = ("history.atom", "history.rss")
READERS: dict[str, Callable[[Path, list[str]], Reading]] = {
    "rss-parser": lambda _, addresses: rss_parser_reading(addresses),
    "reader": lambda _, addresses: reader_reading(addresses),
    "newsboat": newsboat_reading,
}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    """Return a real old feed, and the folder of the site that was made of it and built."""
    source = real_data() / "mrshu__github-statuses" / "github-status-history.atom"
    folder = tmp_path_factory.mktemp("moved")
    done = stillup("import", "statuspage", source, "--into", folder, "--now", NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    done = stillup("-C", folder, "build", "--now", NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    return source.read_bytes(), folder / "public"


@pytest.mark.parametrize("name", READERS)
def test_a_reader_finds_no_entry_new(moved: tuple[bytes, Path], name: str, tmp_path: Path) -> None:
    old, built = moved
    home, host = tmp_path / "home", tmp_path / "host"
    home.mkdir()
    host.mkdir()
    (host / "history.atom").write_bytes(old)
    (host / "history.rss").write_bytes(rss_of(old))
    with served(host) as address:
        addresses = [f"{address}/{feed}" for feed in FEEDS]
        poll = READERS[name](home, addresses)
        before = poll()
        for feed in FEEDS:
            (host / feed).write_bytes((built / feed).read_bytes())
        after = poll()

    for each in addresses:
        assert len(before[each]) == 25
        assert set(after[each]) == set(before[each])
