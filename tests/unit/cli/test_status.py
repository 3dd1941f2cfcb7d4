"""`stillup status`: words and an exit code that a script can go by."""

import json
from pathlib import Path

import pytest

from tests.support.canned_host import Canned, CannedHost
from tests.support.statuses import SUMMARY, encoded, fine, whole
from tests.support.web import served
from tests.unit.cli.command import run
from tests.unit.cli.sites import EMAIL, SITE


@pytest.mark.parametrize(
    ("indicator", "code"),
    [("none", 0), ("maintenance", 0), ("minor", 10), ("major", 11), ("critical", 12)],
)
def test_the_exit_code_says_how_bad_it_is(indicator: str, code: int) -> None:
    said = fine(status={"indicator": indicator, "description": "So it stands"})
    with CannedHost({SUMMARY: Canned(encoded(said))}).open() as host:
        ran = run("status", host.address)

    assert (ran.code, ran.err) == (code, "")
    assert ran.out.startswith("Harbour Mail: So it stands")
    assert ("maintenance" in ran.out) == (indicator == "maintenance")


def test_a_status_that_cannot_be_read_is_told_with_what_to_do() -> None:
    with CannedHost().open() as host:
        ran = run("status", host.address)

    assert (ran.code, ran.out) == (20, "")
    assert ran.err == (
        f"error: there is no `{host.address}{SUMMARY}`\n"
        "\n"
        "Name the address of a status page, such as https://status.example.com. It can be read if"
        " it has the file api/v2/summary.json, as pages by Stillup and Statuspage have.\n"
    )


def test_a_machine_gets_an_object_whatever_happens() -> None:
    with CannedHost({SUMMARY: Canned(encoded(whole()))}).open() as host:
        good = run("status", host.address, "--json")
        bad = run("status", f"{host.address}x", "--json")
        worse = run("status", "no-such-folder", "--json")

    assert (good.code, json.loads(good.out)["indicator"]) == (11, "major")
    assert bad.code == 2
    assert (worse.code, worse.err) == (20, "")
    assert json.loads(worse.out)["failure"]["message"] == "there is no folder `no-such-folder`"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ftp://status.example.com"],
        ["https://jane:hunter2@status.example.com"],
        ["https://status.example.com", "--timeout", "0"],
        ["https://status.example.com", "more"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_is_no_status(arguments: list[str]) -> None:
    ran = run("status", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert "hunter2" not in ran.err


def test_control_characters_in_an_error_are_harmless() -> None:
    host = CannedHost(otherwise=Canned(code=302, headers={"Location": "/\x1b[2J"}))
    with host.open():
        ran = run("status", host.address)

    assert ran.code == 20
    assert "\x1b" not in ran.err


def test_in_a_site_folder_the_sites_own_address_is_read(tmp_path: Path) -> None:
    with CannedHost({SUMMARY: Canned(encoded(fine()))}).open() as host:
        SITE.replace("content/site.yaml", "https://status.example", host.address).write(tmp_path)
        ran = run("-C", tmp_path, "status")

    assert ran.code == 0
    assert ran.out.endswith(f"read from {host.address}{SUMMARY}\n")


def test_a_folder_is_named_from_where_minus_c_points(tmp_path: Path) -> None:
    file = tmp_path / "site" / "out" / SUMMARY.lstrip("/")
    file.parent.mkdir(parents=True)
    file.write_bytes(encoded(whole()))

    assert run("-C", tmp_path / "site", "status", "out").code == 11


def test_outside_a_site_it_wants_to_know_which(tmp_path: Path) -> None:
    ran = run("-C", tmp_path, "status")

    assert ran.code == 2
    assert ran.err.endswith("Say which: stillup status https://status.example.com\n")


def test_settings_that_are_broken_are_not_guessed(tmp_path: Path) -> None:
    SITE.replace("content/site.yaml", "url: https://status.example", "url: no").write(tmp_path)

    ran = run("-C", tmp_path, "status")

    assert (ran.code, ran.err) == (1, "site.yaml has errors; `stillup check` shows them\n")


@pytest.mark.parametrize(
    ("now", "code", "sentence"),
    [
        ("2026-11-21T12:00Z", 0, "Example Status: All Systems Operational\n"),
        ("2026-11-21T13:00Z", 11, "Example Status: Partial System Outage (major)\n"),
        ("2026-12-01T23:00Z", 0, "Example Status: Service Under Maintenance (maintenance)\n"),
    ],
)
def test_what_we_publish_is_read_from_the_folder_and_from_a_host(
    now: str, code: int, sentence: str, tmp_path: Path
) -> None:
    site = SITE if code else SITE.replace(EMAIL, "title:", "draft: true\ntitle:")
    run("-C", site.write(tmp_path), "build", "--now", now)

    here = run("status", tmp_path / "public")
    with served(tmp_path / "public") as address:
        there = run("status", f"{address}/history/")

    assert (here.code, there.code) == (code, code)
    assert here.out.startswith(sentence)
    assert here.out.rpartition("read from")[0] == there.out.rpartition("read from")[0]
    assert ("Email arrives late" in here.out) == (code == 11)
    assert "New disks" in here.out
