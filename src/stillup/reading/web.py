"""Asks a web server for one file, however it answers. http and https, nothing else."""

import time
import zlib
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

import msgspec

from stillup import __version__
from stillup.reading.trouble import LATER, NO_STATUS_HERE, answered, late, too_large, unreachable
from stillup.reading.unreadable import Unreadable

MOST: Final = 16 << 20
"""Bytes of the largest answer, unpacked."""

_CHUNK: Final = 1 << 16
_HEADERS: Final = {
    "User-Agent": f"stillup/{__version__}",
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "Cache-Control": "no-cache",
}
_GZIP: Final = b"\x1f\x8b"
_GZIP_OR_ZLIB: Final = 47


class Answer(msgspec.Struct, frozen=True):
    """What stands at an address. `address` is the one that redirects led to."""

    address: str
    data: bytes
    charset: str = ""


def fetch(address: str, ends: float) -> Answer:
    """Return what stands at an http(s) address. `ends` is on the clock of `time.monotonic`.

    Raises Unreadable. Goes by the proxy of the environment, as other programs do.
    """
    request = Request(address, headers=dict(_HEADERS))  # noqa: S310 - the opener knows no others
    seconds = ends - time.monotonic()
    if seconds <= 0:
        raise late(address)
    try:
        with _opener().open(request, timeout=seconds) as answer:
            data = _unpacked(_read(answer, address, ends), answer.headers, address)
            return Answer(answer.url, data, answer.headers.get_content_charset() or "")
    except HTTPError as error:
        with error:
            raise answered(error.code, address) from None
    except URLError as error:
        raise unreachable(error.reason, address) from None
    except (OSError, HTTPException, ValueError) as error:
        raise unreachable(error, address) from None


def _opener() -> OpenerDirector:
    opener = OpenerDirector()
    for handler in (
        *(ProxyHandler(), HTTPHandler(), HTTPSHandler()),
        *(HTTPDefaultErrorHandler(), HTTPErrorProcessor(), _Redirects()),
    ):
        opener.add_handler(handler)
    return opener


class _Redirects(HTTPRedirectHandler):
    """Follows to http and https alone, with our own headers: none that was meant for a proxy."""

    def redirect_request(  # noqa: PLR0917 - the library calls it so
        self,
        req: Request,
        fp: IO[bytes],
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,  # noqa: ARG002
        newurl: str,
    ) -> Request:
        parts = urlsplit(newurl)
        if parts.scheme not in {"http", "https"} or parts.username or parts.password:
            fp.close()
            fact = f"`{req.full_url}` leads to an address that can't be read"
            raise Unreadable(fact, NO_STATUS_HERE, weight=2)
        return Request(newurl, headers=dict(_HEADERS))  # noqa: S310


def _read(answer: HTTPResponse, address: str, ends: float) -> bytes:
    data = bytearray()
    while chunk := answer.read1(_CHUNK):
        data += chunk
        if len(data) > MOST:
            raise too_large(address, MOST)
        if time.monotonic() > ends:
            raise late(address)
    return bytes(data)


def _unpacked(data: bytes, headers: Mapping[str, str], address: str) -> bytes:
    """Return the data as they were before they were packed, also if nobody says they are."""
    packing = headers.get("Content-Encoding", "").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        fact = f"`{address}` is sent in a packing that was not asked for"
        raise Unreadable(fact, LATER, weight=2)
    if not data.startswith(_GZIP) and packing != "deflate":
        return data
    try:
        whole = zlib.decompressobj(_GZIP_OR_ZLIB).decompress(data, MOST + 1)
    except zlib.error:
        raise Unreadable(f"`{address}` arrives damaged", LATER, weight=2) from None
    if len(whole) > MOST:
        raise too_large(address, MOST)
    return whole
