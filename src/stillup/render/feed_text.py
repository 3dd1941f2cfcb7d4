"""Text as XML takes it and feed readers show it. Source of the character set: XML 1.0, 2.2."""

import re
from datetime import UTC, datetime
from html import escape

_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OWN_LINK = re.compile(r'(<a\s(?:[^<>"]|"[^"]*")*?\bhref=")#')
_TITLE = re.compile(rb"<title[^<>]*>[^<]*</title>")
SUMMARY = 280


def clean(text: str) -> str:
    """Return a text without what XML forbids or readers trip over: control characters, most."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def in_one_line(text: str) -> str:
    """Return a clean text in one line."""
    return " ".join(clean(text).split())


def shortened(text: str, length: int = SUMMARY) -> str:
    """Return the beginning of a plain text in one line: so many characters at most, whole words.

    One that is cut has an ellipsis more.
    """
    line = in_one_line(text)
    if len(line) <= length:
        return line
    cut = line[:length]
    return cut[: cut.rfind(" ") if " " in cut else length].rstrip(" ,;:") + "…"


def moment(at: datetime) -> str:
    """Return a moment in UTC by RFC 3339, to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def as_html(text: str) -> str:
    """Return a plain text as HTML, which is what an RSS `description` holds."""
    return escape(text, quote=False)


def away_from_home(html: str, address: str) -> str:
    """Return HTML whose links to places in itself lead to the page at `address` instead."""
    return _OWN_LINK.sub(lambda found: f"{found[1]}{escape(address)}#", html)


def with_plain_titles(rss: bytes) -> bytes:
    """Write `&` and `<` in the titles of an RSS document as hexadecimal references.

    The same to every XML parser; to readers it says that the title is not HTML. Source: RSS
    Advisory Board, "Best Practices Profile", Character Data.
    """
    return _TITLE.sub(
        lambda found: found[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"), rss
    )
