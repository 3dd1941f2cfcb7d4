"""Who may ask. A preview shows what is not public yet, to anything that reaches this machine.

Other pages in the same browser may send requests here, and a foreign name may be made to mean this
address (DNS rebinding). So a request must call us by a name of ours, and come from our own pages or
from a person's click. Source of the headers: Fetch Metadata Request Headers, W3C.
"""

import re
from collections.abc import Mapping
from ipaddress import ip_address

import msgspec

_READING = frozenset({"GET", "HEAD"})
_WILD = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound
_LOOPBACK = "127.0.0.1"
_LOCAL = ("localhost", _LOOPBACK, "[::1]")
_HTTP = 80
_PORT = re.compile(r":([0-9]{1,5})\Z")

HEADERS: tuple[tuple[str, str], ...] = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""What every reply says, whatever it is."""

FRAMES = "frame-ancestors 'self'"


class Refused(msgspec.Struct, frozen=True):
    """Why a request is not answered."""

    status: int
    reason: str


class Names(msgspec.Struct, frozen=True):
    """By which names we may be called. `bound` is what `--host` gave, empty for this machine."""

    port: int
    bound: str = ""

    def know(self, host: str) -> bool:
        """Whether a `Host` header means us. An address in digits can't be rebound."""
        found = _PORT.search(host)
        port = int(found[1]) if found else _HTTP
        name = host[: found.start()] if found else host
        if port != self.port:
            return False
        if name.lower() in {*_LOCAL, _in_address(self.bound).lower()}:
            return True
        return self.bound in _WILD and _is_address(name)

    def address(self) -> str:
        """Return the address to look at."""
        name = _LOOPBACK if not self.bound or self.bound in _WILD else self.bound
        return f"http://{_in_address(name)}:{self.port}/"


def find_refusal(
    names: Names, method: str, hosts: list[str], headers: Mapping[str, str]
) -> Refused | None:
    """Return why a request is not to be answered; None if it is. Header names are lower-case."""
    if len(hosts) != 1 or not names.know(hosts[0]):
        return Refused(421, "this preview does not go by that name")
    if _is_foreign(headers, hosts[0], method):
        return Refused(403, "another site asked for this")
    return None


def _is_foreign(headers: Mapping[str, str], host: str, method: str) -> bool:
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return True
    if method not in _READING:
        return origin is None or headers.get("sec-fetch-site", "same-origin") != "same-origin"
    if headers.get("sec-fetch-site", "none") in {"none", "same-origin"}:
        return False
    return not _is_a_click(headers)


def _is_a_click(headers: Mapping[str, str]) -> bool:
    """Whether a person follows a link to us in a window of its own, which changes nothing here."""
    return (
        headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    )


def _in_address(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def _is_address(name: str) -> bool:
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
