"""HTML of ours as plain text for chat and mail: paragraphs, lists and where links lead."""

import re
from html.parser import HTMLParser

_APART = frozenset({"p", "ul", "ol", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5"})
"""Between these and what surrounds them stands an empty line."""

_BELOW = frozenset({"li", "tr", "br", "hr", "div", "dt", "dd"})
"""These begin a new line."""

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def plain_paragraphs(html: str) -> str:
    """Return the words of HTML that we made. A link is followed by its address in brackets."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Gathers words, with line breaks where blocks begin and end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._links: list[tuple[str, int]] = []
        self._kept = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _APART:
            self.parts.append("\n\n")
        elif tag in _BELOW:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")
        elif tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.parts)))
        self._kept += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _APART:
            self.parts.append("\n\n")
        elif tag == "a" and self._links:
            address, since = self._links.pop()
            said = "".join(self.parts[since:]).strip()
            if address.startswith(("http:", "https:")) and said != address:
                self.parts.append(f" ({address})")
        self._kept -= tag == "pre"

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self._kept > 0 else _BLANKS.sub(" ", data))
