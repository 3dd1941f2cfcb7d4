"""Statuspage's `history.atom` and `history.rss`: an entry per incident, newest first."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.times import Time, read_time

_ATOM = "{http://www.w3.org/2005/Atom}"
_ADDRESS = re.compile(r"/incidents/([0-9A-Za-z_-]+)/?(?:[?#].*)?$")
_ENDINGS = (".atom", ".rss", ".xml")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. `published` and `updated` are as written, with their own zone."""

    path: str
    title: str
    link: str
    html: str
    atom_id: str = ""
    rss_id: str = ""
    published: Time | None = None
    updated: Time | None = None

    @property
    def code(self) -> str:
        """The id of the incident, which ends its address; empty if the address has another form."""
        found = _ADDRESS.search(self.link)
        return found[1] if found else ""


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed: whose it is, and its entries."""

    path: str
    title: str
    home: str
    entries: tuple[Entry, ...]


def read_feeds(files: Mapping[str, bytes], doubts: Doubts) -> tuple[Feed, ...]:
    """Return the feeds among `files`; what looks like one and is none is a doubt."""
    found = []
    for path in sorted(files):
        if path.lower().endswith(_ENDINGS):
            feed = _feed(path, files[path])
            if feed is None:
                doubts.about(path).note("file", 0, "it is neither an Atom feed nor RSS")
            else:
                found.append(feed)
    return tuple(found)


def _feed(path: str, data: bytes) -> Feed | None:
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        return None  # no feed has one, and what it declares could grow without an end
    try:
        root = ET.fromstring(data)  # noqa: S314 - declares no entity, as was just seen
    except (ET.ParseError, ValueError, LookupError):
        return None
    if root.tag == f"{_ATOM}feed":
        entries = tuple(_atom_entry(path, each) for each in root.iterfind(f"{_ATOM}entry"))
        home = _atom_link(root)
        return Feed(path=path, title=_words(root, f"{_ATOM}title"), home=home, entries=entries)
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        return None
    entries = tuple(_rss_entry(path, each) for each in channel.iterfind("item"))
    home = _words(channel, "link")
    return Feed(path=path, title=_words(channel, "title"), home=home, entries=entries)


def _atom_entry(path: str, entry: ET.Element) -> Entry:
    return Entry(
        path=path,
        title=_words(entry, f"{_ATOM}title"),
        link=_atom_link(entry),
        html=_raw(entry, f"{_ATOM}content"),
        atom_id=_words(entry, f"{_ATOM}id"),
        published=read_time(_words(entry, f"{_ATOM}published")),
        updated=read_time(_words(entry, f"{_ATOM}updated")),
    )


def _rss_entry(path: str, item: ET.Element) -> Entry:
    guid = _words(item, "guid")
    return Entry(
        path=path,
        title=_words(item, "title"),
        link=_words(item, "link") or guid,
        html=_raw(item, "description"),
        rss_id=guid,
        published=_rss_time(_words(item, "pubDate")),
    )


def _atom_link(element: ET.Element) -> str:
    for link in element.iterfind(f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate":
            return link.get("href", "").strip()
    return ""


def _raw(element: ET.Element, name: str) -> str:
    found = element.find(name)
    return "".join(found.itertext()) if found is not None else ""


def _words(element: ET.Element, name: str) -> str:
    return " ".join(_raw(element, name).split())


def _rss_time(text: str) -> Time | None:
    try:
        found: datetime = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return read_time(found.isoformat()) if found.tzinfo else read_time(f"{found.isoformat()}Z")
