"""Several builds of one site at the same time: nobody spoils what another does."""

import subprocess
import sys
from pathlib import Path

import pytest

from stillup.edge.job import Written
from stillup.edge.making import make_site
from tests.support.edits import start
from tests.support.fake_build import read_tree

MOMENT = start()
COMMAND = (sys.executable, "-m", "stillup", "build", "--quiet", "--now", "2026-11-21T12:00Z")


@pytest.mark.parametrize("there", [False, True])
def test_builds_at_once_leave_the_tree_of_one(tmp_path: Path, *, there: bool) -> None:
    site = MOMENT.project.write(tmp_path / "site")
    assert isinstance(make_site(site, tmp_path / "clean", MOMENT.now).outcome, Written)
    if there:
        (site / "public").mkdir()

    running = [
        subprocess.Popen([*COMMAND, "-C", str(site)], stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=120)[1] for process in running]
    codes = [process.returncode for process in running]

    assert set(codes) <= {0, 3}, said
    assert 0 in codes
    refused = [words for words, code in zip(said, codes, strict=True) if code]
    assert all("another build" in words for words in refused), said
    assert read_tree(site / "public") == read_tree(tmp_path / "clean")
    assert {path.name for path in site.iterdir()} == {"content", "public", ".stillup"}
