"""What every page shows around its content: name, menu, languages, feeds, ways to reach us."""

from collections.abc import Iterable

import msgspec

from stillup.compose import urls
from stillup.compose.feed_table import Feed, main_feeds
from stillup.compose.site import Site
from stillup.compose.slices import name_of
from stillup.model.post import Page
from stillup.model.settings import words_in
from stillup.model.sources import Document

_FEED_TYPES = {
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "rss": "application/rss+xml",
}


class LinkView(msgspec.Struct, frozen=True):
    """A link: its words, where it leads (relative), whether the reader is there already.

    `language` is the tag of the language of what it leads to, if that is not the page's.
    """

    title: str
    href: str
    current: bool = False
    language: str = ""


class LanguageView(msgspec.Struct, frozen=True):
    """This page in one language: its tag, where it is from here and for the world."""

    tag: str
    href: str
    address: str
    current: bool


class FeedLinkView(msgspec.Struct, frozen=True):
    """A feed for discovery: `form` is `rss`, `atom` or `json`.

    `about` is `updates`, `history`, or what a slice of the updates is about: `component` or
    `group`, of which `name` is the name, `incidents`, `maintenance`, `announcements`, or an impact.
    """

    about: str
    form: str
    media_type: str
    href: str
    address: str
    name: str = ""


class ContactView(msgspec.Struct, frozen=True):
    """A way to reach a person when the service is down."""

    label: str
    text: str
    url: str
    hours: str


class LogoView(msgspec.Struct, frozen=True):
    """The logo: its href, and that of the one for dark surroundings if there are two."""

    href: str
    dark: str


class Chrome(msgspec.Struct, frozen=True, kw_only=True):
    """The frame of a page.

    `title` is the page's own, empty on the front page. `home` is the href of the front page,
    `published` that of `published.json`; `canonical` the public address. `history` and
    `subscribe` are hrefs; `menu` are the plain pages; `languages` lead to the same page in every
    language, empty if there is only one. `time_zone` is the IANA name of the zone in which times
    are shown.
    """

    kind: str
    language: str
    site: str
    logo: LogoView | None
    company: str
    company_url: str
    title: str
    canonical: str
    home: str
    published: str
    history: str
    subscribe: str
    menu: tuple[LinkView, ...]
    languages: tuple[LanguageView, ...]
    feeds: tuple[FeedLinkView, ...]
    contact: tuple[ContactView, ...]
    time_zone: str


class Place:
    """Where a document stands: makes links from it, in its language."""

    def __init__(self, site: Site, document: Document) -> None:
        self.site = site
        self.path = document.path
        self.language = document.language
        self._is_rooted = document.path == urls.NOT_FOUND

    def to(self, path: str, language: str | None = None) -> str:
        """Return the href of a document in a language (by default this one's)."""
        settings = self.site.settings
        target = urls.in_language(path, language or self.language, settings)
        return self.to_exact(target)

    def to_exact(self, path: str) -> str:
        """Return the href of exactly this path, such as a media file."""
        if self._is_rooted:
            return urls.rooted(path, self.site.settings)
        return urls.href(self.path, path)

    def to_page(self, page: Page) -> str:
        """Return the href of a plain page, in the language it exists in."""
        language = page.language or self.site.settings.default_language
        return self.to(urls.page_path(page.id), language)


def pages_for(site: Site, language: str) -> tuple[Page, ...]:
    """Return the plain pages a reader in `language` gets, in menu order."""
    default = site.settings.default_language
    found = [versions.get(language) or versions.get(default) for versions in site.pages.values()]
    known = [page for page in found if page is not None]
    return tuple(sorted(known, key=lambda page: (page.menu or 0, page.id)))


def chrome(
    site: Site,
    document: Document,
    plain_path: str,
    title: str = "",
    *,
    languages: tuple[str, ...] | None = None,
) -> Chrome:
    """Return the frame of a page. `plain_path` is its path without the language's prefix.

    `languages` are those in which this page exists, by default all of the site's.
    """
    settings, place = site.settings, Place(site, document)
    language = document.language
    return Chrome(
        kind=document.kind.value,
        language=language,
        site=words_in(settings.name, language),
        logo=_logo(site, place),
        company=words_in(settings.company.name, language),
        company_url=settings.company.url,
        title=title,
        canonical=urls.absolute(document.path, settings),
        home=place.to(urls.HOME),
        published=place.to_exact(urls.PUBLISHED),
        history=place.to(urls.HISTORY),
        subscribe=place.to(urls.SUBSCRIBE),
        menu=_menu(site, place, document),
        languages=_languages(site, place, plain_path, languages),
        feeds=feed_links(site, place, main_feeds()),
        contact=contacts(site, language),
        time_zone=settings.time_zone,
    )


def _logo(site: Site, place: Place) -> LogoView | None:
    light, dark = site.settings.logo.light, site.settings.logo.dark
    shown = light or dark
    if shown is None:
        return None
    other = place.to_exact(urls.media_path(dark.text)) if dark and light else ""
    return LogoView(place.to_exact(urls.media_path(shown.text)), other)


def _menu(site: Site, place: Place, document: Document) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(
            page.title,
            place.to_page(page),
            current=document.subject == page.id and document.kind == "page",
            language=_foreign(page.language or site.settings.default_language, place),
        )
        for page in pages_for(site, place.language)
        if page.menu is not None
    )


def _foreign(language: str, place: Place) -> str:
    return "" if language == place.language else language


def _languages(
    site: Site, place: Place, plain_path: str, languages: tuple[str, ...] | None
) -> tuple[LanguageView, ...]:
    known = languages if languages is not None else site.settings.languages
    if len(known) < 2:  # noqa: PLR2004
        return ()
    return tuple(
        LanguageView(
            language,
            place.to(plain_path, language),
            urls.absolute(urls.in_language(plain_path, language, site.settings), site.settings),
            language == place.language,
        )
        for language in known
    )


def feed_links(site: Site, place: Place, feeds: Iterable[Feed]) -> tuple[FeedLinkView, ...]:
    """Return links to feeds in the language of a page."""
    settings, language = site.settings, place.language
    return tuple(
        FeedLinkView(
            feed.part.about,
            feed.form,
            _FEED_TYPES[feed.form],
            place.to(feed.path),
            urls.absolute(urls.in_language(feed.path, language, settings), settings),
            name_of(feed.part, site.catalogue, language),
        )
        for feed in feeds
    )


def contacts(site: Site, language: str) -> tuple[ContactView, ...]:
    """Return the ways to reach a person, in a language."""
    return tuple(
        ContactView(
            words_in(contact.label, language),
            words_in(contact.text, language),
            contact.url,
            words_in(contact.hours, language),
        )
        for contact in site.settings.contact
    )
