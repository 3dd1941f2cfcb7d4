"""`stillup send`, killed at one of its calls of Git: no text is lost, and the next run completes it.

The full run (STILLUP_RUNS=1) kills it before and after every call.
"""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.git_sites import Person, Team, found_team
from tests.unit.cli.sites import EMAIL, NOW, SITE

SHARE = float(os.environ.get("STILLUP_RUNS", "0.1"))
ANA = "\n## Identified · 2026-11-21 12:50\n\nIt is the mail store.\n"
BEN = "\n## Monitoring · 2026-11-21 12:55\n\nMail flows again.\n"
NEW = "content/pages/help.md"
PAGE = "---\ntitle: Help yourself\n---\n\nRead this.\n"
_WRAPPER = """\
#!/bin/sh
count=$(($(cat "$COUNT") + 1))
echo "$count" > "$COUNT"
[ "$KILL" = "before $count" ] && kill -9 $PPID && exit 1
{git} "$@"
code=$?
[ "$KILL" = "after $count" ] && kill -9 $PPID
exit $code
"""


class Scene:
    """Ana wrote an update and a page, and has a note that is not for sending; Ben was quicker."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.team = found_team(root / "team", SITE)
        self.ana, ben = self.team.join("ana"), self.team.join("ben")
        ben.write(EMAIL, ben.read(EMAIL) + BEN)
        ben.write("content/pages/contact.md", PAGE.replace("Help", "Ben"))
        ben.share("Ben's update")
        self.ana.write(EMAIL, self.ana.read(EMAIL) + ANA)
        self.ana.write(NEW, PAGE)
        self.ana.folder.joinpath("note.txt").write_text("mine")
        self.ana.git("add", "note.txt")
        folder = root / "bin"
        folder.mkdir()
        wrapper = folder / "git"
        wrapper.write_text(_WRAPPER.format(git=shutil.which("git")))
        wrapper.chmod(0o755)

    def send(self, kill: str = "") -> tuple[int, str, int]:
        """Return how a run ended, what it said, and how often it called Git."""
        count = self.root / "count"
        count.write_text("0")
        path = {"PATH": f"{self.root / 'bin'}{os.pathsep}{os.environ['PATH']}"}
        more = path | {"COUNT": str(count), "KILL": kill}
        command = [sys.executable, "-m", "stillup", "-C", str(self.ana.site), "send", "--now", NOW]
        ran = subprocess.run(
            command, env=self.team.environment() | more, capture_output=True, text=True, check=False
        )
        return ran.returncode, ran.stdout + ran.stderr, int(count.read_text())


def assert_all_is_there(team: Team, ana: Person) -> None:
    files = team.files()
    assert files[EMAIL].count(ANA) == files[EMAIL].count(BEN) == 1
    assert files[NEW] == PAGE
    assert "note.txt" not in files
    assert ana.read(EMAIL) == files[EMAIL]
    assert ana.read("content/pages/contact.md") == PAGE.replace("Help", "Ben")
    assert ana.status() == "A  note.txt"


def test_killed_at_any_call_it_loses_nothing_and_the_next_run_completes_it(
    tmp_path: Path,
) -> None:
    first = Scene(tmp_path / "first")
    code, said, calls = first.send()
    assert code == 0, said
    assert_all_is_there(first.team, first.ana)

    kills = [f"{when} {call}" for call in range(1, calls + 1) for when in ("before", "after")]
    chosen = random.Random(4).sample(kills, max(10, int(len(kills) * SHARE)))
    for kill in chosen:
        scene = Scene(tmp_path / kill.replace(" ", "-"))
        code, said, _ = scene.send(kill)
        assert code < 0 or kill == f"after {calls}", (kill, said)
        saved = scene.ana.git("show", f"HEAD:{EMAIL}")
        assert ANA.strip() in scene.ana.read(EMAIL) + saved, kill

        code, said, _ = scene.send()

        assert code == 0, (kill, said)
        try:
            assert_all_is_there(scene.team, scene.ana)
        except AssertionError as error:
            pytest.fail(f"{kill}: {error}")
        shutil.rmtree(scene.root)
