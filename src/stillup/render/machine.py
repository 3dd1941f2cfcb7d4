"""Files for machines that need no template: sitemap, robots.txt, published.json, the ledger."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

import msgspec

from stillup.compose.ledger import LedgerView
from stillup.compose.machine import PublishedView, RobotsView, SitemapView
from stillup.model.ledger import encode_year

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def render_machine(view: SitemapView | RobotsView | PublishedView | LedgerView) -> bytes:
    """Return the bytes of a file for machines."""
    match view:
        case SitemapView():
            return _sitemap(view).encode()
        case RobotsView():
            return f"User-agent: *\nAllow: /\n\nSitemap: {view.sitemap}\n".encode()
        case LedgerView():
            return encode_year(view.updates)
        case PublishedView():
            return msgspec.json.encode({"at": _moment(view.at)}) + b"\n"


def _sitemap(view: SitemapView) -> str:
    """Return a sitemap or an index of sitemaps. Format: sitemaps.org, "Sitemap protocol"."""
    whole, part = ("sitemapindex", "sitemap") if view.is_index else ("urlset", "url")
    lines = [f"<{part}>{_entry(address, at)}</{part}>" for address, at in view.entries]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{_SITEMAPS}">'
    return "\n".join([head, *lines, f"</{whole}>", ""])


def _entry(address: str, at: datetime | None) -> str:
    news = f"<lastmod>{_moment(at)}</lastmod>" if at is not None else ""
    return f"<loc>{escape(address, {chr(39): '&apos;', chr(34): '&quot;'})}</loc>{news}"


def _moment(at: datetime) -> str:
    """Return a moment in UTC to the second, by RFC 3339 and so by the W3C's profile of dates."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
