"""Whether a person can be reached when the service is down."""

from collections.abc import Iterator

from stillup.doctor.domains import hosts_in, registered_domain
from stillup.doctor.facts import Facts
from stillup.doctor.finding import Finding, Grade
from stillup.model.settings import words_in

_OTHER_WAY = "add a phone number, or an address at another provider, under `contact:` in site.yaml"


def judge_contacts(facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with the ways to reach a person."""
    ways = facts.settings.contact
    if not ways:
        yield Finding(
            "no-contact",
            Grade.RISK,
            "the site names no way to reach a person",
            "in any outage, readers have nobody to ask",
            _OTHER_WAY,
        )
        return
    bound = [way for way in ways if shared_with_service(way.url, facts)]
    for way in bound:
        label = words_in(way.label, facts.settings.default_language)
        domain = shared_with_service(way.url, facts)
        alone = len(bound) == len(ways)
        yield Finding(
            "contact-on-service",
            Grade.RISK if alone else Grade.LACK,
            f"the contact `{label}` needs `{domain}`, which is the service itself"
            + (", and there is no other way" if alone else ""),
            f"when names, mail or servers of `{domain}` are down, it does not reach you",
            _OTHER_WAY if alone else "say beside it which way works when the service is down",
        )


def shared_with_service(url: str, facts: Facts) -> str:
    """Return the registered domain that an address shares with the service, empty if none."""
    ours = {registered_domain(host) for host in facts.service}
    return next((d for host in hosts_in(url) if (d := registered_domain(host)) in ours), "")
