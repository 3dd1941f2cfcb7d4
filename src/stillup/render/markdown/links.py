"""Where links lead: neutral addresses in a fragment, real ones where it is placed.

A link to another source is `stillup:content/incidents/x.md#u2026…` in a fragment, percent-encoded.
Nobody can type one: the allow-list lets no such scheme through, and these are made after it.
"""

import re
from collections.abc import Callable, Collection
from urllib.parse import quote, unquote

from stillup.parse.meaning import meant
from stillup.render.markdown.tags import Rewriter, attribute_values

Locate = Callable[[str], str | None]
"""From a source path with its `#fragment`, if any, to an address; None if it is not published."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What an address that leads out of the site can begin with."""

_NEUTRAL = "stillup:"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ORIGIN = re.compile(r"[A-Za-z]+://[^/?#]*")
_ILLEGAL = re.compile(r"[\x00-\x20\"<>\\^`{|}\[\]\x7f]|%(?![0-9A-Fa-f]{2})")
_IGNORED = re.compile(r"[\t\n\r]|\A[\x00-\x20]+|[\x00-\x20]+\Z")


def neutralised(html: str, source: str, prefix: str) -> str:
    """Return safe HTML with its ids prefixed, each once, and its links in neutral form."""
    ids = set(attribute_values(html, "id"))
    given: set[str] = set()

    def name(written: str) -> str | None:
        written = "-".join(written.split())
        if not written or written in given:
            return None
        given.add(written)
        return f"{prefix}{written}"

    def address(written: str) -> str | None:
        return _neutral(_IGNORED.sub("", written), source, prefix, ids)

    return Rewriter(address=address, name=name, web_images=False).rewritten(html)


def placed(html: str, locate: Locate) -> str:
    """Return a fragment with real addresses; a link that `locate` has none for leaves its words.

    One that climbs out of the folder of sources, or begins at a root, is never asked for.
    """

    def address(written: str) -> str | None:
        if not written.startswith(_NEUTRAL):
            return written
        target = unquote(written.removeprefix(_NEUTRAL))
        return None if target.startswith(("/", ".")) else locate(target)

    return Rewriter(address=address).rewritten(html) if _NEUTRAL in html else html


def _neutral(address: str, source: str, prefix: str, ids: Collection[str]) -> str | None:
    if address.startswith("//"):
        address = f"https:{address}"
    if scheme := _SCHEME.match(address):
        return _spelt(address) if scheme[1].lower() in SCHEMES else None
    if not address.startswith("#"):
        target = meant(source, address)
        return target and f"{_NEUTRAL}{quote(target, safe='/#')}"
    # Another `#place` than those of the text is one of its page, such as an update.
    name = address[1:]
    if unquote(name) in ids:
        return f"#{prefix}{_legal(name)}"
    return f"{_NEUTRAL}{quote(f'{source}#{name}', safe='/#')}" if name else None


def _spelt(address: str) -> str:
    """Return an address with what is not legal in one percent-encoded, as GitHub has it."""
    origin = _ORIGIN.match(address)
    start = origin.end() if origin else 0
    rest, mark, place = address[start:].partition("#")
    return f"{address[:start]}{_legal(rest)}{mark}{_legal(place).replace('#', '%23')}"


def _legal(part: str) -> str:
    return _ILLEGAL.sub(lambda found: quote(found[0]), part)
