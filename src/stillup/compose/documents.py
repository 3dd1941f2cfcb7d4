"""The table of documents: which there are, and what each may see."""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from stillup.compose import (
    badge,
    banner,
    calendar,
    component,
    feeds,
    history,
    home,
    ledger,
    machine,
    pages,
    posts,
    subscribe,
)
from stillup.compose.site import Site
from stillup.compose.statuspage import documents as statuspage
from stillup.model.memory import Memory
from stillup.model.sources import Document, Kind

View = msgspec.Struct

_MAKERS: tuple[Callable[[Site], Iterator[Document]], ...] = (
    pages.documents,
    subscribe.documents,
    component.documents,
    history.documents,
    feeds.documents,
    badge.documents,
    banner.documents,
    calendar.documents,
    statuspage.documents,
    home.documents,
)

_VIEWS: Mapping[Kind, Callable[[Site, Document], View]] = {
    Kind.INCIDENT: posts.view,
    Kind.MAINTENANCE: posts.view,
    Kind.PAGE: pages.view,
    Kind.COMPONENT: component.view,
    Kind.HISTORY: history.view,
    Kind.SUBSCRIBE: subscribe.view,
    Kind.REDIRECT: machine.view_redirect,
    Kind.RSS: feeds.view,
    Kind.ATOM: feeds.view,
    Kind.JSON_FEED: feeds.view,
    Kind.STATUSPAGE: statuspage.view,
    Kind.CALENDAR: calendar.view,
    Kind.BADGE: badge.view,
    Kind.SHIELD: badge.view,
    Kind.BANNER: banner.view,
    Kind.HOME: home.view,
    Kind.NOT_FOUND: home.view_not_found,
    Kind.SITEMAP: machine.view_sitemap,
    Kind.ROBOTS: machine.view_robots,
    Kind.LEDGER: ledger.view,
    Kind.PUBLISHED: machine.view_published,
}


def documents_of(site: Site, memory: Memory) -> list[Document]:
    """Return every document of a site, two at one address included: see `settle_addresses`."""
    others = [document for make in _MAKERS for document in make(site)]
    return [*machine.documents(site), *posts.documents(site, memory), *others]


def view_of(site: Site, document: Document) -> View:
    """Return what the bytes of a document are made from. Files that are copied have no view."""
    return _VIEWS[document.kind](site, document)
