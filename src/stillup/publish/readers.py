"""What readers get by the public address: the ledger there, and whether a run has arrived."""

import socket
import time
from collections.abc import Iterable, Mapping
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from stillup import __version__
from stillup.compose import urls
from stillup.model import ledger
from stillup.model.digest import digest_of_bytes
from stillup.model.settings import Settings
from stillup.publish.timing import Timing

_MOST: Final = 64 << 20
_CHUNK: Final = 1 << 16
_GONE: Final = frozenset({404, 410})
_HEADERS: Final = {"User-Agent": f"stillup/{__version__}", "Cache-Control": "no-cache"}


def fetch(address: str, seconds: float) -> bytes | None:
    """Return what stands at an http(s) address, None if certainly nothing does.

    Raises OSError if that can't be said within these seconds, of the whole answer.
    """
    ends = time.monotonic() + seconds
    request = Request(address, headers=dict(_HEADERS))  # noqa: S310 - settings hold no others
    try:
        with urlopen(request, timeout=seconds) as answer:  # noqa: S310
            data = bytearray()
            while chunk := answer.read1(_CHUNK):
                data += chunk
                if time.monotonic() > ends or len(data) > _MOST:
                    raise TimeoutError(address)
            return bytes(data)
    except HTTPError as error:
        with error:
            if error.code in _GONE:
                return None
        raise
    except URLError as error:
        if isinstance(error.reason, socket.gaierror) and _is_no_name(error.reason):
            return None
        raise
    except (HTTPException, ValueError) as error:
        raise OSError(str(error)) from error


def fetch_ledger(address: str, years: Iterable[str], seconds: float) -> ledger.Ledger:
    """Return the ledger that readers find below an address; uncertain if it can't be read."""
    updates: dict[str, ledger.Entry] = {}
    is_certain = True
    ends = time.monotonic() + seconds
    for year in years:
        try:
            left = ends - time.monotonic()
            data = fetch(f"{address}/{urls.ledger_path(year)}", max(left, 0.1))
        except OSError:
            is_certain = False
            continue
        found = {} if data is None else ledger.decode_year(data)
        is_certain = is_certain and found is not None
        updates |= found or {}
    return ledger.Ledger(updates, is_certain)


def find_unseen(settings: Settings, expected: Mapping[str, str], timing: Timing) -> tuple[str, ...]:
    """Return the addresses at which readers do not get files with these digests.

    Caches are given time.
    """
    left = dict(expected)
    ends = timing.elapsed() + timing.readers
    while True:
        left = {path: digest for path, digest in left.items() if not _has(settings, path, digest)}
        if not left or timing.elapsed() >= ends:
            return tuple(urls.absolute(path, settings) for path in sorted(left))
        timing.sleep(timing.pause)


def _has(settings: Settings, path: str, digest: str) -> bool:
    try:
        data = fetch(urls.absolute(path, settings), 10)
    except OSError:
        return False
    return data is not None and digest_of_bytes(data) == digest


def _is_no_name(reason: socket.gaierror) -> bool:
    """Whether the name does not exist at all, as opposed to nobody being there to ask."""
    return reason.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
