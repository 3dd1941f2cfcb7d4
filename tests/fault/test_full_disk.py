"""A disk that takes no more: the post stays as it was, and the words are kept or shown."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.desks import EMAIL, SITE

if sys.platform == "win32":
    pytest.skip("no limits for a process", allow_module_level=True)

LONG = SITE.replace(EMAIL, "We are looking", "word " * 1000 + "We are looking")


def test_what_does_not_fit_changes_nothing(tmp_path: Path) -> None:
    LONG.write(tmp_path)
    command = f'ulimit -f 1; exec "{sys.executable}" -m stillup update email -m "Short words."'

    ran = subprocess.run(
        ["bash", "-c", f"{command} --now 2026-11-21T13:10Z"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )

    assert (ran.returncode, ran.stdout) == (3, "")
    assert "error: writing failed: File too large\n\nThe post is as it was." in ran.stderr
    assert "your text is kept in .stillup/kept/" in ran.stderr
    assert (tmp_path / EMAIL).read_bytes() == LONG.files[EMAIL]
    assert [p.name for p in (tmp_path / EMAIL).parent.iterdir() if "part" in p.name] == []
    [kept] = (tmp_path / ".stillup" / "kept").iterdir()
    assert kept.read_text(encoding="utf-8") == "Short words.\n"
