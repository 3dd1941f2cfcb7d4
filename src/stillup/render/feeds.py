"""Feeds as Atom (RFC 4287) and RSS 2.0, through feedgen, which lives here and nowhere else."""

from datetime import datetime
from typing import Any
from urllib.parse import unquote

from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from stillup.compose.entries import CategoryView, EntryView
from stillup.compose.feeds import FeedView
from stillup.compose.story_view import PersonView
from stillup.render.feed_text import as_html, in_one_line, shortened, with_plain_titles
from stillup.render.feed_words import (
    Content,
    category_word,
    entry_html,
    entry_title,
    feed_about,
    feed_title,
)
from stillup.render.language.language import Language, Languages
from stillup.render.markdown import plain_text

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "http://purl.org/dc/elements/1.1/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render_feed(view: FeedView, content: Content, languages: Languages) -> bytes:
    """Return a feed in the form that its view names. Nothing in it comes from the clock."""
    feed = _channel(view, languages(view.language))
    for entry in view.entries:
        _add(feed, view, entry, entry_html(entry, content), languages)
    if view.form == "atom":
        return bytes(feed.atom_str(pretty=True))
    return with_plain_titles(bytes(feed.rss_str(pretty=True)))


def _channel(view: FeedView, language: Language) -> Any:
    """Return a generator for one form: one for both would give a wrong `self` to the other."""
    feed = FeedGenerator()
    feed.register_extension("marks", _FeedMarks, _EntryMarks)
    feed.id(view.id)
    feed.title(feed_title(view, language))
    feed.description(feed_about(view, language))
    feed.language(view.language)
    feed.updated(view.updated)
    feed.author({"name": in_one_line(view.company or view.site)})
    feed.generator("Stillup")
    feed.link(href=view.address, rel="self", type=f"application/{view.form}+xml")
    if view.hub:
        feed.link(href=view.hub, rel="hub")
        feed.marks.hub = view.hub
    # RSS takes the link that comes last, whatever its rel.
    feed.link(href=view.home, rel="alternate", type="text/html", hreflang=view.language)
    return feed


def _add(feed: Any, view: FeedView, entry: EntryView, html: str, languages: Languages) -> None:
    added = feed.add_entry(order="append")
    title, summary = (
        entry_title(entry, languages(entry.title_language)),
        shortened(plain_text(html)),
    )
    added.id(in_one_line(entry.id))
    added.title(title)
    added.link(href=entry.address, rel="alternate", type="text/html")
    added.published(entry.published)
    added.updated(entry.updated)
    for category in entry.categories:
        added.category(_category(category, view, languages(view.language)))
    if view.form == "rss":
        added.description(as_html(summary or title))
    elif summary:
        added.summary(summary)
    if html:
        added.content(html, type="html")
    if entry.author is not None:
        added.author(_person(entry.author))
    added.marks.take(view, entry)


def _category(category: CategoryView, view: FeedView, language: Language) -> dict[str, str]:
    return {
        "term": category.term,
        "scheme": f"{view.schemes}{category.scheme}",
        "label": category_word(category, language),
    }


def _person(person: PersonView) -> dict[str, str]:
    scheme, _, rest = person.contact.partition(":")
    told = {"name": in_one_line(person.name)}
    if scheme == "mailto" and "@" in rest:
        told["email"] = unquote(rest.partition("?")[0])
    if scheme in {"http", "https"}:
        told["uri"] = person.contact
    return told


class _FeedMarks:
    """What feedgen can't say by itself, for a feed as a whole: in RSS a namespace and the hub."""

    hub = ""

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces that entries use."""
        return {"dc": _DC}

    def extend_rss(self, feed: Any) -> Any:
        """Name the hub, which feedgen keeps to Atom."""
        if self.hub:
            link = xml_elem(f"{_ATOM}link", feed.find("channel"))
            link.set("href", self.hub)
            link.set("rel", "hub")
        return feed

    def extend_atom(self, feed: Any) -> Any:
        """Add nothing."""
        return feed


class _EntryMarks:
    """What feedgen can't say by itself of an entry: languages, and in RSS authors and changes."""

    def __init__(self) -> None:
        self._language = self._title_language = self._creator = ""
        self._changed: datetime | None = None

    def take(self, view: FeedView, entry: EntryView) -> None:
        """Note what is to be said of an entry."""
        self._language = "" if entry.language == view.language else entry.language
        self._title_language = (
            "" if entry.title_language == entry.language else entry.title_language
        )
        self._creator = in_one_line(entry.author.name) if entry.author is not None else ""
        self._changed = entry.updated if entry.updated != entry.published else None

    def extend_atom(self, entry: Any) -> None:
        """Mark the languages."""
        if self._language:
            entry.set(_LANG, self._language)
        if self._title_language:
            entry.find("title").set(_LANG, self._title_language)

    def extend_rss(self, item: Any) -> None:
        """Mark the languages, and name the author, which RSS wants a mail address for."""
        self.extend_atom(item)
        for author in item.findall("author"):
            item.remove(author)
        if self._creator:
            xml_elem(f"{{{_DC}}}creator", item).text = self._creator
        if self._changed is not None:
            xml_elem(f"{_ATOM}updated", item).text = self._changed.isoformat()
