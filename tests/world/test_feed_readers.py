"""Subscribers to slices, with four readers of others: news is one entry more, and nothing else is."""

import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from stillup.compose.feed_contents import NEWEST
from tests.support.feed_readers import (
    Reading,
    Showing,
    Shown,
    feedparser_reading,
    lighttpd,
    newsboat_reading,
    reader_reading,
    rss_parser_reading,
)
from tests.support.feeds_tools import Newsboat, read_feed
from tests.support.web import served
from tests.world.sites import Built

OPEN = "content/incidents/2026-11-21-webmail-old-messages.md"
UPDATE = """
## Monitoring · 2026-11-21 12:58
next_update: 13:30

The copy is being brought up to date since 12:55.
"""
FIRST = "next_update: 12:50\n"
CORRECTION = f"{FIRST}edited: 2026-11-21 12:59, it began ten minutes earlier\n"

CONCERNED = (
    *("feed.rss", "feed.atom", "ca/feed.rss"),
    *("components/webmail/feed.rss", "components/webmail/feed.atom", "groups/mail/feed.atom"),
    *("feeds/incidents.rss", "feeds/minor.atom", "ca/components/webmail/feed.rss"),
)
OTHERS = (
    *("components/names/feed.rss", "components/plain-ftp/feed.atom", "groups/account/feed.rss"),
    *("feeds/maintenance.rss", "feeds/announcements.atom", "feeds/major.rss"),
    *("feeds/critical.atom", "ca/feeds/critical.rss", "components/invoice-export/feed.rss"),
)
READERS = ("feedparser", "rss-parser", "reader", "newsboat")


@dataclass(frozen=True)
class Story:
    """What each reader showed by path of the feed, and which feeds a host answered with 304."""

    stages: Mapping[str, Mapping[str, Showing]]
    unchanged: frozenset[tuple[str, str]]

    def of(self, stage: str, reader: str, path: str) -> Mapping[str, Shown]:
        return self.stages[stage][reader][path]


@pytest.fixture(scope="module")
def story(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """An open incident gets an update, then its first update is corrected, then nothing happens."""
    home = tmp_path_factory.mktemp("readers")
    site = Built(home / "site", sample.source)
    shutil.copytree(sample.folder, site.folder)
    with lighttpd(site.tree, home) as host:
        readings = _readings(host, home)
        stages = {"before": _polled(readings, host)}
        post = site.folder / OPEN
        post.write_text(post.read_text("utf-8") + UPDATE, "utf-8")
        site.build()
        stages["updated"] = _polled(readings, host)
        post.write_text(post.read_text("utf-8").replace(FIRST, CORRECTION, 1), "utf-8")
        site.build()
        stages["corrected"] = _polled(readings, host)
        conditions = {path: _conditions(f"{host}/{path}") for path in (*CONCERNED, *OTHERS)}
        tree = {path: (site.tree / path).read_bytes() for path in conditions}
        site.build()
        assert {path: (site.tree / path).read_bytes() for path in tree} == tree
        stages["again"] = _polled(readings, host)
        unchanged = frozenset(
            (path, name)
            for path, headers in conditions.items()
            for name, value in headers.items()
            if _is_unchanged(f"{host}/{path}", name, value)
        )
        yield Story(stages, unchanged)


def _readings(host: str, home: Path) -> dict[str, Reading]:
    addresses = [f"{host}/{path}" for path in (*CONCERNED, *OTHERS)]
    return {
        "feedparser": feedparser_reading(addresses),
        "rss-parser": rss_parser_reading(addresses),
        "reader": reader_reading(addresses),
        "newsboat": newsboat_reading(home / "newsboat", addresses),
    }


def _polled(readings: Mapping[str, Reading], host: str) -> dict[str, Showing]:
    found = {name: poll() for name, poll in readings.items()}
    return {
        name: {address.removeprefix(f"{host}/"): shown for address, shown in showing.items()}
        for name, showing in found.items()
    }


def _conditions(address: str) -> dict[str, str]:
    with urllib.request.urlopen(address) as answer:
        return {
            "If-None-Match": answer.headers["ETag"],
            "If-Modified-Since": answer.headers["Last-Modified"],
        }


def _is_unchanged(address: str, name: str, value: str) -> bool:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={name: value})):
            return False
    except urllib.error.HTTPError as answer:
        return answer.code == 304


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("path", CONCERNED)
def test_an_update_is_exactly_one_entry_more(story: Story, reader: str, path: str) -> None:
    before, after = (story.of(stage, reader, path) for stage in ("before", "updated"))

    (new,) = after.keys() - before.keys()
    assert "brought up to date since 12:55" in after[new].words
    stay = before.keys() & after.keys()
    assert len(before) - len(stay) <= (1 if len(before) == NEWEST else 0)
    assert {id_: after[id_] for id_ in stay} == {id_: before[id_] for id_ in stay}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("path", OTHERS)
def test_who_subscribed_to_something_else_hears_nothing(
    story: Story, reader: str, path: str
) -> None:
    stages = [story.of(stage, reader, path) for stage in ("before", "updated", "corrected")]

    assert stages[0] == stages[1] == stages[2]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("path", CONCERNED)
def test_a_correction_is_no_entry_more_and_changes_one_in_place(
    story: Story, reader: str, path: str
) -> None:
    before, after = (story.of(stage, reader, path) for stage in ("updated", "corrected"))

    assert before.keys() == after.keys()
    (moved,) = (id_ for id_ in after if after[id_] != before[id_])
    assert moved.endswith("#u2026-11-21-1221")
    assert "it began ten minutes earlier" in after[moved].words
    if reader in {"feedparser", "reader"}:
        assert after[moved].updated > before[moved].updated


@pytest.mark.parametrize("reader", READERS)
def test_where_nothing_happened_nothing_is_shown_anew(story: Story, reader: str) -> None:
    assert story.stages["again"][reader] == story.stages["corrected"][reader]


def test_a_host_says_of_every_feed_that_it_has_not_changed(story: Story) -> None:
    asked = {(p, h) for p in (*CONCERNED, *OTHERS) for h in ("If-None-Match", "If-Modified-Since")}

    assert story.unchanged == asked


@pytest.mark.parametrize("reader", READERS)
def test_who_has_two_subscriptions_can_tell_that_an_entry_is_one(story: Story, reader: str) -> None:
    whole, part, group = (
        story.of("again", reader, path)
        for path in ("feed.atom", "components/webmail/feed.atom", "groups/mail/feed.atom")
    )

    assert part
    assert part.keys() <= group.keys() <= whole.keys()
    assert part == {id_: whole[id_] for id_ in part}


def test_newsboat_shows_an_entry_of_two_subscriptions_once(sample: Built, tmp_path: Path) -> None:
    with served(sample.tree) as host:
        both = Newsboat(tmp_path).subscribe(
            f"{host}/feed.rss", f"{host}/components/webmail/feed.rss"
        )

        assert both.poll() == len(read_feed(sample.tree / "feed.rss").entries)
