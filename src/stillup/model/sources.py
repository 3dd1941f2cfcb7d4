"""What goes in and what comes out: sources, documents and the table of kinds."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import msgspec


class Source(msgspec.Struct, frozen=True):
    """One input file: its path in the site folder with `/`, and the digest of its bytes.

    `load` fetches the bytes on demand and raises OSError if they are gone. Theme files have
    paths `theme/<file>` whether they come from the project or from the package.
    """

    path: str
    digest: str
    load: Callable[[], bytes]


Sources = Mapping[str, Source]


class Kind(StrEnum):
    """The kinds of document. FACTS gives each its media type, caching class and rank."""

    MEDIA = "media"
    STATIC = "static"
    INCIDENT = "incident"
    MAINTENANCE = "maintenance"
    PAGE = "page"
    COMPONENT = "component"
    HISTORY = "history"
    SUBSCRIBE = "subscribe"
    REDIRECT = "redirect"
    RSS = "rss"
    ATOM = "atom"
    JSON_FEED = "json_feed"
    STATUSPAGE = "statuspage"
    CALENDAR = "calendar"
    BADGE = "badge"
    SHIELD = "shield"
    BANNER = "banner"
    HOME = "home"
    NOT_FOUND = "not_found"
    SITEMAP = "sitemap"
    ROBOTS = "robots"
    LEDGER = "ledger"
    PUBLISHED = "published"


class Facts(msgspec.Struct, frozen=True):
    """What is true of every document of a kind.

    `rank` orders writing and uploading: what is linked to comes before what links to it.
    `media_type` empty means "by the file's name". `caching` is `steady` (changes with the
    content) or `fresh` (ask again every time).
    """

    rank: int
    media_type: str
    caching: str = "fresh"


_HTML = "text/html; charset=utf-8"

FACTS: Mapping[Kind, Facts] = {
    Kind.MEDIA: Facts(0, "", "steady"),
    Kind.STATIC: Facts(0, "", "steady"),
    Kind.INCIDENT: Facts(1, _HTML),
    Kind.MAINTENANCE: Facts(1, _HTML),
    Kind.PAGE: Facts(1, _HTML),
    Kind.COMPONENT: Facts(2, _HTML),
    Kind.HISTORY: Facts(2, _HTML),
    Kind.SUBSCRIBE: Facts(2, _HTML),
    Kind.REDIRECT: Facts(3, _HTML),
    Kind.RSS: Facts(4, "application/rss+xml; charset=utf-8"),
    Kind.ATOM: Facts(4, "application/atom+xml; charset=utf-8"),
    Kind.JSON_FEED: Facts(4, "application/feed+json"),
    Kind.STATUSPAGE: Facts(4, "application/json; charset=utf-8"),
    Kind.CALENDAR: Facts(4, "text/calendar; charset=utf-8"),
    Kind.BADGE: Facts(4, "image/svg+xml; charset=utf-8"),
    Kind.SHIELD: Facts(4, "application/json; charset=utf-8"),
    Kind.BANNER: Facts(5, "text/javascript; charset=utf-8"),
    Kind.HOME: Facts(5, _HTML),
    Kind.NOT_FOUND: Facts(5, _HTML),
    Kind.SITEMAP: Facts(6, "application/xml; charset=utf-8"),
    Kind.ROBOTS: Facts(6, "text/plain; charset=utf-8"),
    Kind.LEDGER: Facts(6, "application/json; charset=utf-8"),
    Kind.PUBLISHED: Facts(7, "application/json; charset=utf-8"),
}


class Document(msgspec.Struct, frozen=True):
    """A promise of bytes: where they go, of what kind, about what, in which language.

    `key` is a digest of everything the bytes depend on. Equal keys mean equal bytes.
    """

    path: str
    kind: Kind
    subject: str
    language: str
    key: str
