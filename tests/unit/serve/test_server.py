"""Ports: the first free one, or the one that was asked for."""

import socket

import pytest

from stillup.serve.guard import Names
from stillup.serve.server import PortTaken, is_open_to_others, open_sockets, port_of


def close(sockets: list[socket.socket]) -> None:
    for each in sockets:
        each.close()


def test_a_port_that_is_taken_is_refused() -> None:
    first = open_sockets("", 0)
    with pytest.raises(PortTaken):
        open_sockets("", port_of(first))
    close(first)


def test_a_port_that_only_the_other_family_has_is_taken_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(PortTaken):
        open_sockets("", other.getsockname()[1])


def test_left_out_the_next_free_one_is_taken() -> None:
    first = open_sockets("", None)
    second = open_sockets("", None)
    assert port_of(second) > port_of(first) >= 8000
    close([*first, *second])


def test_it_listens_on_this_machine_alone() -> None:
    sockets = open_sockets("", 0)
    assert {each.getsockname()[0] for each in sockets} <= {"127.0.0.1", "::1"}
    assert len({each.getsockname()[1] for each in sockets}) == 1
    close(sockets)


EVERYWHERE = "0.0.0.0"  # noqa: S104 - what others could reach


@pytest.mark.parametrize(
    ("host", "is_open"), [("", False), ("localhost", False), (EVERYWHERE, True)]
)
def test_it_is_known_whether_others_can_reach_it(host: str, is_open: bool) -> None:  # noqa: FBT001
    sockets = open_sockets(host, 0)
    assert is_open_to_others(sockets) is is_open
    close(sockets)


def test_no_address_of_this_machine_is_an_error_of_its_own() -> None:
    with pytest.raises(OSError, match=r".") as caught:
        open_sockets("192.0.2.1", 0)
    assert not isinstance(caught.value, PortTaken)


@pytest.mark.parametrize(
    ("bound", "address"),
    [
        ("", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),  # noqa: S104
        ("desk.example", "http://desk.example:8000/"),
        ("::1", "http://[::1]:8000/"),
    ],
)
def test_the_address_is_one_to_look_at(bound: str, address: str) -> None:
    assert Names(8000, bound).address() == address
