"""Files that a person put into `content/media` or a theme: of what type, and what they may do."""

from stillup.model.sources import Document, Kind
from stillup.publish.kinds import headers_of

COPIED = frozenset({Kind.MEDIA, Kind.STATIC})

_ACTIVE = ("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml")
_HARMLESS = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""For what a browser would run when it is opened by itself: seen, but not run."""


def media_type_of(document: Document) -> str:
    """Return the media type, which is the one that a publishing target sends."""
    return headers_of(document.path, document.kind).media_type


def policy_of_media(document: Document) -> str:
    """Return the policy for the header of a file that is copied."""
    if document.kind is Kind.MEDIA and media_type_of(document).startswith(_ACTIVE):
        return _HARMLESS
    return ""
