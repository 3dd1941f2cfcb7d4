"""`stillup build` as a process: killed, or refused by the system, at random calls of the system.

See `tests/support/law.py` for the law. strace injects the faults; the full run (STILLUP_RUNS=1)
goes on until 200 builds were hit. Runs are seeded: a failure names its seed.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path

import pytest

from stillup.edge.job import Written
from stillup.edge.making import make_site
from tests.support.edits import Moment, edited, start
from tests.support.fake_build import published, read_folders, read_tree
from tests.support.law import assert_law
from tests.support.project import Project
from tests.support.tools import missing, program

pytestmark = pytest.mark.world

HITS = max(20, int(200 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
PARTS = 4
LATER, FIRST = ceil(HITS * 3 / 4 / PARTS), ceil(HITS / 4 / PARTS)

_KILLS = {
    "rename,renameat,renameat2": (1, 16),
    "write": (1, 30),
    "openat": (760, 1000),
    "mkdir": (1, 12),
    "unlink": (1, 14),
    "rmdir": (1, 3),
    "pwrite64": (1, 60),
    "fsync": (1, 2),
    "ftruncate": (1, 2),
}
_COLD_KILLS = _KILLS | {"write": (1, 110), "openat": (760, 1250), "mkdir": (1, 80)}
_ERRORS = {
    "rename,renameat,renameat2": ("EIO", "ENOSPC", "EACCES"),
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "mkdir": ("ENOSPC", "EIO", "EROFS"),
    "unlink": ("EIO", "EACCES"),
    "fsync": ("EIO", "ENOSPC"),
    "pwrite64": ("EIO", "ENOSPC"),
}


@dataclass
class Site:
    """A site folder with its output, and one beside it for comparison."""

    folder: Path
    now: datetime

    @property
    def out(self) -> Path:
        return self.folder / "public"

    def lay_out(self, project: Project) -> None:
        for top in ("content", "themes"):
            shutil.rmtree(self.folder / top, ignore_errors=True)
        project.write(self.folder)

    def build_well(self, out: Path) -> bool:
        """Build without any fault; return whether the site is free of errors."""
        made = make_site(self.folder, out, self.now)
        if made.outcome is None:
            return False
        assert isinstance(made.outcome, Written), made.outcome
        return True

    def build(self, *before: str) -> subprocess.CompletedProcess[str]:
        """Build in a process of its own, started by other commands."""
        now = self.now.strftime("%Y-%m-%dT%H:%MZ")
        command = [sys.executable, "-m", "stillup", "-C", str(self.folder), "build"]
        return subprocess.run(
            [*before, *command, "--now", now, "--quiet"],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def clean_tree(self, scratch: Path) -> dict[str, bytes]:
        """Return what a first build leaves, with its folders as entries."""
        assert self.build_well(scratch)
        return whole(scratch)


def whole(folder: Path) -> dict[str, bytes]:
    return read_tree(folder) | {f"{path}/": b"" for path in read_folders(folder)}


def inject(calls: str, effect: str, when: str) -> list[str]:
    fault = f"inject={calls}:{effect}:when={when}"
    return [program("strace"), "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", fault]


def some_fault(dice: random.Random, *, cold: bool) -> list[str]:
    kills = _COLD_KILLS if cold else _KILLS
    if dice.random() < 0.6:
        calls = dice.choice(list(kills))
        return inject(calls, "signal=KILL", str(dice.randint(*kills[calls])))
    calls = dice.choice(list(_ERRORS))
    lasting = "+" if dice.random() < 0.3 else ""
    when = f"{dice.randint(*kills[calls])}{lasting}"
    return inject(calls, f"error={dice.choice(_ERRORS[calls])}", when)


def next_moment(site: Site, moment: Moment, dice: random.Random, scratch: Path) -> Moment:
    """Return the site after a few edits that leave it without errors."""
    while True:
        later = moment
        for _ in range(dice.randint(1, 5)):
            later = edited(later, dice)
        site.lay_out(later.project)
        site.now = later.now
        if site.build_well(scratch):
            return later


@pytest.mark.parametrize("part", range(PARTS))
def test_a_later_build_hit_anywhere_obeys_the_law(part: int, tmp_path: Path) -> None:
    dice = random.Random(f"later {part}")
    moment, hits = start(), 0
    site = Site(tmp_path / "site", moment.now)
    site.lay_out(moment.project)
    assert site.build_well(site.out)
    while hits < LATER:
        complete = published(site.out)
        scratch = tmp_path / "clean"
        shutil.rmtree(scratch, ignore_errors=True)
        moment = next_moment(site, moment, dice, scratch)
        fault = some_fault(dice, cold=False)
        done = site.build(*fault)
        assert_law(published(site.out), complete, [published(scratch)])
        assert "Traceback" not in done.stderr, (fault, done.stderr)
        hits += done.returncode != 0
        assert site.build_well(site.out), fault
        assert whole(site.out) == whole(scratch), fault
        assert_no_litter(site.folder)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_first_build_hit_anywhere_shows_all_or_nothing(part: int, tmp_path: Path) -> None:
    dice = random.Random(f"first {part}")
    moment, hits = start(), 0
    site = Site(tmp_path / "site", moment.now)
    site.lay_out(moment.project)
    clean = site.clean_tree(tmp_path / "clean")
    while hits < FIRST:
        shutil.rmtree(site.out, ignore_errors=True)
        if dice.random() < 0.5:
            shutil.rmtree(site.folder / ".stillup", ignore_errors=True)
        fault = some_fault(dice, cold=True)
        done = site.build(*fault)
        assert whole(site.out) in ({}, clean), fault
        assert "Traceback" not in done.stderr, (fault, done.stderr)
        hits += done.returncode != 0
        assert site.build_well(site.out), fault
        assert whole(site.out) == clean, fault
        assert_no_litter(site.folder)


def assert_no_litter(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names <= {"content", "themes", "public", ".stillup"}, names


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        missing(f"the right to mount a small disk ({mounted.stderr.strip()})")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


MEDIA = {"a.png": bytes(200_000), "b.mp4": bytes(4_500_000)}


def holding(*names: str) -> Project:
    """Return a small site with these media."""
    return start().project.with_files({f"content/media/{name}": MEDIA[name] for name in names})


@pytest.mark.parametrize("inside", [True, False])
def test_a_full_disk_leaves_the_site_as_it_was(
    small_disk: Path, tmp_path: Path, *, inside: bool
) -> None:
    """The disk holds the output alone, or with a part of the cache too."""
    folder = tmp_path / "site"
    site = Site(folder, start().now)
    site.lay_out(holding())
    (folder / "public").symlink_to(small_disk / "public")
    if inside:
        (small_disk / "cache").mkdir()
        (folder / ".stillup").symlink_to(small_disk / "cache")
    assert site.build().returncode == 0
    before = read_tree(small_disk / "public")
    site.lay_out(holding("a.png", "b.mp4"))

    full = site.build()

    assert full.returncode == 3, full.stderr
    assert "free some space" in full.stderr
    assert "nothing was changed" in full.stderr
    assert read_tree(small_disk / "public") == before
    site.lay_out(holding("a.png"))
    after = site.build()
    assert after.returncode == 0, after.stderr
    assert len(read_tree(small_disk / "public")) == len(before) + 1


def test_a_first_build_on_a_full_disk_leaves_nothing(small_disk: Path, tmp_path: Path) -> None:
    site = Site(tmp_path / "site", start().now)
    site.lay_out(holding("a.png", "b.mp4"))
    site.out.symlink_to(small_disk / "public")

    full = site.build()

    assert full.returncode == 3, full.stderr
    assert list(small_disk.iterdir()) == []


def test_a_limit_for_the_size_of_files_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", start().now)
    site.lay_out(holding())
    assert site.build().returncode == 0
    before = read_tree(site.out)
    site.lay_out(holding("a.png"))

    limited = site.build(program("prlimit"), "--fsize=150000")

    assert limited.returncode == 3, limited.stderr
    assert "ulimit -f" in limited.stderr
    assert read_tree(site.out) == before
    assert site.build().returncode == 0
    assert len(read_tree(site.out)) == len(before) + 1


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2])
def test_ctrl_c_ends_quietly_and_leaves_no_process(tmp_path: Path, after: float) -> None:
    moment = start()
    post = moment.project.files["content/incidents/2026-10-02-web.md"].decode()
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 7) for day in range(1, 28)]
    files = {f"content/incidents/{day}-x.md": post.replace("2026-10-02", day) for day in days}
    site = Site(tmp_path / "site", moment.now)
    site.lay_out(moment.project.with_files({**files}))

    returned, said = press_ctrl_c(site, after)

    assert (returned, said) == (130, "")
    assert not site.out.exists()
    assert_no_litter(site.folder)
    assert processes_about(site) == []
    assert site.build().returncode == 0


def press_ctrl_c(site: Site, after: float) -> tuple[int, str]:
    """Build, and interrupt all processes of the build, as a terminal does, while it is at it."""
    command = [sys.executable, "-m", "stillup", "-C", str(site.folder), "build", "--quiet"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as building:
        while building.poll() is None and not list(site.folder.glob(".stillup-public-*/tree/*")):
            time.sleep(0.005)
        time.sleep(after)
        os.killpg(building.pid, signal.SIGINT)
        _, said = building.communicate(timeout=60)
    return building.returncode, said


def processes_about(site: Site) -> list[str]:
    """Return the commands of all processes that name the site."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            command = file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            found += [command] if str(site.folder) in command else []
    return found
