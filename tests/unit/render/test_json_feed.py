"""A feed as JSON Feed says what the Atom one says, in a form that is safe wherever it is read."""

import json
from datetime import timedelta, timezone
from typing import Any

import pytest

from stillup.compose.entries import CategoryView, EntryView
from stillup.compose.feeds import FeedView
from stillup.compose.story_view import PersonView
from stillup.render.feeds import render_feed
from stillup.render.json_feed import render_json_feed
from tests.support.feed_views import AT, HOME, LATER, PAGE, entry_view, feed_view, items
from tests.support.words import in_words

WORDS = "<p>Some mail arrives late. If you use <em>webmail</em>, reload.</p>"


def rendered(*entries: EntryView, html: str = WORDS, **changed: Any) -> bytes:
    return render_json_feed(feed_view("json", *entries, **changed), lambda _: html, in_words)


def read(*entries: EntryView, html: str = WORDS, **changed: Any) -> dict[str, Any]:
    """Return the feed as a reader of JSON sees it."""
    feed: dict[str, Any] = json.loads(rendered(*entries, html=html, **changed))
    return feed


def only(entry: EntryView, html: str = WORDS) -> dict[str, Any]:
    (item,) = read(entry, html=html)["items"]
    found: dict[str, Any] = item
    return found


def test_the_feed_says_what_it_is_and_where() -> None:
    feed = read(entry_view())

    assert feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Status",
        "home_page_url": f"{HOME}/",
        "feed_url": f"{HOME}/feed.json",
        "description": "Every update of every incident and every maintenance, as an entry of its own.",
        "authors": [{"name": "Harbour & Sons"}],
        "language": "en",
    }


def test_an_entry_says_everything() -> None:
    assert only(entry_view(updated=LATER)) == {
        "id": f"{PAGE}#u2026-11-21-1241",
        "url": f"{PAGE}#u2026-11-21-1241",
        "title": "Investigating: Email is slow to arrive",
        "content_html": WORDS,
        "summary": "Some mail arrives late. If you use webmail, reload.",
        "date_published": "2026-11-21T12:41:00Z",
        "date_modified": "2026-11-21T15:02:00Z",
        "authors": [{"name": "Jane Roe", "url": "mailto:jane@harbour.example"}],
        "tags": ["Email & calendar", "Major", "Investigating"],
        "language": "en",
    }


def test_it_has_the_ids_titles_and_words_of_the_atom_feed() -> None:
    entries = (entry_view(), entry_view(id=f"{PAGE}#b", title="R&D < 1\x01"))
    view: FeedView = feed_view("atom", *entries)
    html = '<p>a ]]&gt; 🛰️ 𝔘 \x0c<a href="#fn1">1</a></p>'

    atom = items(render_feed(view, lambda _: html, in_words))
    told = read(*entries, html=html)["items"]

    assert [(i["id"], i["title"], i["content_html"], i["url"], i["summary"]) for i in told] == [
        (i.id, i.title, i.html, i.link, i.summary) for i in atom
    ]
    assert f'href="{PAGE}#fn1"' in told[0]["content_html"]


def test_no_word_can_break_out_of_its_string() -> None:
    title, html = (
        '"},{"id":"x\\"',
        '<p>"\\u0022\\</script> \u2028 \ud83d\ude00</p>'.encode("utf-16", "surrogatepass").decode(
            "utf-16"
        ),
    )

    item = only(entry_view(title=title), html)

    assert (item["title"], item["content_html"]) == (f"Investigating: {title}", html)


def test_control_characters_are_dropped() -> None:
    entry = entry_view(
        id=f"{PAGE}#\x01a",
        title="a\x00b",
        author=PersonView("J\x1bo"),
        categories=(CategoryView("component", "email", "E\x7fm"),),
    )

    data = rendered(entry, html="<p>a\x0cb\x85c\r\nd</p>", site="S\x02", company="C\x03")

    assert not [byte for byte in data if byte < 32 and byte != 10]
    (item,) = json.loads(data)["items"]
    assert (item["id"], item["title"]) == (f"{PAGE}#a", "Investigating: ab")
    assert (item["authors"], item["tags"]) == ([{"name": "Jo"}], ["Em"])
    assert item["content_html"] == "<p>abc\nd</p>"


@pytest.mark.parametrize(
    ("contact", "author"),
    [
        ("", {"name": "Jo"}),
        ("tel:+1", {"name": "Jo"}),
        ("https://x.example/jo", {"name": "Jo", "url": "https://x.example/jo"}),
    ],
)
def test_an_author_has_an_address_only_if_a_browser_can_open_it(
    contact: str, author: dict[str, str]
) -> None:
    assert only(entry_view(author=PersonView("Jo", "", contact)))["authors"] == [author]


def test_an_entry_without_an_author_leaves_it_to_the_feed() -> None:
    assert "authors" not in only(entry_view(author=None))


def test_each_entry_names_its_own_language() -> None:
    feed = read(entry_view(language="en"), entry_view(language="ca"), language="ca")

    assert feed["language"] == "ca"
    assert [item["language"] for item in feed["items"]] == ["en", "ca"]


def test_an_update_without_words_is_an_entry_all_the_same() -> None:
    item = only(entry_view(), html="")

    assert item["content_html"] == ""
    assert "summary" not in item


def test_no_tag_stands_twice() -> None:
    categories = (
        CategoryView("component", "m", "Maintenance"),
        CategoryView("impact", "maintenance"),
    )

    assert only(entry_view(categories=categories))["tags"] == ["Maintenance"]


def test_a_time_in_any_zone_comes_out_in_utc() -> None:
    here = AT.astimezone(timezone(timedelta(hours=-9, minutes=-30)))

    assert only(entry_view(published=here))["date_published"] == "2026-11-21T12:41:00Z"


def test_a_feed_with_nothing_in_it_is_a_feed() -> None:
    assert read()["items"] == []


def test_the_same_view_gives_the_same_bytes() -> None:
    entries = (entry_view(), entry_view(id=f"{PAGE}#b"))

    assert rendered(*entries) == rendered(*entries)
    assert rendered(*entries).endswith(b"}\n")


def test_a_hub_is_named() -> None:
    assert "hubs" not in read(entry_view())
    assert read(entry_view(), hub="https://hub.example")["hubs"] == [
        {"type": "WebSub", "url": "https://hub.example"}
    ]
