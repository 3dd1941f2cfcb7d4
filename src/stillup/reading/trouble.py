"""Why a web server gave nothing that could be read, in words for people."""

import socket
import ssl
from http.client import HTTPException
from typing import Final

from stillup.reading.addresses import host_of
from stillup.reading.unreadable import Unreachable, Unreadable

NO_STATUS_HERE: Final = (
    "Name the address of a status page, such as https://status.example.com. It can be read if it "
    "has the file api/v2/summary.json, as pages by Stillup and Statuspage have."
)
LATER: Final = "That is trouble of the status page itself. Try again in a few minutes."
_CONNECTION: Final = "Check the address, and the connection of this computer."
_FACTS: Final[tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, str], ...]] = (
    (
        socket.gaierror,
        "there is no host `{host}`, as far as this computer knows",
        "Check the spelling of `{host}`, and the connection of this computer.",
    ),
    (
        ssl.SSLError,
        "`{host}` does not speak https as it should",
        "If it has no https, write http:// before the address: http://{host}",
    ),
    (ConnectionRefusedError, "`{host}` takes no connection", _CONNECTION),
    ((ConnectionError, HTTPException), "`{host}` breaks off before it has answered", LATER),
)
"""What an error means, the first of these that it is."""


def answered(code: int, address: str) -> Unreadable:
    """Return what an answer means that is none: `code` is that of HTTP."""
    if code in {404, 410}:
        return Unreadable(f"there is no `{address}`", NO_STATUS_HERE)
    if code in {401, 403, 407}:
        help_ = "Only what everybody may read can be read. Look at it in a browser."
        return Unreadable(f"`{address}` is not for everybody ({code})", help_, weight=2)
    if code == 429:  # noqa: PLR2004
        help_ = "Wait a few minutes before you ask again."
        return Unreadable(f"`{address}` was asked too often ({code})", help_, weight=3)
    if 300 <= code < 400:  # noqa: PLR2004
        return Unreadable(f"`{address}` leads nowhere ({code})", NO_STATUS_HERE, weight=2)
    return Unreadable(f"`{address}` fails ({code})", LATER, weight=3)


def unreachable(reason: object, address: str) -> Unreadable:
    """Return why nobody answers. Quotes no error's words: they may hold the proxy's password."""
    host = host_of(address)
    if isinstance(reason, TimeoutError):
        return late(address)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return _not_who_it_says(host, reason)
    for kinds, fact, help_ in _FACTS:
        if isinstance(reason, kinds):
            return Unreachable(fact.format(host=host), help_.format(host=host))
    said = f": {reason.strerror}" if isinstance(reason, OSError) and reason.strerror else ""
    return Unreachable(f"`{host}` can't be asked{said}", _CONNECTION)


def _not_who_it_says(host: str, reason: ssl.SSLCertVerificationError) -> Unreachable:
    return Unreachable(
        f"`{host}` can't prove that it is `{host}`: {reason.verify_message.rstrip('.')}",
        "Do not trust what it says. Check the clock of this computer; if it is right, tell those "
        "who run the page that its certificate is not valid.",
    )


def late(address: str) -> Unreachable:
    """Return that time was up."""
    return Unreachable(
        f"`{host_of(address)}` did not answer in time",
        "Try again, or wait longer: --timeout 60",
    )


def too_large(address: str, most: int) -> Unreadable:
    """Return that there are more bytes than anybody wants to read."""
    return Unreadable(f"`{address}` is larger than {most >> 20} MiB", NO_STATUS_HERE, weight=2)
