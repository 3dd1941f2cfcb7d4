"""`stillup doctor`: findings on standard output, exit code 1 if there is a risk."""

import json
from pathlib import Path

from tests.support.name_server import name_server
from tests.support.project import Project
from tests.unit.cli.command import run
from tests.unit.cli.sites import NOW

YAML = """\
name: Harbour Mail Status
url: https://status.harbourmail.example
contact: [{label: Phone, text: call, url: "tel:+351210000000"}]
independence: {watch: [harbourmail.example]}
publish: [{name: folder, to: "file://%s"}]
"""
ZONE = {
    "harbourmail.example": {"A": ["192.0.2.1"], "NS": ["ns.alpha.example."]},
    "status.harbourmail.example": {"A": ["192.0.2.1"]},
}


def write_site(folder: Path) -> None:
    out = folder / "www"
    out.mkdir(parents=True)
    Project({"content/site.yaml": (YAML % out).encode()}).write(folder)


def test_findings_say_the_outage_and_how_to_mend_it(tmp_path: Path) -> None:
    write_site(tmp_path)

    with name_server(ZONE) as server:
        ran = run("-C", tmp_path, "doctor", "--name-server", server, "--now", NOW)

    assert ran.code == 1
    flat = " ".join(ran.out.split())
    assert "risk[same-domain]: the site's address, `status.harbourmail.example`," in flat
    assert (
        "share the address 192.0.2.1 outage: when the machine or network behind the address" in flat
    )
    assert "lack[one-target]: there is one target, `folder`" in flat
    assert ran.out.endswith("2 risks in 4 findings\n")


def test_offline_nothing_outside_is_asked(tmp_path: Path) -> None:
    write_site(tmp_path)

    ran = run("-C", tmp_path, "doctor", "--offline", "--json", "--now", NOW)

    told = json.loads(ran.out)
    assert [each["code"] for each in told["findings"]] == ["same-domain", "one-target"]
    assert ran.code == 1


def test_broken_settings_are_named_and_nothing_is_judged(tmp_path: Path) -> None:
    Project({"content/site.yaml": b"name: [\n"}).write(tmp_path)

    ran = run("-C", tmp_path, "doctor", "--offline")

    assert (ran.code, ran.out) == (1, "")
    assert "`stillup check` shows them" in ran.err
