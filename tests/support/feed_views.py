"""Feeds as values, without a site: what a test changes is what it is about."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from stillup.compose.entries import CategoryView, EntryView
from stillup.compose.feeds import FeedView
from stillup.compose.story_view import PersonView, StoryView, UpdateView
from stillup.model.status import Impact, UpdateStatus
from stillup.model.text import Text

HOME = "https://status.harbour.example"
PAGE = f"{HOME}/incidents/2026-11-21-email/"
AT = datetime(2026, 11, 21, 12, 41, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 15, 2, tzinfo=UTC)

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def update_view(**changed: Any) -> UpdateView:
    """Return an update."""
    fields: dict[str, Any] = {
        "id": "u2026-11-21-1241",
        "href": f"{PAGE}#u2026-11-21-1241",
        "status": UpdateStatus.INVESTIGATING,
        "at": AT,
        "text": Text("Some mail arrives late.", "content/incidents/2026-11-21-email.md"),
        "language": "",
        "unchecked": False,
        "author": None,
        "next_update": None,
        "changes": (),
        "impact": None,
        "ended": None,
        "starts": None,
        "ends": None,
        "edits": (),
        "retrospective": False,
        "actions": (),
    }
    return UpdateView(**(fields | changed))


def story_view(**changed: Any) -> StoryView:
    """Return an incident."""
    fields: dict[str, Any] = {
        "id": "2026-11-21-email",
        "kind": "incident",
        "href": PAGE,
        "address": PAGE,
        "title": "Email is slow to arrive",
        "title_language": "",
        "status": UpdateStatus.INVESTIGATING,
        "is_open": True,
        "impact": Impact.MAJOR,
        "highest": Impact.MAJOR,
        "started": AT,
        "ended": None,
        "minutes": None,
        "starts": None,
        "ends": None,
        "phase": "",
        "components": (),
        "summary": Text("", ""),
        "summary_language": "",
        "updates": (update_view(),),
        "latest": update_view(),
        "postmortem": (),
        "promised": None,
        "late": False,
        "author": None,
        "offer": None,
        "edits": (),
        "related": (),
        "withdrawn": "",
        "retrospective": False,
        "pin": False,
    }
    return StoryView(**(fields | changed))


def entry_view(**changed: Any) -> EntryView:
    """Return the entry of an update."""
    fields: dict[str, Any] = {
        "id": f"{PAGE}#u2026-11-21-1241",
        "address": f"{PAGE}#u2026-11-21-1241",
        "status": UpdateStatus.INVESTIGATING,
        "withdrawn": False,
        "title": "Email is slow to arrive",
        "title_language": "en",
        "published": AT,
        "updated": AT,
        "language": "en",
        "author": PersonView("Jane Roe", "Operations", "mailto:jane@harbour.example"),
        "categories": (
            CategoryView("component", "email", "Email & calendar"),
            CategoryView("impact", "major"),
            CategoryView("status", "investigating"),
        ),
        "story": story_view(),
        "updates": (update_view(),),
    }
    return EntryView(**(fields | changed))


def feed_view(form: str, *entries: EntryView, **changed: Any) -> FeedView:
    """Return a feed of updates."""
    fields: dict[str, Any] = {
        "about": "updates",
        "form": form,
        "id": f"{HOME}/feed.{form}",
        "address": f"{HOME}/feed.{form}",
        "home": f"{HOME}/",
        "schemes": f"{HOME}/#",
        "site": "Harbour Status",
        "company": "Harbour & Sons",
        "language": "en",
        "updated": max((e.updated for e in entries), default=AT),
        "entries": entries,
    }
    return FeedView(**(fields | changed))


class Item:
    """One entry as a strict XML parser sees it, in either form."""

    def __init__(self, element: ET.Element) -> None:
        self.element = element
        self.is_rss = element.tag == "item"

    def text(self, rss: str, atom: str) -> str | None:
        """Return the text of an element, by its name in each form; None if it is not there."""
        return self.element.findtext(rss if self.is_rss else f"{ATOM}{atom}")

    @property
    def id(self) -> str | None:
        return self.text("guid", "id")

    @property
    def title(self) -> str | None:
        return self.text("title", "title")

    @property
    def html(self) -> str | None:
        return self.text(CONTENT, "content")

    @property
    def summary(self) -> str | None:
        return self.text("description", "summary")

    @property
    def author(self) -> str | None:
        return self.text(CREATOR, f"author/{ATOM}name")

    @property
    def link(self) -> str | None:
        if self.is_rss:
            return self.element.findtext("link")
        return self.element.find(f"{ATOM}link").get("href")  # type: ignore[union-attr]


def items(feed: bytes) -> list[Item]:
    """Return the entries of a feed in the order of the file."""
    return list(_items(ET.fromstring(feed)))


def _items(root: ET.Element) -> Iterator[Item]:
    for name in ("item", f"{ATOM}entry"):
        yield from (Item(element) for element in root.iter(name))
