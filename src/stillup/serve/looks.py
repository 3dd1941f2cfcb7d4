"""A page as it looks in the dark, in the light or on paper, in a browser that is set otherwise.

The page is made of the same HTML; the media queries in its style, and in attributes `media`, are
answered here instead of by the browser. Source: Media Queries Level 4.
"""

import re
from enum import StrEnum

_YES = "(min-width: 0)"
_NO = "(max-width: 0)"
_FLAGS = re.IGNORECASE
_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style>)", re.DOTALL | re.IGNORECASE)
_QUERY = re.compile(r"(@media\b)([^{;]*)(\{)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(<(?:source|meta|link|style)\b[^>]*?\bmedia=)(["'])(.*?)\2""", _FLAGS)
_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.IGNORECASE)
_TYPE = re.compile(r"(?<![\w-])(print|screen)(?![\w-])", re.IGNORECASE)


class Look(StrEnum):
    """A way to look at a page, other than the browser's own."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


def find_look(wanted: str) -> Look | None:
    """Return the look of that name, if there is one."""
    return next((look for look in Look if look == wanted), None)


def in_look(html: str, look: Look) -> str:
    """Return a page in that look."""
    html = _STYLE.sub(lambda m: f"{m[1]}{_style_in(m[2], look)}{m[3]}", html)
    return _ATTRIBUTE.sub(lambda m: f"{m[1]}{m[2]}{_answered(m[3], look)}{m[2]}", html)


def _style_in(css: str, look: Look) -> str:
    """Return a style sheet with its questions answered, and the browser's own colours set too."""
    answered = _QUERY.sub(lambda m: f"{m[1]}{_answered(m[2], look)}{m[3]}", css)
    scheme = "dark" if look is Look.DARK else "light"
    return f"{answered}\n:root {{ color-scheme: only {scheme} !important; }}"


def _answered(query: str, look: Look) -> str:
    scheme = "dark" if look is Look.DARK else "light"
    known = _SCHEME.sub(lambda m: _YES if m[1].lower() == scheme else _NO, query)
    if look is not Look.PRINT:
        return known
    return _TYPE.sub(lambda m: "screen" if m[1].lower() == "print" else "print", known)
