"""Every feed of every site before the RFC's grammar and readers that are not ours."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.feeds_tools import complaints_of_rfc_rules, complaints_of_schema, read_feed
from tests.world.sites import Built

GOOD = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>urn:x:1</id><title>t</title>
<author><name>n</name></author><updated>2026-01-01T00:00:00Z</updated>
<entry><id>urn:x:2</id><title>t</title><updated>2026-01-01T00:00:00Z</updated>
<content type="html">words</content></entry></feed>"""


def _feeds(built: Built, ending: str) -> list[Path]:
    found = sorted(built.tree.rglob(f"*.{ending}"))
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


def test_every_page_tells_a_reader_where_the_feeds_are(built: Built) -> None:
    for page in ("index.html", "history/index.html", "subscribe/index.html"):
        discovery = _Discovery()
        discovery.feed((built.tree / page).read_text(encoding="utf-8"))
        assert {"application/rss+xml", "application/atom+xml"} <= discovery.types, page


class _Discovery(HTMLParser):
    """What feed discovery finds in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.types: set[str | None] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "alternate" and given.get("href"):
            self.types.add(given.get("type"))
