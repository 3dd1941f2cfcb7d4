"""A real `history.atom` alone: all of it comes out, and no reader's program alerts again."""

import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from html import unescape

import feedparser
import pytest

from stillup.importing.folder import read_source
from stillup.importing.outcome import Import
from stillup.importing.statuspage import import_statuspage
from stillup.model.post import Incident
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.imported import parsed
from tests.support.project import Project
from tests.support.real import real_data
from tests.support.site import themed

NOW = "2026-08-23T00:00:00+00:00"
TAG = re.compile(r"<[^<>]*>")
WORD = re.compile(r"\w+")
BLOCK = re.compile(
    r"<small>(?P<month>\w+) <var[^>]*> ?(?P<day>\d+)</var>, <var[^>]*>(?P<clock>[\d:]+)</var> UTC"
    r"</small><br> <strong>(?P<label>\w+)</strong> - (?P<words>.*?) </p>(?= <p> <small>|$)",
    re.DOTALL,
)


@cache
def source() -> bytes:
    return (real_data() / "mrshu__github-statuses" / "github-status-history.atom").read_bytes()


@cache
def new() -> Import:
    return import_statuspage({"history.atom": source()}, datetime.fromisoformat(NOW))


@cache
def old() -> feedparser.FeedParserDict:
    return feedparser.parse(source(), sanitize_html=False)


@cache
def posts() -> dict[str, Incident]:
    """Return our incidents by the id of their entries."""
    found = {}
    for path, data in new().files.items():
        if path.startswith("content/incidents/"):
            read = parsed(path, data)
            assert isinstance(read.item, Incident)
            found[read.item.feed_id] = read.item
    return found


@cache
def blocks(id_: str) -> tuple[re.Match[str], ...]:
    """Return the updates of an old entry, oldest first."""
    (entry,) = (entry for entry in old().entries if entry.id == id_)
    html = entry.content[0].value.replace("<br />", "<br>", 1)
    return tuple(reversed(list(BLOCK.finditer(html.replace("</small><br />", "</small><br>")))))


@cache
def documents() -> dict[str, bytes]:
    """Return the built feeds of the site."""
    made = themed(Project(new().files), NOW)
    assert made.diagnostics == ()
    renderer = Renderer(made, Fragments())
    wanted = {"history.atom", "history.rss"}
    return {d.path: renderer.render(d) for d in made.documents if d.path in wanted}


def words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text))


def test_every_entry_comes_out_and_none_is_a_draft() -> None:
    assert new().posts == len(old().entries) == 25
    assert set(posts()) == {entry.id for entry in old().entries}
    assert not any(post.draft for post in posts().values())
    for entry in old().entries:
        assert posts()[entry.id].title == entry.title


def test_every_update_has_its_minute_and_its_label() -> None:
    year = 2026
    for id_, post in posts().items():
        told = [
            (datetime.strptime(f"{year} {b['month']} {b['day']} {b['clock']}Z", "%Y %b %d %H:%M%z"),
             b["label"].lower())
            for b in blocks(id_)
        ]  # fmt: skip
        assert [(update.at, update.status.value) for update in post.updates] == told


def test_every_word_comes_out_and_none_is_added() -> None:
    for id_, post in posts().items():
        for update, block in zip(post.updates, blocks(id_), strict=True):
            said = unescape(TAG.sub(" ", unescape(block["words"])))
            assert words(update.text.markdown) == words(said), (id_, update.id)


def test_no_old_entry_is_new_to_a_reader() -> None:
    fresh = feedparser.parse(documents()["history.atom"])
    assert [entry.id for entry in fresh.entries] == [entry.id for entry in sorted_old()]
    in_rss = feedparser.parse(documents()["history.rss"])
    assert {entry.id for entry in in_rss.entries} == {entry.link for entry in old().entries}


def sorted_old() -> list[feedparser.FeedParserDict]:
    """Return the old entries as ours stand: by the first update, the newest first."""
    begun = {id_: post.updates[0].at for id_, post in posts().items()}
    return sorted(old().entries, key=lambda entry: begun[entry.id], reverse=True)


def test_no_entry_is_dated_later_than_it_was() -> None:
    updated = {entry.id: entry.updated_parsed for entry in old().entries}
    for entry in feedparser.parse(documents()["history.atom"]).entries:
        assert entry.published_parsed <= entry.updated_parsed <= updated[entry.id]


def test_old_addresses_lead_to_the_posts() -> None:
    for entry in old().entries:
        (alias,) = posts()[entry.id].aliases
        assert entry.link.endswith(alias.id.rstrip("/"))
        assert posts()[entry.id].api_id == entry.link.rpartition("/")[2]


def test_the_doubts_are_what_a_feed_leaves_open() -> None:
    kinds = [(doubt.kind, doubt.done) for doubt in new().doubts]
    assert kinds == [("impact", "its 25 incidents: `minor`"), ("setting", "`time_zone` is UTC")]


def test_the_file_may_be_read_by_itself_or_in_its_folder_and_gives_the_same_bytes() -> None:
    folder = real_data() / "mrshu__github-statuses"
    alone = read_source(folder / "github-status-history.atom")
    whole = read_source(folder, endings=(".atom",))
    now = datetime(2026, 8, 23, tzinfo=UTC)
    assert import_statuspage(alone, now).files == import_statuspage(whole, now).files


@pytest.mark.parametrize("part", range(1, 8))
def test_a_feed_cut_off_anywhere_is_refused_with_a_word(part: int) -> None:
    found = import_statuspage({"history.atom": source()[: len(source()) * part // 8]})
    assert found.posts == 0
    assert "file" in {doubt.kind for doubt in found.doubts}
