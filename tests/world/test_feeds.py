"""Every feed of every site before the RFC's grammar and readers that are not ours."""

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.feeds_tools import (
    complaints_of_json_feed_schema,
    complaints_of_rfc_rules,
    complaints_of_schema,
    read_feed,
)
from tests.world.sites import Built

FORMS = ("rss+xml", "atom+xml", "feed+json")
GOOD = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>urn:x:1</id><title>t</title>
<author><name>n</name></author><updated>2026-01-01T00:00:00Z</updated>
<entry><id>urn:x:2</id><title>t</title><updated>2026-01-01T00:00:00Z</updated>
<content type="html">words</content></entry></feed>"""
GOOD_JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [{"id": "urn:x:2",
"url": "https://x.example/", "content_html": "words", "date_published": "2026-01-01T00:00:00Z"}]}"""


def _feeds(built: Built, ending: str) -> list[Path]:
    if ending == "json":
        found = sorted(built.tree.rglob("feed.json"))
    else:
        found = sorted(built.tree.rglob(f"*.{ending}"))
        assert {feed.parent.name for feed in found} >= {"feeds", "public"}
    assert found, f"no feed ends in .{ending}"
    return found


def test_atom_follows_the_grammar_of_rfc_4287(built: Built) -> None:
    feeds = _feeds(built, "atom")
    assert complaints_of_schema(feeds) == []
    assert [line for feed in feeds for line in complaints_of_rfc_rules(feed)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("00:00Z", "00:00 Z"),
        ("<id>urn:x:2</id>", ""),
        ("<author><name>n</name></author>", ""),
        ('"html"', '"markdown"'),
    ],
)
def test_the_judges_see_a_fault(tmp_path: Path, old: str, new: str) -> None:
    good, bad = tmp_path / "good.atom", tmp_path / "bad.atom"
    good.write_text(GOOD)
    bad.write_text(GOOD.replace(old, new))
    assert complaints_of_schema([good]) + complaints_of_rfc_rules(good) == []
    assert complaints_of_schema([bad]) + complaints_of_rfc_rules(bad) != []


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_feedparser_finds_every_entry_whole(built: Built, ending: str) -> None:
    for feed in _feeds(built, ending):
        parsed = read_feed(feed)
        assert parsed.feed.title
        ids = [entry.id for entry in parsed.entries]
        assert len(ids) == len(set(ids)), f"{feed}: an id stands twice"
        for entry in parsed.entries:
            assert entry.title
            assert entry.published_parsed, entry.id
            assert urlsplit(entry.link).scheme, f"{entry.id}: a relative link"


def test_json_feeds_follow_their_schema_and_hold_what_atom_holds(built: Built) -> None:
    for feed in _feeds(built, "json"):
        assert complaints_of_json_feed_schema(feed) == []
        told = json.loads(feed.read_text(encoding="utf-8"))["items"]
        atom = read_feed(feed.with_suffix(".atom")).entries
        assert [(item["id"], item["title"], item["url"]) for item in told] == [
            (entry.id, entry.title, entry.link) for entry in atom
        ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"id":', '"guid":'),
        ("00:00Z", "00:00"),
        ('"title": "t"', '"title": 1'),
        ("https://x.example/", "nowhere"),
    ],
)
def test_the_judge_of_json_feeds_sees_a_fault(tmp_path: Path, old: str, new: str) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(GOOD_JSON)
    bad.write_text(GOOD_JSON.replace(old, new))
    assert complaints_of_json_feed_schema(good) == []
    assert complaints_of_json_feed_schema(bad) != []


def test_every_page_tells_a_reader_where_the_feeds_are(built: Built) -> None:
    for page in ("index.html", "history/index.html", "subscribe/index.html"):
        discovery = _Discovery()
        discovery.feed((built.tree / page).read_text(encoding="utf-8"))
        assert {f"application/{form}" for form in FORMS} <= discovery.types, page


class _Discovery(HTMLParser):
    """What feed discovery finds in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.types: set[str | None] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "alternate" and given.get("href"):
            self.types.add(given.get("type"))
