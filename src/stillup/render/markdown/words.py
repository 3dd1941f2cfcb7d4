"""The words of a fragment, for descriptions and summaries."""

import re
from html import unescape

_UNSPOKEN = re.compile(
    r'<sup><a href="#[^"]*"(?: id="[^"]*")?>\d+</a></sup>'
    r'|<a href="#[^"]*">\u21a9\ufe0e(?:<sup>\d+</sup>)?</a>'
)
_ALT = re.compile(r'<img (?:[\w-]+="[^"]*" )*?alt="([^"]*)"')
_TAG = re.compile(r'</?([a-z0-9]+)(?: [\w-]+="[^"]*")*>')
_WITHIN = """
a abbr b bdi bdo cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time u
var wbr
"""
_WITHIN_WORDS = frozenset(_WITHIN.split())


def words_of(html: str) -> str:
    """Return the words alone, on one line: no footnote marks, an image as its words."""
    html = _ALT.sub(r"\1\g<0>", _UNSPOKEN.sub("", html))
    return " ".join(unescape(_TAG.sub(_between, html)).split())


def _between(tag: re.Match[str]) -> str:
    return "" if tag[1] in _WITHIN_WORDS else " "
