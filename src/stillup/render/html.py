"""Pages: a view and its template → bytes, with the style sheet inside and a policy that says so."""

from collections.abc import Mapping
from functools import partial

import msgspec

from stillup.compose.chrome import Place
from stillup.compose.component import ComponentPageView
from stillup.compose.documents import View
from stillup.compose.feeds import AbsolutePlace, EntryView
from stillup.compose.history import HistoryMonthView, HistoryView
from stillup.compose.home import HomeView, NotFoundView
from stillup.compose.locate import locate
from stillup.compose.machine import RedirectView
from stillup.compose.pages import PlainPageView, SubscribeView
from stillup.compose.posts import PostView
from stillup.compose.site import Site
from stillup.model.sources import Document, Kind
from stillup.parse.zones import zone_of
from stillup.render.colours import style_of
from stillup.render.inline import VERSION, policy_of, stamped
from stillup.render.language.language import Language, language_of
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
}
"""Which template makes a view a page."""


class Pages:
    """Makes the pages of one site with one theme."""

    def __init__(self, site: Site, theme: Theme, fragments: Fragments) -> None:
        from stillup.render.theme.engine import safe

        self._site = site
        self._theme = theme
        self._fragments = fragments
        self._zone = zone_of(site.settings.time_zone)
        self._safe = safe
        style, script = theme.style() + style_of(site.settings, theme), theme.script()
        self._frame = {
            "style": safe(style),
            "script": safe(script),
            "csp": policy_of(style, script),
            "version": VERSION,
        }

    def render(self, document: Document, view: View) -> bytes:
        """Return the bytes of a page. Raises ThemeError."""
        return stamped(self._fill(view, Place(self._site, document))).encode()

    def language(self, tag: str) -> Language:
        """Return a language in the words of the theme."""
        return language_of(self._theme, tag)

    def entry(self, entry: EntryView) -> str:
        """Return the HTML of one entry of a feed, all links absolute. Raises ThemeError."""
        nowhere = Document("", Kind.ATOM, "", entry.language, "")
        return self._fill(entry, AbsolutePlace(self._site, nowhere)).strip()

    def _fill(self, view: View, place: Place) -> str:
        from stillup.render.theme.engine import render_template

        voice = Voice(
            self.language(place.language),
            self._zone,
            self._fragments,
            partial(locate, self._site, place),
            self._safe,
            on_screen=not isinstance(view, EntryView),
        )
        fields = {name: getattr(view, name) for name in view.__struct_fields__}
        return render_template(
            self._theme, TEMPLATES[type(view)], {**fields, **self._frame, "voice": voice}
        )
