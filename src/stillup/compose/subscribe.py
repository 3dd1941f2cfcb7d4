"""The page that explains all there is to subscribe to: documents, keys and view."""

from collections.abc import Iterable, Iterator
from html import escape

import msgspec

from stillup.compose import urls
from stillup.compose.catalogue import is_retired
from stillup.compose.chrome import Chrome, Place, chrome
from stillup.compose.site import Site
from stillup.compose.slices import KINDS, Slice
from stillup.compose.subscriptions import (
    AddressView,
    BadgeLinkView,
    CalendarView,
    ChoiceView,
    address_of,
    badge_link,
    choice_of,
    site_calendar,
)
from stillup.model.digest import digest_of
from stillup.model.settings import Component
from stillup.model.sources import Document, Kind


class ChoiceGroupView(msgspec.Struct, frozen=True):
    """A group of components as something to choose, and each of them. The rest has no `whole`."""

    whole: ChoiceView | None
    components: tuple[ChoiceView, ...]


class SubscribeView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a reader or a program can take.

    The main feeds are in `chrome.feeds`; `feed` is the address of the one that chats take best:
    every update, as RSS. `groups` and `kinds` are parts of it. `banner` is the line of HTML that
    shows the banner on another site, `api` the address below which programs find the documents of
    the Statuspage format, `shield` that of the badge as values.
    """

    chrome: Chrome
    feed: str
    groups: tuple[ChoiceGroupView, ...]
    kinds: tuple[ChoiceView, ...]
    calendar: CalendarView
    badge: BadgeLinkView
    banner: str
    api: str
    shield: AddressView


def documents(site: Site) -> Iterator[Document]:
    """Yield the page in every language."""
    shown = [component.id for component in _shown(site)]
    for language in site.settings.languages:
        path = urls.in_language(urls.SUBSCRIBE, language, site.settings)
        key = digest_of("subscribe", site.base, language, shown)
        yield Document(path, Kind.SUBSCRIBE, "", language, key)


def view(site: Site, document: Document) -> SubscribeView:
    """Return what the page's template may see."""
    place = Place(site, document)
    frame = chrome(site, document, urls.SUBSCRIBE)
    script = escape(address_of(site, urls.BANNER, place).address)
    return SubscribeView(
        chrome=frame,
        feed=next(f.address for f in frame.feeds if (f.about, f.form) == ("updates", "rss")),
        groups=tuple(_groups(site, place)),
        kinds=tuple(choice_of(site, Slice(kind), place) for kind in KINDS),
        calendar=site_calendar(site, place),
        badge=badge_link(site, urls.BADGE, urls.HOME, frame.site, place),
        banner=f'<script src="{script}" async></script>',
        api=urls.absolute(urls.API, site.settings),
        shield=address_of(site, urls.SHIELD, place),
    )


def _shown(site: Site) -> tuple[Component, ...]:
    """Return the components that people know: neither retired nor shown only while affected.

    The others have feeds too; their own pages lead there.
    """
    known = site.catalogue.components.values()
    return tuple(c for c in known if c.listed and not is_retired(c, site.today))


def _groups(site: Site, place: Place) -> Iterator[ChoiceGroupView]:
    shown = _shown(site)
    for group in site.catalogue.groups:
        members = [component for component in shown if component.group == group]
        if members:
            whole = choice_of(site, Slice("group", group), place)
            yield ChoiceGroupView(whole, _choices(site, members, place))
    rest = [component for component in shown if component.group not in site.catalogue.groups]
    if rest:
        yield ChoiceGroupView(None, _choices(site, rest, place))


def _choices(site: Site, components: Iterable[Component], place: Place) -> tuple[ChoiceView, ...]:
    return tuple(choice_of(site, Slice("component", c.id), place) for c in components)
