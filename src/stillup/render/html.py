"""Pages: a view and its template → bytes, with the style sheet inside and a policy that says so."""

from collections.abc import Mapping
from functools import partial

import msgspec

from stillup.compose.badge import BadgeView
from stillup.compose.banner import BannerView
from stillup.compose.chrome import Place
from stillup.compose.component import ComponentPageView
from stillup.compose.documents import View
from stillup.compose.entries import AbsolutePlace, EntryView
from stillup.compose.history import HistoryMonthView, HistoryView
from stillup.compose.home import HomeView, NotFoundView
from stillup.compose.locate import locate
from stillup.compose.machine import RedirectView
from stillup.compose.mail import MailView
from stillup.compose.pages import PlainPageView
from stillup.compose.posts import PostView
from stillup.compose.site import Site
from stillup.compose.subscribe import SubscribeView
from stillup.model.sources import Document, Kind
from stillup.model.text import Text
from stillup.parse.zones import zone_of
from stillup.render.colours import style_of
from stillup.render.inline import VERSION, policy_of, stamped
from stillup.render.language.language import Language, language_of
from stillup.render.palette import palette_of
from stillup.render.theme import Theme
from stillup.render.voice import Fragments, Voice

TEMPLATES: Mapping[type[msgspec.Struct], str] = {
    HomeView: "home.html",
    PostView: "post.html",
    ComponentPageView: "component.html",
    HistoryView: "history.html",
    HistoryMonthView: "month.html",
    PlainPageView: "page.html",
    SubscribeView: "subscribe.html",
    NotFoundView: "not_found.html",
    RedirectView: "redirect.html",
    EntryView: "feed_entry.html",
    MailView: "mail.html",
    BadgeView: "badge.svg",
    BannerView: "headline.html",
}
"""Which template says what is in a view."""

_ENTRIES = 2000
"""So many entries of feeds are remembered at most: some megabytes."""


class Pages:
    """Makes the pages of one site with one theme."""

    def __init__(self, site: Site, theme: Theme, fragments: Fragments) -> None:
        from stillup.render.theme.engine import safe

        self._site = site
        self._theme = theme
        self._fragments = fragments
        self._zone = zone_of(site.settings.time_zone)
        self._safe = safe
        self._entries: dict[EntryView, str] = {}
        self.palette = palette_of(site.settings, theme)
        style, script = theme.style() + style_of(site.settings, theme), theme.script()
        self._frame = {
            "style": safe(style),
            "script": safe(script),
            "csp": policy_of(style, script),
            "version": VERSION,
            "palette": self.palette,
        }

    def render(self, document: Document, view: View) -> bytes:
        """Return the bytes of a page. Raises ThemeError."""
        return stamped(self.text(document, view)).encode()

    def text(self, document: Document, view: View, template: str = "", **more: object) -> str:
        """Return what a template, by default its own, makes of a view. Raises ThemeError."""
        return self._fill(view, Place(self._site, document), template, **more)

    def language(self, tag: str) -> Language:
        """Return a language in the words of the theme."""
        return language_of(self._theme, tag)

    def entry(self, entry: EntryView) -> str:
        """Return the HTML of one entry of a feed, all links absolute. Raises ThemeError.

        An update is in ten feeds or more: what was said of it is not said anew.
        """
        known = self._entries.get(entry)
        if known is None:
            nowhere = Document("", Kind.ATOM, "", entry.language, "")
            known = self._fill(entry, AbsolutePlace(self._site, nowhere)).strip()
            if len(self._entries) == _ENTRIES:
                self._entries.clear()
            self._entries[entry] = known
        return known

    def fragment(self, text: Text) -> str:
        """Return the HTML of a text of the default language by itself, all links absolute."""
        from stillup.render.markdown import place_fragment

        nowhere = Document("", Kind.STATUSPAGE, "", self._site.settings.default_language, "")
        place = AbsolutePlace(self._site, nowhere)
        return place_fragment(self._fragments.html(text), partial(locate, self._site, place))

    def mail(self, mail: MailView) -> str:
        """Return the HTML of a message, all links absolute. Raises ThemeError."""
        nowhere = Document("", Kind.ATOM, "", mail.language, "")
        return self._fill(mail, AbsolutePlace(self._site, nowhere))

    def _fill(self, view: View, place: Place, template: str = "", **more: object) -> str:
        from stillup.render.theme.engine import render_template

        voice = Voice(
            self.language(place.language),
            self._zone,
            self._fragments,
            partial(locate, self._site, place),
            self._safe,
            on_screen=not isinstance(view, EntryView | MailView),
        )
        fields = {name: getattr(view, name) for name in view.__struct_fields__}
        return render_template(
            self._theme,
            template or TEMPLATES[type(view)],
            {**fields, **self._frame, **more, "voice": voice},
        )
