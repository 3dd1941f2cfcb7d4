"""`stillup serve`, as a process of its own."""

import socket
import urllib.request
from pathlib import Path

from tests.support.previews import Serving, serving
from tests.unit.cli.command import run
from tests.unit.cli.sites import BROKEN, EMAIL, NOW, SITE


def get(address: str) -> str:
    with urllib.request.urlopen(address) as reply:
        text: str = reply.read().decode()
    return text


def test_it_says_where_to_look_shows_the_site_and_ends_quietly(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    server = Serving(tmp_path, "--now", NOW)
    server.see(r"http://127\.0\.0\.1:\d+/ shows the site while you write; Ctrl-C ends it\n")
    server.see(r"\d\d:\d\d:\d\d read 6 files: ready\n")

    assert "Email arrives late" in get(f"{server.address}/")
    assert server.interrupt() == 0
    where, desk, ready = server.said.splitlines()
    assert desk.startswith(f"{where.partition(' ')[0]}-/ shows it on a phone")
    assert ready.endswith(": ready")
    assert not (tmp_path / "public").exists()


def test_it_says_what_is_wrong_as_check_does(tmp_path: Path) -> None:
    BROKEN.write(tmp_path)

    with serving(tmp_path, "--now", NOW) as server:
        server.see(r"error\[unknown-status\]")
        server.see("1 error in 1 file; nothing can be shown yet\n")


def test_it_says_what_was_saved(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    with serving(tmp_path, "--now", NOW) as server:
        server.see("ready")
        (tmp_path / EMAIL).write_bytes(SITE.files[EMAIL].replace(b"looking", b"watching"))
        server.see(r"saved incidents/2026-11-21-email\.md: shown in \d+ ms\n")


def test_a_port_that_is_taken_is_said_in_words(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        ran = run("-C", tmp_path, "serve", "--port", str(port))

    assert ran.code == 3
    assert f"error: port {port} is taken by another program\n" in ran.err
    assert "Leave out `--port`" in ran.err


def test_a_folder_without_a_site_is_said_in_words(tmp_path: Path) -> None:
    ran = run("-C", tmp_path, "serve")

    assert ran.code == 2
    assert "there is no site in" in ran.err


def test_a_host_that_is_none_of_this_machine_is_said_in_words(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = run("-C", tmp_path, "serve", "--host", "192.0.2.1")

    assert ran.code == 2
    assert "`192.0.2.1` is no address of this machine" in ran.err


def test_to_be_seen_by_other_machines_comes_with_a_warning(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    with serving(tmp_path, "--host", "0.0.0.0", "--now", NOW) as server:  # noqa: S104
        server.see("warning: other machines can see this preview, drafts included")


def test_a_time_that_is_none_is_refused_before_anything_starts(tmp_path: Path) -> None:
    SITE.write(tmp_path)

    ran = run("-C", tmp_path, "serve", "--now", "soon")

    assert ran.code == 2
    assert "--now" in ran.err
