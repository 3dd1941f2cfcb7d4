"""Feeds as JSON Feed 1.1. Format: jsonfeed.org/version/1.1."""

from typing import Any

import msgspec

from stillup.compose.entries import EntryView
from stillup.compose.feeds import FeedView
from stillup.compose.story_view import PersonView
from stillup.render.feed_text import in_one_line, moment, shortened
from stillup.render.feed_words import (
    Content,
    category_word,
    entry_html,
    entry_title,
    feed_about,
    feed_title,
)
from stillup.render.language.language import Languages
from stillup.render.markdown import plain_text

_VERSION = "https://jsonfeed.org/version/1.1"
_ADDRESSES = ("https://", "http://", "mailto:")


def render_json_feed(view: FeedView, content: Content, languages: Languages) -> bytes:
    """Return a feed as JSON Feed. Nothing in it comes from the clock."""
    language = languages(view.language)
    feed = {
        "version": _VERSION,
        "title": feed_title(view, language),
        "home_page_url": view.home,
        "feed_url": view.address,
        "description": feed_about(view, language),
        "authors": [{"name": in_one_line(view.company or view.site)}],
        "language": view.language,
        **({"hubs": [{"type": "WebSub", "url": view.hub}]} if view.hub else {}),
        "items": [_item(entry, view, content, languages) for entry in view.entries],
    }
    return msgspec.json.format(msgspec.json.encode(feed)) + b"\n"


def _item(
    entry: EntryView, view: FeedView, content: Content, languages: Languages
) -> dict[str, Any]:
    """Return an entry. An empty `content_html` stays: the format wants one kind of content."""
    html = entry_html(entry, content)
    summary = shortened(plain_text(html))
    language = languages(view.language)
    tags = (category_word(category, language) for category in entry.categories)
    return {
        "id": in_one_line(entry.id),
        "url": entry.address,
        "title": entry_title(entry, languages(entry.title_language)),
        "content_html": html,
        **({"summary": summary} if summary else {}),
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        **({"authors": [_person(entry.author)]} if entry.author is not None else {}),
        "tags": list(dict.fromkeys(tags)),
        "language": entry.language,
    }


def _person(person: PersonView) -> dict[str, str]:
    told = {"name": in_one_line(person.name)}
    if person.contact.startswith(_ADDRESSES):
        told["url"] = person.contact
    return told
