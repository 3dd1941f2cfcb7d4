"""Badges: as a picture drawn by the theme, and as values for shields.io."""

import msgspec

from stillup.compose.badge import BadgeView, ShieldView
from stillup.model.sources import Document
from stillup.model.status import ComponentStatus, is_downtime
from stillup.render.feed_text import clean, in_one_line
from stillup.render.html import Pages

_KEPT = 300
"""For how many seconds shields.io may keep what it read: the least it takes."""

_DOWN = frozenset(status.value for status in ComponentStatus if is_downtime(status))


def render_badge(view: BadgeView, document: Document, pages: Pages) -> bytes:
    """Return a badge as SVG. Raises ThemeError."""
    shown = msgspec.structs.replace(view, label=in_one_line(view.label))
    return clean(pages.text(document, shown)).encode()


def render_shield(view: ShieldView, pages: Pages) -> bytes:
    """Return a badge as values. Format: shields.io, "Endpoint Badge".

    `isError` keeps whoever embeds it from painting trouble in a colour of their own.
    """
    values = {
        "schemaVersion": 1,
        "label": in_one_line(view.label),
        "message": pages.language(view.language).word(view.status),
        "color": pages.palette.plain[view.status],
        "isError": view.status in _DOWN,
        "cacheSeconds": _KEPT,
    }
    return msgspec.json.encode(values) + b"\n"
