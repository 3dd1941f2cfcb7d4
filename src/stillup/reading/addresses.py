"""Below which addresses the files may stand, if somebody names a page of a status site."""

import re
from ipaddress import ip_address
from itertools import accumulate
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit

from stillup.compose import urls

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HOST = re.compile(r"(localhost|\[[0-9A-Fa-f:.]+\]|[\w-]+(\.[\w-]+)+\.?)(:\d+)?([/?#].*)?")
_FORBIDDEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\\]")
_API: Final = f"/{urls.API.rstrip('/')}"
_SAFE: Final = "/%:@!$&'()*+,;=~"
_DEEPEST: Final = 6


class AddressError(ValueError):
    """It is no address that could be read; says why, for people, without a password in it."""


def is_address(typed: str) -> bool:
    """Whether it looks like an address, or else a path on this computer."""
    return bool(_SCHEME.match(typed) or _HOST.fullmatch(typed))


def bases_of(typed: str) -> tuple[str, ...]:
    """Return where the folder `api` may be, likeliest first: there, or somewhere above.

    What follows a `?` or `#` is dropped: it may be a secret, and no file depends on it.
    Raises AddressError.
    """
    parts = _split(typed)
    root = f"{parts.scheme}://{parts.netloc}"
    path = quote(parts.path, safe=_SAFE)
    if _API in path:
        return (root + path[: path.index(_API)],)
    steps = [step for step in path.split("/") if step]
    if steps and "." in steps[-1]:
        steps.pop()
    below = list(accumulate(steps, lambda base, step: f"{base}/{step}", initial=root))
    return tuple(reversed(below[:_DEEPEST]))


def host_of(address: str) -> str:
    """Return the host of an address, with its port if it names one."""
    return urlsplit(address).netloc.rpartition("@")[2]


def _split(typed: str) -> SplitResult:
    if _FORBIDDEN.search(typed):
        raise AddressError("an address has no blanks and no `\\` in it")
    whole = typed if _SCHEME.match(typed) else f"{_scheme_for(typed)}://{typed}"
    try:
        parts = urlsplit(whole)
        _ = parts.port
        host = (parts.hostname or "").encode("idna")
    except ValueError:
        raise AddressError("that is not the address of a site") from None
    if parts.scheme not in {"http", "https"}:
        raise AddressError(f"`{parts.scheme}:` can't be read, only `https:` and `http:`")
    if parts.username is not None or parts.password is not None:
        raise AddressError("an address with a name or password in it is not read")
    if not host:
        raise AddressError("the address names no host")
    return parts


def _scheme_for(typed: str) -> str:
    """Return `https`, but `http` for this very computer, which hardly ever has a certificate."""
    host = urlsplit(f"//{typed}").hostname or ""
    try:
        is_here = ip_address(host).is_loopback
    except ValueError:
        is_here = host == "localhost" or host.endswith(".localhost")
    return "http" if is_here else "https"
