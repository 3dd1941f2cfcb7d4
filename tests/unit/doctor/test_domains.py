"""Hosts and registered domains."""

import pytest

from stillup.doctor.domains import hosts_in, registered_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("status.example.com", "example.com"),
        ("a.b.example.co.uk.", "example.co.uk"),
        ("brook.github.io", "brook.github.io"),
        ("co.uk", "co.uk"),
        ("192.0.2.7", "192.0.2.7"),
        ("localhost", "localhost"),
    ],
)
def test_the_registered_domain(host: str, domain: str) -> None:
    assert registered_domain(host) == domain


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("https://www.example.com:8443/contact", ["www.example.com"]),
        ("mailto:help@example.com?subject=Outage", ["example.com"]),
        ("mailto:a@one.example,b%40two.example", ["one.example", "two.example"]),
        ("sip:desk@calls.example", ["calls.example"]),
        ("tel:+351210000000", []),
        ("https://[::1", []),
        ("", []),
    ],
)
def test_the_hosts_an_address_needs(url: str, hosts: list[str]) -> None:
    assert list(hosts_in(url)) == hosts
