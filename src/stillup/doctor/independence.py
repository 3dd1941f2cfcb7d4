"""What would go down together with the service: names, name servers, addresses, providers."""

from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from itertools import product

from stillup.doctor.domains import hosts_in, is_address, registered_domain
from stillup.doctor.facts import Facts, Host
from stillup.doctor.finding import Finding, Grade

_NEAR = {4: 24, 6: 48}
"""The bits of an address that one network shares, by version."""


def judge_independence(facts: Facts) -> Iterator[Finding]:
    """Yield what the status site shares with the service."""
    if not facts.settings.watch:
        yield _nothing_watched(facts)
    for host in sorted({*_public_hosts(facts), *_storing_hosts(facts)}):
        yield from _judge_host(host, facts)
    for known in facts.hosts.values():
        if known.failed:
            yield _unknown(known)


def _public_hosts(facts: Facts) -> set[str]:
    found = {host for place in facts.places for host in place.public}
    return found | set(hosts_in(facts.settings.url))


def _storing_hosts(facts: Facts) -> set[str]:
    return {host for place in facts.places for host in place.hosts}


def _judge_host(host: str, facts: Facts) -> Iterator[Finding]:
    what = "the site's address" if host in _public_hosts(facts) else "a target"
    for service in facts.service:
        if registered_domain(host) == registered_domain(service):
            yield _same_domain(what, host, service)
        else:
            yield from _same_names(what, facts.hosts.get(host), facts.hosts.get(service))
        yield from _same_machine(what, facts.hosts.get(host), facts.hosts.get(service))


def _same_domain(what: str, host: str, service: str) -> Finding:
    domain = registered_domain(host)
    return Finding(
        "same-domain",
        Grade.RISK,
        f"{what}, `{host}`, and the service, `{service}`, are both names of `{domain}`",
        f"when the name servers or the registration of `{domain}` fail, both are gone",
        "register a domain of its own for the status site, with another registrar",
    )


def _same_names(what: str, ours: Host | None, theirs: Host | None) -> Iterator[Finding]:
    if not ours or not theirs:
        return
    runners = {registered_domain(name) for name in ours.name_servers}
    shared = sorted(runners & {registered_domain(name) for name in theirs.name_servers})
    if shared:
        yield Finding(
            "same-name-servers",
            Grade.RISK,
            f"the names of {what}, `{ours.name}`, and of the service, `{theirs.name}`, are kept "
            f"by the same name servers, of `{shared[0]}`",
            f"when the name servers of `{shared[0]}` are down, neither is found",
            "keep the status site's domain with another provider of name servers",
        )


def _same_machine(what: str, ours: Host | None, theirs: Host | None) -> Iterator[Finding]:
    if not ours or not theirs:
        return
    pairs = [p for p in product(ours.addresses, theirs.addresses) if _is_near(*p)]
    both = next((a for a, b in pairs if a == b), "")
    if both:
        yield _together(what, ours, theirs, f"the address {both}", "the machine or network behind")
    elif pairs:
        network = ip_network(
            f"{pairs[0][0]}/{_NEAR[ip_address(pairs[0][0]).version]}", strict=False
        )
        yield _together(what, ours, theirs, f"the network {network}", "that network or")
    elif shared := _providers(ours) & _providers(theirs):
        provider = min(shared)
        yield _together(what, ours, theirs, f"the provider behind `{provider}`", "")


def _together(what: str, ours: Host, theirs: Host, shared: str, part: str) -> Finding:
    fails = f"{part} {shared}".strip() if part.endswith("behind") else shared
    return Finding(
        "same-place",
        Grade.RISK,
        f"{what}, `{ours.name}`, and the service, `{theirs.name}`, share {shared}",
        f"when {fails} is down, both are",
        "put the status site with another provider, or add a target that is",
    )


def _providers(host: Host) -> set[str]:
    """Return whom the names lead to that a host is an alias of."""
    return {registered_domain(alias) for alias in host.aliases} - {registered_domain(host.name)}


def _is_near(one: str, other: str) -> bool:
    version = ip_address(one).version
    if ip_address(other).version != version:
        return False
    return ip_address(other) in ip_network(f"{one}/{_NEAR[version]}", strict=False)


def _nothing_watched(facts: Facts) -> Finding:
    taken = f"; `{facts.service[0]}` is taken for the service" if facts.service else ""
    return Finding(
        "nothing-to-watch",
        Grade.LACK if facts.service else Grade.RISK,
        f"site.yaml does not name the hosts of the service itself{taken}",
        "whatever the site shares with the others goes unnoticed",
        "write `independence: {watch: [example.com, api.example.com]}` into site.yaml",
    )


def _unknown(host: Host) -> Finding:
    return Finding(
        "host-unknown",
        Grade.NOTE,
        f"nothing is known about `{host.name}`: {host.failed}",
        "what it shares with the service could not be compared",
        "look at the name for a slip, or run `stillup doctor` again where it can be found",
    )


def names_to_ask(facts: Facts) -> set[str]:
    """Return the hosts to ask the name service about."""
    asked = {*facts.service, *_public_hosts(facts), *_storing_hosts(facts)}
    return {host for host in asked if not is_address(host) and host != "localhost"}
