"""Says values on one page: in its language, in the site's zone, with links from where it stands."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from html import escape
from typing import Protocol
from zoneinfo import ZoneInfo

from stillup.model.text import Text
from stillup.render import words
from stillup.render.headings import rebased

_SCHEMES = ("mailto:", "tel:", "sms:", "https://", "http://")


class Fragments(Protocol):
    """The HTML of texts, in which links to other sources are neutral."""

    def html(self, text: Text) -> str:
        """Return the fragment of a text."""


class Voice:
    """What the filters of templates say.

    `locate` finds neutral links, `safe` marks HTML; `on_screen` is false for what a feed carries.
    """

    def __init__(
        self,
        language: str,
        zone: ZoneInfo,
        fragments: Fragments,
        locate: Callable[[str], str | None],
        safe: Callable[[str], str],
        *,
        on_screen: bool = True,
    ) -> None:
        self._language = language
        self._zone = zone
        self._fragments = fragments
        self._locate = locate
        self._safe = safe
        self._on_screen = on_screen

    def gettext(self, text: str) -> str:
        """Return a phrase of the interface."""
        return words.phrase(text, self._language)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form of a phrase that goes with a number."""
        return words.phrases(one, many, count, self._language)

    def word(self, value: str) -> str:
        """Return the word for a value of a vocabulary."""
        return words.status_word(value, self._language)

    def language(self, tag: str) -> str:
        """Return what a language calls itself."""
        return words.language_name(tag)

    def listing(self, names: Sequence[str]) -> str:
        """Return names as a list in words."""
        return words.listing(names, self._language)

    def duration(self, minutes: int) -> str:
        """Return a duration in words."""
        return words.duration_words(minutes, self._language)

    def month(self, month: str) -> str:
        """Return a month given as `yyyy-mm` in words."""
        return words.month_words(month, self._language)

    def day(self, day: date) -> str:
        """Return a day as HTML. Of a moment it is the day in the site's zone."""
        local = self._day(day) if isinstance(day, datetime) else day
        return self._time(local.isoformat(), words.date_words(local, self._language))

    def time(self, at: datetime | date, beside: datetime | date | None = None) -> str:
        """Return a moment as HTML, or a day. On the same day as `beside` the date is left out."""
        if not isinstance(at, datetime):
            return self.day(at)
        near = isinstance(beside, datetime) and self._day(at) == self._day(beside)
        say = words.clock_words if near else words.time_words
        return self._time(_rfc3339(at), say(at, self._zone, self._language))

    def bare(self, address: str) -> str:
        """Return an address without its scheme, for people; empty for what is no address."""
        scheme = next((s for s in _SCHEMES if address.startswith(s)), None)
        return "" if scheme is None else address.removeprefix(scheme).rstrip("/")

    def fragment(self, text: Text, top: int | None = None) -> str:
        """Return a text as HTML whose links lead from this page.

        Its headings begin at level `top`, or stay as written.
        """
        from stillup.render.markdown import place_fragment

        html = place_fragment(self._fragments.html(text), self._locate)
        html = html if top is None else rebased(html, top)
        return self._safe(self._scrolling(html) if self._on_screen else html)

    def _scrolling(self, html: str) -> str:
        """Let narrow screens scroll a table, and the keyboard reach what scrolls."""
        label = escape(self.gettext(words.TABLE))
        start = f'<div class="wide" role="group" tabindex="0" aria-label="{label}"><table>'
        return html.replace("<table>", start).replace("</table>", "</table></div>")

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()

    def _time(self, exact: str, shown: str) -> str:
        return self._safe(f'<time datetime="{exact}">{escape(shown)}</time>')


def _rfc3339(at: datetime) -> str:
    shown = at.astimezone(UTC)
    return f"{shown:%Y-%m-%dT%H:%M}Z" if not shown.second else f"{shown:%Y-%m-%dT%H:%M:%S}Z"
