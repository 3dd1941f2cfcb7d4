"""What readers get by the public address: a ledger, and whether a run has arrived."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillup.model.digest import digest_of_bytes
from stillup.model.ledger import Entry, Ledger, encode_year
from stillup.model.settings import Settings
from stillup.publish.readers import fetch, fetch_ledger, find_unseen
from tests.support.going_live import quick
from tests.support.host import Host

UPDATES = {"2026-11-21-x#u1": Entry(first=datetime(2026, 11, 21, tzinfo=UTC), words="w")}


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with Host(tmp_path).open() as host:
        yield host


def write(host: Host, path: str, data: bytes) -> None:
    file = host.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def test_a_file_is_fetched_and_what_is_not_there_is_none(host: Host) -> None:
    write(host, "a.txt", b"hello")

    assert fetch(f"{host.address}/a.txt", 5) == b"hello"
    assert fetch(f"{host.address}/b.txt", 5) is None


@pytest.mark.parametrize("code", [403, 500, 503])
def test_an_answer_that_says_nothing_certain_is_an_error(host: Host, code: int) -> None:
    host.fails["/a.txt"] = code

    with pytest.raises(OSError, match=str(code)):
        fetch(f"{host.address}/a.txt", 5)


def test_where_nobody_listens_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    with pytest.raises(OSError, match=r"refused|reset"):
        fetch(f"http://127.0.0.1:{port}/", 5)


def test_who_does_not_answer_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"

        assert fetch_ledger(address, ["2025", "2026"], 0.3) == Ledger(is_certain=False)


def test_the_ledger_is_what_its_years_say_together(host: Host) -> None:
    write(host, "ledger/2026.json", encode_year(UPDATES))

    assert fetch_ledger(host.address, ["2025", "2026"], 5) == Ledger(UPDATES)


def test_no_ledger_at_all_is_certain(host: Host) -> None:
    assert fetch_ledger(host.address, ["2026"], 5) == Ledger()


def test_a_year_that_cannot_be_read_leaves_the_others_known(host: Host) -> None:
    write(host, "ledger/2026.json", encode_year(UPDATES))
    write(host, "ledger/2025.json", b"<html>we are parked</html>")

    assert fetch_ledger(host.address, ["2025", "2026"], 5) == Ledger(UPDATES, is_certain=False)


def test_files_that_readers_do_not_get_yet_are_named_by_their_address(host: Host) -> None:
    write(host, "index.html", b"new")
    write(host, "incidents/a/index.html", b"old")
    settings = Settings(name={"": "x"}, url=host.address, id_base="")
    sent = {p: digest_of_bytes(b"new") for p in ("index.html", "incidents/a/index.html")}

    assert find_unseen(settings, sent, quick()) == (f"{host.address}/incidents/a/",)


def test_a_cache_is_given_time(host: Host) -> None:
    write(host, "index.html", b"old")
    settings = Settings(name={"": "x"}, url=host.address, id_base="")
    timing = quick()

    def sleep(_: float) -> None:
        write(host, "index.html", b"new")

    object.__setattr__(timing, "sleep", sleep)

    assert find_unseen(settings, {"index.html": digest_of_bytes(b"new")}, timing) == ()
