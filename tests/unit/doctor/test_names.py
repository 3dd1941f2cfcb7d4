"""Hosts are looked up at a real name server, on loopback."""

from stillup.doctor.facts import Host
from stillup.doctor.names import Names
from tests.support.name_server import name_server

ZONE = {
    "harbourmail.example": {
        "A": ["192.0.2.10"],
        "AAAA": ["2001:db8::10"],
        "NS": ["ns1.dns.example.", "ns2.dns.example."],
    },
    "www.harbourmail.example": {"CNAME": ["shop.cdn.example."]},
    "shop.cdn.example": {"A": ["198.51.100.7"]},
    "cdn.example": {"NS": ["ns.cdn.example."]},
}


def test_a_host_has_addresses_and_the_name_servers_of_its_zone() -> None:
    with name_server(ZONE) as server:
        found = Names(server).look_up(["harbourmail.example"])

    assert found["harbourmail.example"] == Host(
        "harbourmail.example",
        ("192.0.2.10", "2001:db8::10"),
        name_servers=("ns1.dns.example", "ns2.dns.example"),
    )


def test_an_alias_is_followed_and_named() -> None:
    with name_server(ZONE) as server:
        found = Names(server).look_up(["www.harbourmail.example"])["www.harbourmail.example"]

    assert (found.addresses, found.aliases) == (("198.51.100.7",), ("shop.cdn.example",))
    assert found.name_servers == ("ns1.dns.example", "ns2.dns.example")


def test_a_name_that_is_not_there_is_no_error_of_ours() -> None:
    with name_server(ZONE) as server:
        found = Names(server).look_up(["nowhere.example"])

    assert found["nowhere.example"] == Host("nowhere.example", failed="there is no such name")


def test_a_silent_name_server_costs_little_time() -> None:
    with name_server(ZONE, silent=True) as server:
        found = Names(server, patience=0.2).look_up(["harbourmail.example", "cdn.example"])

    assert {host.failed for host in found.values()} == {"the name service did not answer in time"}
