"""Says values on one page: in its language, in the site's zone, with links from where it stands."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from html import escape
from typing import Protocol
from zoneinfo import ZoneInfo

from stillup.model.text import Text
from stillup.render.headings import rebased
from stillup.render.language import formats, own
from stillup.render.language.language import Language
from stillup.render.language.locale import locale_of
from stillup.render.width import width_of

_BRIEF = 200
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
        language: Language,
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
        return self._language.phrase(text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form of a phrase that goes with a number."""
        return self._language.phrases(one, many, count)

    def pgettext(self, context: str, text: str) -> str:
        """Return a phrase that has several meanings in English."""
        return self._language.phrase(text, context)

    def number(self, number: int) -> str:
        """Return a whole number in words of the language: its digits and marks."""
        return formats.number_words(number, self._language.locale)

    def word(self, value: str) -> str:
        """Return the word for a value of a vocabulary."""
        return self._language.word(value)

    def language(self, tag: str, *, here: bool = False) -> str:
        """Return what a language calls itself, or what it is called on this page."""
        locale = self._language.locale if here else locale_of(tag)
        return formats.language_name(tag, locale, begins=not here)

    def direction(self, tag: str) -> str:
        """Return whether a language is written from left to right, `ltr`, or `rtl`."""
        return locale_of(tag).text_direction

    def locale(self, tag: str) -> str:
        """Return the locale in which a language is written here, as browsers know it."""
        return str(locale_of(tag)).replace("_", "-")

    def width(self, words: str) -> float:
        """Return how wide words in one line are, in the size of their letters."""
        return round(width_of(words), 2)

    def listing(self, names: Sequence[str]) -> str:
        """Return names as a list in words."""
        return self._language.listing(names)

    def duration(self, minutes: int) -> str:
        """Return a duration in words."""
        return self._language.duration(minutes)

    def month(self, month: str, *, begins: bool = False) -> str:
        """Return a month given as `yyyy-mm` in words; `begins` if no other words come before."""
        return formats.month_words(month, self._language.locale, begins=begins)

    def day(self, day: date) -> str:
        """Return a day as HTML. Of a moment it is the day in the site's zone."""
        local = self._day(day) if isinstance(day, datetime) else day
        return self._time(local.isoformat(), formats.date_words(local, self._language.locale))

    def time(self, at: datetime | date, beside: datetime | date | None = None) -> str:
        """Return a moment as HTML, or a day. On the same day as `beside` the date is left out."""
        if not isinstance(at, datetime):
            return self.day(at)
        near = isinstance(beside, datetime) and self._day(at) == self._day(beside)
        say = formats.clock_words if near else formats.time_words
        return self._time(_rfc3339(at), say(at, self._zone, self._language.locale))

    def exact(self, at: datetime) -> str:
        """Return a moment as programs read it."""
        return _rfc3339(at)

    def bare(self, address: str) -> str:
        """Return an address without its scheme, for people; empty for what is no address."""
        scheme = next((s for s in _SCHEMES if address.startswith(s)), None)
        return "" if scheme is None else address.removeprefix(scheme).rstrip("/")

    def brief(self, text: Text) -> str:
        """Return the first words of a text, without marks: what a preview of a link shows."""
        from stillup.render.markdown import plain_text

        return _shortened(plain_text(self._fragments.html(text)))

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
        label = escape(self._language.say(own.TABLE))
        start = f'<div class="wide" role="group" tabindex="0" aria-label="{label}"><table>'
        return html.replace("<table>", start).replace("</table>", "</table></div>")

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()

    def _time(self, exact: str, shown: str) -> str:
        return self._safe(f'<time datetime="{exact}">{escape(shown)}</time>')


def _shortened(text: str) -> str:
    """Cut between words if the script has any."""
    if len(text) <= _BRIEF:
        return text
    cut = text[: _BRIEF + 1]
    end = cut.rfind(" ", _BRIEF // 2)
    return f"{cut[:end] if end > 0 else cut[:_BRIEF]}…"


def _rfc3339(at: datetime) -> str:
    shown = at.astimezone(UTC)
    return f"{shown:%Y-%m-%dT%H:%M}Z" if not shown.second else f"{shown:%Y-%m-%dT%H:%M:%S}Z"
