"""Several people write at the same moment: every word is kept, each below the other's."""

import subprocess
import sys
from pathlib import Path

from stillup.desk.desk import read_desk
from tests.support.desks import EMAIL, NOW, SITE, story_of

PEOPLE = 6


def test_no_update_is_lost(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    command = [sys.executable, "-m", "stillup", "update", "email", "--now", "2026-11-21T13:10:20Z"]

    running = [
        subprocess.Popen(
            [*command, "-m", f"Word of person {number}."],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(PEOPLE)
    ]
    ended = [(process.communicate()[1], process.returncode) for process in running]

    assert ended == [(b"", 0)] * PEOPLE
    desk = read_desk(tmp_path, NOW)
    updates = story_of(desk, EMAIL).post.updates
    assert desk.build.is_good
    assert len({update.id for update in updates}) == PEOPLE + 1
    assert {update.text.markdown.strip() for update in updates[1:]} == {
        f"Word of person {number}." for number in range(PEOPLE)
    }


def test_nobody_s_new_post_is_overwritten(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    command = [sys.executable, "-m", "stillup", "new", "It is slow", "--now", "2026-11-21T13:10Z"]

    running = [
        subprocess.Popen(
            [*command, "-m", f"Word of person {number}."],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        for number in range(PEOPLE)
    ]

    assert [process.wait() for process in running] == [0] * PEOPLE
    found = sorted((tmp_path / "content/incidents").glob("2026-11-21-it-is-slow*.md"))
    assert sorted(file.read_text(encoding="utf-8").split("\n")[-2] for file in found) == [
        f"Word of person {number}." for number in range(PEOPLE)
    ]
