"""What a subscriber gets of a post: the entries of the RSS feed, shown the way a reader shows them.

The feed itself is read, not what it was made from, so that what is seen here is what is sent.
"""

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree as ET

import msgspec

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_SHOWN = 12
_TAGS = re.compile(r"<[^>]*>")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: `summary` and `content` are HTML, all else is text."""

    title: str
    link: str
    published: str
    author: str
    filed: tuple[str, ...]
    summary: str
    content: str


def read_entries(rss: bytes, about: str = "") -> tuple[Entry, ...]:
    """Return the newest entries, those of the post at the address `about` if it is given."""
    items = ET.fromstring(rss).iterfind("channel/item")  # noqa: S314 - a feed of our own making
    found = (_entry(item) for item in items)
    wanted = (entry for entry in found if not about or _is_about(entry.link, about))
    return tuple(entry for entry, _ in zip(wanted, range(_SHOWN), strict=False))


def render_entries(entries: tuple[Entry, ...], url: str, lines: str) -> str:
    """Return the body of the page. Pictures of the site at `url` are taken from the preview.

    `lines` are words for when there is no entry.
    """
    if not entries:
        return f"<main><h1>Feed</h1><p>{escape(lines)}</p></main>"
    told = "".join(_article(entry, url) for entry in entries)
    return f"<main><h1>In a feed reader</h1>{told}</main>"


def _article(entry: Entry, url: str) -> str:
    filed = "".join(f"<li>{escape(word)}</li>" for word in entry.filed)
    content = entry.content.replace(f'src="{escape(url)}/', 'src="/')
    return (
        '<article class="entry">'
        f"<h2>{escape(entry.title)}</h2>"
        f'<p class="by">{escape(" · ".join(filter(None, (entry.author, entry.published))))}</p>'
        f'<p class="teaser"><span>In the list:</span> {_plain(entry.summary)}</p>'
        f'<div class="content">{content}</div>'
        f'<ul class="filed" aria-label="Categories">{filed}</ul>'
        f'<p class="address">{escape(entry.link)}</p>'
        "</article>"
    )


def _entry(item: "ET.Element[str]") -> Entry:
    def text(name: str) -> str:
        return (item.findtext(name) or "").strip()

    return Entry(
        title=text("title"),
        link=text("link"),
        published=text("pubDate"),
        author=text(_CREATOR) or text("author"),
        filed=tuple(_words(item)),
        summary=text("description"),
        content=text(_CONTENT) or text("description"),
    )


def _words(item: "ET.Element[str]") -> Iterator[str]:
    yield from (each.text.strip() for each in item.iterfind("category") if each.text)


def _is_about(link: str, about: str) -> bool:
    return link.partition("#")[0] == about


def _plain(html: str) -> str:
    """Return HTML as text that is HTML again, in one line."""
    return " ".join(_TAGS.sub("", html).split())
