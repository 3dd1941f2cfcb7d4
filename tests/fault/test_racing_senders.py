"""Somebody sends in the moment between the fetch and the push of somebody else."""

import sys
from pathlib import Path

import pytest

from tests.support.git_sites import found_team
from tests.unit.cli.command import run
from tests.unit.cli.sites import EMAIL, NOW, SITE

if sys.platform == "win32":
    pytest.skip("the server is started by a shell script", allow_module_level=True)

ANA = "\n## Identified · 2026-11-21 12:50\n\nIt is the mail store.\n"
BEN = "\n## Monitoring · 2026-11-21 12:55\n\nMail flows again.\n"


def test_both_posts_are_there_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    team = found_team(tmp_path / "team", SITE)
    for name, value in team.environment().items():
        monkeypatch.setenv(name, value)
    ana, ben = team.join("ana"), team.join("ben")
    ben.write(EMAIL, ben.read(EMAIL) + BEN)
    ben.git("commit", "--quiet", "--all", "-m", "Mail flows")
    server = tmp_path / "upload-pack"
    once = tmp_path / "once"
    server.write_text(
        f'#!/bin/sh\ngit-upload-pack "$@" || exit\n[ -e {once} ] && exit\ntouch {once}\n'
        f"git -C {ben.folder} push --quiet\n",
        encoding="utf-8",
    )
    server.chmod(0o755)
    ana.git("config", "remote.origin.uploadpack", str(server))
    ana.write(EMAIL, ana.read(EMAIL) + ANA)

    ran = run("-C", ana.site, "send", "--now", NOW)

    assert (ran.code, ran.err) == (0, "")
    assert once.exists()
    assert team.files()[EMAIL] == ana.read(EMAIL) == SITE.files[EMAIL].decode() + ANA + BEN
    assert ana.status() == ""
