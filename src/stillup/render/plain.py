"""HTML of ours as plain text for chat and mail: paragraphs, lists and where links lead."""

import re
from collections.abc import Collection
from html.parser import HTMLParser

_APART = frozenset({"p", "ul", "ol", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5"})
"""Between these and what surrounds them stands an empty line."""

_BELOW = frozenset({"li", "tr", "br", "hr", "div", "dt", "dd"})
"""These begin a new line."""

_LISTS = frozenset({"ul", "ol"})
_UNNUMBERED = -1
_ENDLESS = 10
"""Digits of a number at which nobody counts any more. HTML of others may say so."""

_SILENT = frozenset({"title", "style", "script"})
"""What these hold is not read."""

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def plain_paragraphs(html: str, links: Collection[str] = ()) -> str:
    """Return the words of HTML that we made. A link is followed by its address in brackets.

    That is so for web addresses, and for those in `links`.
    """
    reader = _Reader(links)
    reader.feed(html)
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Gathers words, with line breaks where blocks begin and end."""

    def __init__(self, links: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._shown = links
        self._silent = False
        self.parts: list[str] = []
        self._links: list[tuple[str, int]] = []
        self._lists: list[int] = []
        self._is_at_item = False
        self._kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "li":
            self._begin_item()
        elif tag in _APART:
            self.parts.append("" if self._is_at_item else "\n\n")
        elif tag in _BELOW:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")
        elif tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.parts)))
        if tag in _LISTS:
            self._lists.append(_first_number(attrs) if tag == "ol" else _UNNUMBERED)
        self._kept += tag == "pre"
        self._silent = tag in _SILENT

    def _begin_item(self) -> None:
        number = self._lists.pop() if self._lists else _UNNUMBERED
        self.parts.append("\n- " if number == _UNNUMBERED else f"\n{number}. ")
        self._lists.append(number if number == _UNNUMBERED else number + 1)
        self._is_at_item = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _LISTS and self._lists:
            self._lists.pop()
        if tag == "li":
            self._is_at_item = False
        if tag in _APART:
            self.parts.append("\n\n")
        elif tag == "a" and self._links:
            address, since = self._links.pop()
            said = "".join(self.parts[since:]).strip()
            if self._is_shown(address) and said != address:
                self.parts.append(f" ({address})")
        self._kept -= tag == "pre"
        self._silent = False

    def handle_data(self, data: str) -> None:
        if self._is_at_item and data.isspace():
            return
        self._is_at_item = False
        if not self._silent:
            self.parts.append(data if self._kept > 0 else _BLANKS.sub(" ", data))

    def _is_shown(self, address: str) -> bool:
        return address.startswith(("http:", "https:")) or address in self._shown


def _first_number(attrs: list[tuple[str, str | None]]) -> int:
    start = dict(attrs).get("start") or ""
    return int(start) if start.isdecimal() and len(start) < _ENDLESS else 1
