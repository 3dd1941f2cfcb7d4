"""Says values on one page: in its language, in the site's zone, with links from where it stands."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from html import escape
from typing import Protocol
from zoneinfo import ZoneInfo

from stillup.model.text import Text
from stillup.render import words

_SCHEMES = ("mailto:", "tel:", "sms:", "https://", "http://")


class Fragments(Protocol):
    """The HTML of texts, in which links to other sources are neutral."""

    def html(self, text: Text) -> str:
        """Return the fragment of a text."""


class Voice:
    """What the filters of templates say. `safe` marks HTML, `locate` finds neutral links."""

    def __init__(
        self,
        language: str,
        zone: ZoneInfo,
        fragments: Fragments,
        locate: Callable[[str], str | None],
        safe: Callable[[str], str],
    ) -> None:
        self._language = language
        self._zone = zone
        self._fragments = fragments
        self._locate = locate
        self._safe = safe

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

    def fragment(self, text: Text) -> str:
        """Return a text as HTML whose links lead from this page."""
        from stillup.render.markdown import place_fragment

        html = place_fragment(self._fragments.html(text), self._locate)
        return self._safe(html.replace("<table>", self._wide).replace("</table>", "</table></div>"))

    @property
    def _wide(self) -> str:
        """What stands around a table: narrow screens scroll it, and the keyboard must reach it."""
        label = escape(self.gettext("Table"))
        return f'<div class="wide" role="group" tabindex="0" aria-label="{label}"><table>'

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()

    def _time(self, exact: str, shown: str) -> str:
        return self._safe(f'<time datetime="{exact}">{escape(shown)}</time>')


def _rfc3339(at: datetime) -> str:
    shown = at.astimezone(UTC)
    return f"{shown:%Y-%m-%dT%H:%M}Z" if not shown.second else f"{shown:%Y-%m-%dT%H:%M:%S}Z"
