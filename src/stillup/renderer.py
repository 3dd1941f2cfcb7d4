"""The bytes of one document at a time, when somebody asks for them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from stillup.build import Build
from stillup.compose.badge import BadgeView, ShieldView
from stillup.compose.banner import BannerView
from stillup.compose.calendar import CalendarView
from stillup.compose.documents import View, view_of
from stillup.compose.feeds import FeedView, entries_about
from stillup.compose.ledger import LedgerView
from stillup.compose.machine import PublishedView, RobotsView, SitemapView
from stillup.compose.site import Site
from stillup.compose.statuspage.values import StatuspageView
from stillup.model.sources import Document, Kind
from stillup.render.fragments import Fragments
from stillup.render.theme import Theme

if TYPE_CHECKING:
    from stillup.compose.mail import MailView
    from stillup.render.announcement import Announcement
    from stillup.render.html import Pages
    from stillup.render.mail import Message

_COPIED = frozenset({Kind.MEDIA, Kind.STATIC})


class Renderer:
    """Makes the bytes of one document at a time. Made once per process; libraries load lazily."""

    def __init__(self, build: Build, fragments: Fragments) -> None:
        self._build = build
        self._fragments = fragments
        self._made: Pages | None = None

    def render(self, document: Document) -> bytes:
        """Return the bytes of a document of this build.

        Raises ThemeError if a template fails, OSError if a file to copy is gone.
        """
        if document.kind in _COPIED:
            return self._build.sources[document.subject].load()
        view = self.view(document)
        if isinstance(view, FeedView):
            return self._feed(view)
        if isinstance(view, CalendarView | StatuspageView):
            return self._taken(view)
        if isinstance(view, SitemapView | RobotsView | PublishedView | LedgerView):
            from stillup.render.machine import render_machine

            return render_machine(view)
        if isinstance(view, BadgeView | ShieldView | BannerView):
            return self._embedded(document, view)
        return self._pages.render(document, view)

    def _embedded(self, document: Document, view: BadgeView | ShieldView | BannerView) -> bytes:
        """Return what other people's pages show."""
        if isinstance(view, BannerView):
            from stillup.render.banner import render_banner

            function = (self._build.theme or Theme()).banner()
            return render_banner(view, document, self._pages, function)
        from stillup.render.badge import render_badge, render_shield

        if isinstance(view, ShieldView):
            return render_shield(view, self._pages)
        return render_badge(view, document, self._pages)

    def _taken(self, view: CalendarView | StatuspageView) -> bytes:
        """Return what calendars and other programs take."""
        pages = self._pages
        if isinstance(view, CalendarView):
            from stillup.render.calendar import render_calendar

            return render_calendar(view, pages.entry, pages.language)
        from stillup.render.statuspage import render_statuspage

        return render_statuspage(view, pages.fragment, pages.language(view.language))

    def _feed(self, view: FeedView) -> bytes:
        if view.form == "json":
            from stillup.render.json_feed import render_json_feed

            return render_json_feed(view, self._pages.entry, self._pages.language)
        from stillup.render.feeds import render_feed

        return render_feed(view, self._pages.entry, self._pages.language)

    def announcements(self, wanted: Iterable[tuple[str, str]]) -> "list[Announcement]":
        """Return updates by (post id, update id) as chat is told of them, oldest first."""
        from stillup.render.announcement import announcement_of

        pages = self._pages
        entries = entries_about(self._site, wanted)
        return [announcement_of(entry, pages.entry, pages.language) for entry in entries]

    def message(self, view: "MailView", *, is_draft: bool, same_subject: bool) -> "Message":
        """Return the message that a view tells. Raises ThemeError if its template fails."""
        from stillup.render.mail import message_of

        html, languages = self._pages.mail(view), self._pages.language
        return message_of(view, html, languages, is_draft=is_draft, same_subject=same_subject)

    def view(self, document: Document) -> View:
        """Return what the bytes of a document are made from; copied files have no view."""
        return view_of(self._site, document)

    @property
    def _site(self) -> Site:
        if self._build.site is None:
            msg = "a build with errors renders nothing"
            raise ValueError(msg)
        return self._build.site

    @property
    def _pages(self) -> "Pages":
        if self._made is None:
            from stillup.render.html import Pages

            theme = self._build.theme or Theme()
            self._made = Pages(self._site, theme, self._fragments)
        return self._made
