"""Hosts and the domains somebody registered, by the Public Suffix List."""

import re
from collections.abc import Iterator
from functools import cache
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from publicsuffixlist import PublicSuffixList

_MAILS = re.compile(r"(?:mailto|sips?|xmpp):([^?]+)", re.IGNORECASE)


def registered_domain(host: str) -> str:
    """Return the domain that was registered, such as `example.co.uk`; a host's own name if none.

    Names below a public suffix that a company lends out, such as `github.io`, are their own.
    """
    name = host.rstrip(".").lower()
    return name if is_address(name) else _suffixes().privatesuffix(name) or name


def is_address(host: str) -> bool:
    """Whether a host is an IP address."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def hosts_in(url: str) -> Iterator[str]:
    """Yield the hosts that must answer for `url` to be of use: of a web, mail or call address."""
    found = _MAILS.match(url)
    if found:
        for person in unquote(found[1]).split(","):
            if host := person.rpartition("@")[2].strip():
                yield host.lower()
        return
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return
    if host:
        yield host


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
