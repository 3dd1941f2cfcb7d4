"""A status is read from good hosts and bad ones, and a bad one costs a sentence, never a traceback."""

import gzip
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from stillup.model.status import Impact
from stillup.reading.addresses import AddressError
from stillup.reading.read import read_status
from stillup.reading.standing import Standing
from stillup.reading.unreadable import Unreadable
from stillup.reading.web import MOST
from tests.support.canned_host import Canned, CannedHost
from tests.support.statuses import API, SUMMARY, encoded, fine, whole

PAGE = Canned(b"<!DOCTYPE html><title>Status</title>", headers={"Content-Type": "text/html"})


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def host() -> Iterator[CannedHost]:
    with CannedHost().open() as host:
        yield host


def read(where: str, seconds: float = 10) -> Standing:
    return read_status(where, seconds)


def failure(where: str, seconds: float = 10) -> str:
    """Return what is said of a status that can't be read; there is always something to do."""
    with pytest.raises(Unreadable) as caught:
        read(where, seconds)
    assert len(caught.value.help) > 10
    return caught.value.fact


def test_one_request_is_enough(host: CannedHost) -> None:
    host.answers[SUMMARY] = Canned(encoded(whole()))

    standing = read(host.address)

    assert standing.level is Impact.MAJOR
    assert standing.source == f"{host.address}{SUMMARY}"
    assert host.paths == [SUMMARY]


def test_a_page_below_the_site_leads_to_it(host: CannedHost) -> None:
    host.answers[f"/status{SUMMARY}"] = Canned(encoded(fine()))

    assert read(f"{host.address}/status/history/2026-11/").level is Impact.NONE


def test_a_host_that_answers_everything_with_its_page_is_searched_upward(host: CannedHost) -> None:
    host.otherwise = PAGE
    host.answers[SUMMARY] = Canned(encoded(fine()))

    assert read(f"{host.address}/history").level is Impact.NONE


def test_where_the_summary_is_missing_the_other_files_tell(host: CannedHost) -> None:
    said = whole()
    names = {
        "status": "status",
        "components": "components",
        "incidents": "incidents/unresolved",
        "scheduled_maintenances": "scheduled-maintenances",
    }
    for key, name in names.items():
        answer = {"page": said["page"], key: said[key]}
        host.answers[f"{API}{name}.json"] = Canned(encoded(answer))

    standing = read(host.address)

    assert standing.source == f"{host.address}{API}status.json"
    assert (standing.page, standing.level, standing.untold) == ("Harbour Mail", Impact.MAJOR, ())
    assert [each.name for each in standing.incidents] == ["Email is slow to arrive"]
    assert [each.name for each in standing.maintenance] == ["New disks"]
    assert [each.name for each in standing.components] == ["Email"]


def test_only_a_status_is_a_status_and_the_rest_is_said_to_be_missing(host: CannedHost) -> None:
    host.answers[f"{API}status.json"] = Canned(encoded({"status": {"indicator": "minor"}}))
    host.answers[f"{API}components.json"] = Canned(b"{}")

    standing = read(host.address)

    assert standing.level is Impact.MINOR
    assert standing.untold == ("components", "incidents", "maintenance")


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        (gzip.compress(encoded(fine())), {"Content-Encoding": "gzip"}),
        (gzip.compress(encoded(fine())), {"Content-Encoding": "X-GZIP"}),
        (gzip.compress(encoded(fine())), {}),
        (encoded(fine()), {"Content-Encoding": "gzip"}),
        (b"\xef\xbb\xbf" + encoded(fine()), {}),
        (encoded(fine()).decode().encode("utf-16"), {}),
        (encoded(fine()), {"Content-Type": "text/html; charset=utf-7"}),
        (encoded(fine()), {"Content-Type": "application/json; charset=klingon"}),
    ],
)
def test_however_it_is_packed(host: CannedHost, data: bytes, headers: dict[str, str]) -> None:
    host.answers[SUMMARY] = Canned(data, headers=headers)

    assert read(host.address).page == "Harbour Mail"


@pytest.mark.parametrize(
    ("data", "charset", "name"),
    [
        ('"Fähre"'.encode(), "iso-8859-1", "Fähre"),
        ('"Fähre"'.encode("latin-1"), "iso-8859-1", "Fähre"),
        ('"Fähre"'.encode("latin-1"), "utf-8", "F\ufffdhre"),
        (b'"F\\ud800hre"', "utf-8", "F?hre"),
    ],
)
def test_a_wrong_charset_costs_a_letter_and_no_more(
    host: CannedHost, data: bytes, charset: str, name: str
) -> None:
    said = b'{"page": {"name": ' + data + b'}, "status": {"indicator": "none"}}'
    headers = {"Content-Type": f"application/json; charset={charset}"}
    host.answers[SUMMARY] = Canned(said, headers=headers)

    assert read(host.address).page == name


def test_redirects_are_followed(host: CannedHost) -> None:
    host.answers[SUMMARY] = Canned(code=301, headers={"Location": f"/new{SUMMARY}"})
    host.answers[f"/new{SUMMARY}"] = Canned(encoded(fine()))

    assert read(host.address).level is Impact.NONE


def test_a_site_that_moved_and_sends_everybody_to_its_front_page_is_followed(
    host: CannedHost,
) -> None:
    with CannedHost(otherwise=PAGE).open() as other:
        other.answers[SUMMARY] = Canned(encoded(fine()))
        host.otherwise = Canned(code=302, headers={"Location": f"{other.address}/"})

        assert read(host.address).source == f"{other.address}{SUMMARY}"


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://jane:pw@127.0.0.1/",
        "gopher://x",
        "data:,{}",
    ],
)
def test_a_redirect_out_of_the_web_is_not_followed(host: CannedHost, location: str) -> None:
    host.otherwise = Canned(code=302, headers={"Location": location})

    assert "leads" in failure(host.address)


def test_redirects_in_a_circle_end(host: CannedHost) -> None:
    host.otherwise = Canned(code=302, headers={"Location": SUMMARY})

    assert failure(host.address) == f"`{host.address}{SUMMARY}` leads nowhere (302)"


def test_a_host_that_sends_everybody_on_and_on_is_left(host: CannedHost) -> None:
    ways = [f"/{'x' * number}" for number in range(100)]
    for here, there in pairwise(ways):
        for name in ("summary", "status"):
            moved = Canned(code=302, headers={"Location": f"{there}/"})
            host.answers[f"{here.rstrip('/')}{API}{name}.json"] = moved
        host.answers[f"{there}/"] = PAGE

    assert failure(host.address) == f"`{host.address}{SUMMARY}` tells no status"
    assert len(host.paths) < 60


@pytest.mark.parametrize(
    ("code", "fact"),
    [
        (404, "there is no `"),
        (410, "there is no `"),
        (403, "is not for everybody (403)"),
        (429, "was asked too often (429)"),
        (500, "fails (500)"),
        (503, "fails (503)"),
        (418, "fails (418)"),
        (304, "leads nowhere (304)"),
    ],
)
def test_an_answer_that_is_none_is_said(host: CannedHost, code: int, fact: str) -> None:
    host.otherwise = Canned(b"<html>", code)

    assert fact in failure(host.address)


def test_what_says_most_is_said(host: CannedHost) -> None:
    host.answers[f"/a{SUMMARY}"] = PAGE
    host.answers[SUMMARY] = Canned(code=503)

    assert failure(f"{host.address}/a/") == f"`{host.address}{SUMMARY}` fails (503)"


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        (PAGE, "tells no status"),
        (Canned(b"[]"), "tells no status"),
        (Canned(b'{"hello": 1}'), "tells no status"),
        (Canned(b""), "is not JSON"),
        (Canned(b'{"status": {"indicator": "no'), "is not JSON"),
        (Canned(b"[" * 100_000), "is not JSON"),
        (Canned(b"\xff\xd8\xff\xe0 a picture"), "is not JSON"),
        (Canned(b"1" * 5000), "is not JSON"),
        (Canned(b"\x1f\x8bnonsense", headers={"Content-Encoding": "gzip"}), "arrives damaged"),
        (Canned(b"x", headers={"Content-Encoding": "br"}), "packing that was not asked for"),
    ],
)
def test_what_is_no_status_is_said(host: CannedHost, answer: Canned, fact: str) -> None:
    host.otherwise = answer

    assert fact in failure(host.address)


def test_an_answer_without_end_is_not_read_to_its_end(host: CannedHost) -> None:
    host.otherwise = Canned(b" " * (MOST + 2))

    assert failure(host.address).endswith("is larger than 16 MiB")


def test_a_small_answer_that_unpacks_without_end_is_not_unpacked(host: CannedHost) -> None:
    bomb = gzip.compress(b" " * (MOST * 2))
    assert len(bomb) < MOST // 100
    host.otherwise = Canned(bomb, headers={"Content-Encoding": "gzip"})

    assert failure(host.address).endswith("is larger than 16 MiB")


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert failure(f"http://127.0.0.1:{port}") == f"`127.0.0.1:{port}` takes no connection"


def test_https_where_nobody_speaks_it(host: CannedHost) -> None:
    with pytest.raises(Unreadable, match="does not speak https") as caught:
        read(host.address.replace("http:", "https:"))

    assert f"write http:// before the address: {host.address}" in caught.value.help


@contextmanager
def talker(*words: bytes, pause: float = 0) -> Iterator[str]:
    """Serve connections that say these words, with pauses, and then hang up."""
    stop = threading.Event()

    def talk(connection: socket.socket) -> None:
        with connection:
            for word in words:
                try:
                    connection.sendall(word)
                except OSError:
                    return
                if stop.wait(pause):
                    return

    def serve() -> None:
        while not stop.is_set():
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=talk, args=(connection,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            stop.set()
            server.shutdown(socket.SHUT_RDWR)


def test_who_hangs_up() -> None:
    with talker() as address:
        assert "breaks off before it has answered" in failure(address)


def test_who_does_not_speak_http() -> None:
    with talker(b"SSH-2.0-OpenSSH\r\n") as address:
        assert "breaks off before it has answered" in failure(address)


@pytest.mark.parametrize(
    "words",
    [
        (b"",) * 100,
        (b"HTTP/1.1 200 OK\r\n", *(b"X: y\r\n",) * 100),
        (b"HTTP/1.1 200 OK\r\n\r\n", *(b" ",) * 100),
    ],
    ids=["silent", "slow with headers", "slow with its words"],
)
def test_who_takes_forever_is_left_in_time(words: tuple[bytes, ...]) -> None:
    with talker(*words, pause=0.1) as address:
        begun = time.monotonic()

        fact = failure(address, 0.5)

        assert "did not answer" in fact
        assert time.monotonic() - begun < 5


def test_a_proxy_that_fails_does_not_get_its_password_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", "http://jane:hunter2@127.0.0.1:1/")

    with pytest.raises(Unreadable) as caught:
        read("http://status.example.invalid")

    assert "hunter2" not in caught.value.fact + caught.value.help


def test_a_redirect_does_not_take_along_what_was_for_the_proxy(
    host: CannedHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    with CannedHost().open() as proxy:
        monkeypatch.setenv("http_proxy", proxy.address.replace("//", "//jane:hunter2@"))
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        moved = Canned(code=302, headers={"Location": f"{host.address}{SUMMARY}"})
        proxy.otherwise = moved
        host.answers[SUMMARY] = Canned(encoded(fine()))

        assert read("http://status.example.invalid").level is Impact.NONE
    assert any("Proxy-Authorization" in headers for _, headers in proxy.asked)
    assert not any("Proxy-Authorization" in headers for _, headers in host.asked)


def test_what_is_no_address_is_wrong_usage() -> None:
    with pytest.raises(AddressError):
        read("ftp://status.example.com")


def written(folder: Path, data: bytes) -> Path:
    file = folder / "api" / "v2" / "summary.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    return file


def test_a_folder(tmp_path: Path) -> None:
    file = written(tmp_path, encoded(whole()))

    assert read(str(tmp_path)).source == str(file)
    assert read(str(file)).level is Impact.MAJOR


def test_a_site_that_is_built(tmp_path: Path) -> None:
    written(tmp_path / "public", encoded(fine()))

    assert read(str(tmp_path)).level is Impact.NONE


def test_a_folder_named_like_a_host_is_a_folder(tmp_path: Path) -> None:
    written(tmp_path / "status.example.com", encoded(fine()))

    assert read_status("status.example.com", 5, below=tmp_path).page == "Harbour Mail"


def test_folders_without_a_status(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    written(tmp_path / "broken", b"{")
    pipe = tmp_path / "pipe" / "api" / "v2" / "summary.json"
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    (tmp_path / "folder" / "api" / "v2" / "summary.json").mkdir(parents=True)

    assert failure(str(tmp_path / "gone")) == f"there is no folder `{tmp_path}/gone`"
    (tmp_path / "page.html").touch()
    assert failure(str(tmp_path / "page.html")) == f"`{tmp_path}/page.html` is no folder"
    assert failure(str(tmp_path / "empty")).startswith(f"there is no `{tmp_path}/empty/api")
    assert failure(str(tmp_path / "broken")).endswith("is not JSON")
    assert failure(str(tmp_path / "pipe")).endswith("is no file of a status")
    assert "summary.json`" in failure(str(tmp_path / "folder"))
