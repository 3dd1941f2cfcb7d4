"""The banner: the theme's function, called with what is wrong now; without that, nothing."""

from itertools import chain

import msgspec

from stillup.compose.banner import BannerView
from stillup.model.sources import Document
from stillup.model.status import ComponentStatus
from stillup.render.feed_text import in_one_line, shortened
from stillup.render.html import Pages
from stillup.render.language import own
from stillup.render.language.locale import locale_of
from stillup.render.plain import plain_paragraphs

LIMIT = 1999
"""So many bytes at most: less than 2 kB, whatever the names of components are."""

_BRIEF = 64
"""So many bytes are enough for a name or for the words of the link."""

_ESCAPES = {"<": r"\u003c", ">": r"\u003e", "\u2028": r"\u2028", "\u2029": r"\u2029"}


def render_banner(view: BannerView, document: Document, pages: Pages, function: str) -> bytes:
    """Return a script. `function` is that of the theme, empty for none. Raises ThemeError.

    A byte order mark keeps its letters right on pages in another encoding, whatever the server
    says of it. Source: HTML, "fetch a classic script"; Encoding, "decode".
    """
    status = view.headline.status
    if status is ComponentStatus.OPERATIONAL or not function:
        return f"/* {status.value} */\n".encode()
    sentence = in_one_line(plain_paragraphs(pages.text(document, view)))
    values = _values(view, document, pages)
    room = LIMIT - len(_called(function, {"words": "", **values}))
    return _called(function, {"words": _cut(sentence, room), **values})


def _values(view: BannerView, document: Document, pages: Pages) -> dict[str, str]:
    status, language = view.headline.status.value, document.language
    return {
        "more": _cut(pages.language(language).say(own.ON_STATUS_PAGE), _BRIEF),
        "href": view.address,
        "site": _cut(in_one_line(view.chrome.site), _BRIEF),
        "lang": language,
        "dir": locale_of(language).text_direction,
        "shape": pages.text(document, view, "outline.html", status=status),
        "sign": pages.palette.sign,
        "ink": pages.palette.ink,
        "lit": pages.palette.lit[status],
    }


def _called(function: str, values: dict[str, str]) -> bytes:
    return b"\xef\xbb\xbf(" + function.encode() + b")(" + _literal(values) + b");\n"


def _literal(value: object) -> bytes:
    """Return a value as JavaScript that ends neither its string nor a `<script>` around it."""
    text = msgspec.json.encode(value).decode()
    return "".join(_ESCAPES.get(letter, letter) for letter in text).encode()


def _cut(text: str, room: int) -> str:
    """Return a text that takes so many bytes at most, cut between words if it must be."""
    shorter = (shortened(text, length) for length in range(min(len(text), room), 0, -1))
    return next((shown for shown in chain((text,), shorter) if _size(shown) <= room), "…")


def _size(text: str) -> int:
    return len(_literal(text)) - len('""')
