"""Asks the name service about hosts, all at once."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import dns.exception
import dns.name
import dns.resolver

from stillup.doctor.facts import Host

PATIENCE = 4.0
"""Seconds for one question, with all its tries."""

_AT_ONCE = 16


class Names:
    """A name service: the machine's own, or the one at `server`, such as `127.0.0.1:5353`."""

    def __init__(self, server: str = "", patience: float = PATIENCE) -> None:
        self._server, self._patience = server, patience

    def look_up(self, hosts: Iterable[str]) -> dict[str, Host]:
        """Return what is known of each host. Never raises: `Host.failed` says what happened."""
        wanted = sorted(set(hosts))
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return dict(zip(wanted, pool.map(self._host, wanted), strict=True))

    def _host(self, name: str) -> Host:
        try:
            resolver = self._resolver()
            chain = list(_aliases(resolver, name))
            addresses = tuple(sorted(_addresses(resolver, name)))
            servers = _name_servers(resolver, name)
        except dns.exception.DNSException as error:
            return Host(name, failed=_reason(error))
        return Host(name, addresses, tuple(chain), servers)

    def _resolver(self) -> dns.resolver.Resolver:
        if not self._server:
            resolver = dns.resolver.Resolver()
        else:
            resolver = dns.resolver.Resolver(configure=False)
            address, _, port = self._server.rpartition(":")
            resolver.nameservers, resolver.port = [address], int(port)
        resolver.lifetime = self._patience
        return resolver


def _aliases(resolver: dns.resolver.Resolver, name: str) -> Iterator[str]:
    answer = resolver.resolve(name, "A", raise_on_no_answer=False, search=False)
    for step in answer.chaining_result.cnames:
        for item in step:
            yield _text(item.target)


def _addresses(resolver: dns.resolver.Resolver, name: str) -> Iterator[str]:
    for kind in ("A", "AAAA"):
        answer = resolver.resolve(name, kind, raise_on_no_answer=False, search=False)
        yield from (item.address for item in answer.rrset or ())


def _name_servers(resolver: dns.resolver.Resolver, name: str) -> tuple[str, ...]:
    """Return the servers of the zone that a name stands in."""
    zone = dns.name.from_text(name)
    while zone != dns.name.root:
        try:
            answer = resolver.resolve(zone, "NS", raise_on_no_answer=False, search=False)
        except dns.resolver.NXDOMAIN:
            answer = None
        if answer is not None and answer.rrset:
            return tuple(sorted(_text(item.target) for item in answer.rrset))
        zone = zone.parent()
    return ()


def _text(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).lower()


def _reason(error: dns.exception.DNSException) -> str:
    match error:
        case dns.resolver.NXDOMAIN():
            return "there is no such name"
        case dns.exception.Timeout():
            return "the name service did not answer in time"
        case _:
            return "the name service could not be asked"
