"""Posts to an address on the web, with patience. What it says never holds the address."""

import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from typing import Final

PATIENCE: Final = 10.0
"""Seconds for one try."""

PAUSES: Final = (0.5, 2.0)
"""Seconds before each further try."""

_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which the same may succeed a moment later."""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what was meant for one address goes to no other."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER: Final = urllib.request.build_opener(_Stay)


def post(
    address: str,
    data: bytes,
    headers: Mapping[str, str],
    *,
    pauses: tuple[float, ...] = PAUSES,
    patience: float = PATIENCE,
) -> str:
    """Return why an address did not take `data`, empty if it did. Never raises for the world."""
    if not address.startswith(("https://", "http://")):
        return "its address does not begin with `https://`"
    trouble = ""
    for pause in (0.0, *pauses):
        time.sleep(pause)
        trouble, may_pass = _try(address, data, headers, patience)
        if not trouble or not may_pass:
            break
    return trouble


def _try(
    address: str, data: bytes, headers: Mapping[str, str], patience: float
) -> tuple[str, bool]:
    try:
        request = urllib.request.Request(address, data, dict(headers), method="POST")  # noqa: S310 - checked above
        with _OPENER.open(request, timeout=patience):
            return "", False
    except urllib.error.HTTPError as error:
        error.close()
        return f"it answered {error.code} {error.reason}", error.code in _BUSY
    except urllib.error.URLError as error:
        return f"it could not be reached ({_kind(error.reason)})", True
    except (OSError, HTTPException) as error:
        return f"it could not be reached ({_kind(error)})", True
    except ValueError:
        return "its address can't be understood", False


def _kind(reason: object) -> str:
    """Return what went wrong without the words of a library, which may hold the address."""
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return "no answer in time" if isinstance(reason, TimeoutError) else "no connection"
