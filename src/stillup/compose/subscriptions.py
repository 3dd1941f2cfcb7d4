"""What a reader can take along of the site, of a component or of a kind of news: addresses."""

from html import escape
from urllib.parse import urlsplit

import msgspec

from stillup.compose import urls
from stillup.compose.chrome import FeedLinkView, Place, feed_links
from stillup.compose.feed_table import feeds_about
from stillup.compose.site import Site
from stillup.compose.slices import Slice, name_of


class AddressView(msgspec.Struct, frozen=True):
    """Where something is, from here and for the world."""

    href: str
    address: str


class CalendarView(msgspec.Struct, frozen=True):
    """A calendar. `subscription` is an address that calendar programs open by themselves."""

    href: str
    address: str
    subscription: str


class BadgeLinkView(msgspec.Struct, frozen=True):
    """A badge: where it is, and what to copy so that it is shown and leads to `page`."""

    href: str
    address: str
    markdown: str
    html: str


class ChoiceView(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the news that a reader may want alone.

    `about` and `name` are those of its feeds. `href` is the page of a component, empty for what
    has none; `calendar` is None for what is in no calendar of its own.
    """

    about: str
    name: str = ""
    href: str = ""
    feeds: tuple[FeedLinkView, ...]
    calendar: CalendarView | None = None


def choice_of(site: Site, part: Slice, place: Place) -> ChoiceView:
    """Return a slice as something to choose."""
    is_component = part.about == "component"
    return ChoiceView(
        about=part.about,
        name=name_of(part, site.catalogue, place.language),
        href=place.to(urls.component_path(part.subject)) if is_component else "",
        feeds=feed_links(site, place, feeds_about(part)),
        calendar=component_calendar(site, part.subject, place) if is_component else None,
    )


def site_calendar(site: Site, place: Place) -> CalendarView:
    """Return the calendar of all maintenance."""
    return _calendar(site, urls.CALENDAR, place)


def component_calendar(site: Site, component: str, place: Place) -> CalendarView:
    """Return the calendar of the maintenance of one component."""
    return _calendar(site, urls.component_calendar_path(component), place)


def badge_link(site: Site, badge: str, page: str, label: str, place: Place) -> BadgeLinkView:
    """Return a badge with what to copy. `badge` and `page` are paths, `label` is what it is of."""
    picture, target = address_of(site, badge, place).address, address_of(site, page, place).address
    return BadgeLinkView(
        place.to(badge),
        picture,
        f"[![{_in_markdown(label)}]({picture})]({target})",
        f'<a href="{escape(target)}"><img src="{escape(picture)}" alt="{escape(label)}"></a>',
    )


def address_of(site: Site, path: str, place: Place) -> AddressView:
    """Return where a document is in the language of a page."""
    here = urls.in_language(path, place.language, site.settings)
    return AddressView(place.to_exact(here), urls.absolute(here, site.settings))


def _calendar(site: Site, path: str, place: Place) -> CalendarView:
    found = address_of(site, path, place)
    webcal = urlsplit(found.address)._replace(scheme="webcal").geturl()
    return CalendarView(found.href, found.address, webcal)


def _in_markdown(text: str) -> str:
    """Return a text in which no bracket ends the description of a picture."""
    return "".join(f"\\{letter}" if letter in "\\[]" else letter for letter in text)
