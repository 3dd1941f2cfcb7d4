"""The contract of feeds over random sites: ids stay, silence changes no byte, news is one entry.

The content of an entry is here the whole of its view, so that whatever moves shows. The full run
(STILLUP_RUNS=1) tries 500 sites for each law.
"""

import json
import os
from html import escape

import feedparser
import msgspec
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from stillup.compose import feeds
from stillup.compose.entries import EntryView
from stillup.compose.feeds import FeedView
from stillup.render.feeds import render_feed
from stillup.render.json_feed import render_json_feed
from tests.support.feed_sites import MUCH_LATER, NOW, FeedSite, News, newest, sites, words
from tests.support.feed_views import items
from tests.support.project import Project
from tests.support.site import composed
from tests.support.words import in_words

law = settings(
    max_examples=max(20, int(500 * float(os.environ.get("STILLUP_RUNS", "0.1")))),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

MAIN = frozenset({"feed.rss", "feed.atom", "feed.json", "history.rss", "history.atom"})
SLICES = frozenset({"components/email/feed.rss", "ca/groups/messaging/feed.atom"})


def views(project: Project, now: str = NOW) -> dict[str, FeedView]:
    """Return feeds by path: all that tell of all posts, and each slice once."""
    site = composed(project, now)
    return {
        document.path: feeds.view(site, document)
        for document in feeds.documents(site)
        if document.subject in MAIN
        or document.path in SLICES
        or (document.path.endswith(".rss") and document.language == "en")
    }


def whole(entry: EntryView) -> str:
    return f"<p>{escape(msgspec.json.encode(entry).decode())}</p>"


def rendered(found: dict[str, FeedView]) -> dict[str, bytes]:
    return {
        path: (render_json_feed if view.form == "json" else render_feed)(view, whole, in_words)
        for path, view in found.items()
        if path.removeprefix("ca/") in MAIN or path in SLICES
    }


def ids(found: dict[str, FeedView]) -> dict[str, set[str]]:
    return {path: {entry.id for entry in view.entries} for path, view in found.items()}


@law
@given(sites, words)
def test_ids_outlive_edits_of_words_titles_zone_and_address(site: FeedSite, said: str) -> None:
    before = ids(views(site.project()))
    project = site.project()
    away = project.replace("content/site.yaml", "Europe/Lisbon", "America/St_Johns").replace(
        "content/site.yaml",
        "url: https://status.harbour.example",
        "url: https://moved.example/x\nid_base: https://status.harbour.example",
    )

    assert ids(views(site.retitled(said).project())) == before
    assert ids(views(site.reworded(said).project())) == before
    assert ids(views(away)) == before


@law
@given(sites)
def test_where_nothing_changed_no_byte_changes(site: FeedSite) -> None:
    first = rendered(views(site.project()))

    assert rendered(views(site.project())) == first
    assert rendered(views(site.project(), MUCH_LATER)) == first


@law
@given(sites, newest, st.data())
def test_an_update_is_one_entry_more_and_moves_one(
    site: FeedSite, news: News, data: st.DataObject
) -> None:
    incidents = [i for i, post in enumerate(site.posts) if post.kind == "incidents"]
    assume(incidents)
    which = data.draw(st.sampled_from(incidents))
    later = site.with_news(which, news)

    before, after = views(site.project()), views(later.project())

    for path, view in after.items():
        old = {entry.id: entry for entry in before[path].entries}
        new = [entry for entry in view.entries if entry.id not in old]
        moved = [entry for entry in view.entries if old.get(entry.id, entry) != entry]
        assert len(view.entries) == len(old) + len(new)
        if view.about == "history":
            assert (len(new), len(moved)) == (0, 1), path
        else:
            is_told = view.about == "updates" or any(_is_of(entry, later, which) for entry in old)
            assert moved == [], path
            assert len(new) == 1 if is_told else len(new) <= 1, path
        assert all(entry.updated >= view.updated for entry in (*new, *moved))


def _is_of(entry: str, site: FeedSite, which: int) -> bool:
    """Whether an id is that of an entry of a post."""
    return f"/{site.posts[which].kind}/2026-11-10-n{which}/" in entry


@law
@given(sites)
def test_a_slice_holds_nothing_that_the_main_feed_does_not(site: FeedSite) -> None:
    found = views(site.project())

    for path, view in found.items():
        if view.about not in {"updates", "history"}:
            main = found["ca/feed.atom" if path.startswith("ca/") else "feed.atom"].entries
            known = set(view.entries)
            assert [entry for entry in main if entry in known] == list(view.entries), path


@law
@given(sites)
def test_dates_and_order_are_as_promised(site: FeedSite) -> None:
    for view in views(site.project()).values():
        published = [entry.published for entry in view.entries]
        assert published == sorted(published, reverse=True)
        assert all(entry.published <= entry.updated <= view.updated for entry in view.entries)
        assert view.updated.isoformat() <= NOW
        assert len({entry.id for entry in view.entries}) == len(view.entries)


@law
@given(sites)
def test_readers_find_in_every_form_what_was_written(site: FeedSite) -> None:
    found = views(site.project())
    made = rendered(found)
    for path in ("feed.rss", "ca/history.atom"):
        parsed = feedparser.parse(made[path])
        assert not parsed.bozo, (path, parsed.bozo_exception)
        assert [entry.id for entry in parsed.entries] == [e.id for e in found[path].entries]
    for name in ("feed", "history", "ca/feed", "ca/history"):
        rss, atom = items(made[f"{name}.rss"]), items(made[f"{name}.atom"])
        assert [(i.id, i.title, i.html, i.author, i.link) for i in rss] == [
            (i.id, i.title, i.html, i.author, i.link) for i in atom
        ]
        for item, entry in zip(atom, found[f"{name}.atom"].entries, strict=True):
            assert (item.title or "").endswith(f": {entry.title}")
            assert item.html == whole(entry)
    for name in ("feed", "ca/feed"):
        told = json.loads(made[f"{name}.json"])["items"]
        assert [(i["id"], i["title"], i["content_html"], i["url"]) for i in told] == [
            (i.id, i.title, i.html, i.link) for i in items(made[f"{name}.atom"])
        ]
