"""With what each kind of document is served."""

from mimetypes import MimeTypes
from typing import Final

from stillup.model.sources import FACTS, Kind
from stillup.publish.target import Headers

CACHING: Final = {"fresh": "no-cache", "steady": "public, max-age=3600"}
"""`no-cache` lets a reader keep a page but ask each time whether it still holds."""

JSON: Final = Headers("application/json; charset=utf-8", CACHING["fresh"])
"""For what is not a document: the manifest and the like."""

_UNKNOWN: Final = "application/octet-stream"
_TYPES: Final = MimeTypes(filenames=())
_OURS: Final = {
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".js": "text/javascript",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
for _ending, _type in _OURS.items():
    _TYPES.add_type(_type, _ending)


def headers_of(path: str, kind: Kind) -> Headers:
    """Return the media type, with its charset if it is text, and how long a copy may be kept."""
    facts = FACTS[kind]
    return Headers(facts.media_type or _by_name(path), CACHING[facts.caching])


def _by_name(path: str) -> str:
    """Return a type by the file's name alone, the same on every machine."""
    found, encoding = _TYPES.guess_type(path)
    if found is None or encoding is not None:
        return _UNKNOWN
    textual = found.startswith("text/") or found.endswith(("+xml", "/xml", "/json"))
    return f"{found}; charset=utf-8" if textual else found
