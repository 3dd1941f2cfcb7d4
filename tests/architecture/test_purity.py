"""Below `edge/` nothing reads a clock, a disk, a network or an environment, nor prints."""

from pathlib import Path

import pytest

from tests.architecture.modules import read_modules
from tests.architecture.purity import find_impure
from tests.support.project import Project


def test_everything_below_edge_is_pure() -> None:
    assert list(find_impure(read_modules())) == []


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("import os", "imports `os`"),
        ("import os.path", "imports `os.path`"),
        ("from pathlib import Path", "imports `pathlib.Path`"),
        ("import subprocess", "imports `subprocess`"),
        ("import socket", "imports `socket`"),
        ("import logging", "imports `logging`"),
        ("import time", "imports `time`"),
        ("from time import monotonic", "imports `time.monotonic`"),
        ("from random import choice", "imports `random.choice`"),
        ("from urllib.request import urlopen", "imports `urllib.request.urlopen`"),
        ("text = open('x').read()", "names `open`"),
        ("print('x')", "names `print`"),
        ("place = Path('x')", "names `Path`"),
        ("home = world.environ['HOME']", "names `environ`"),
        ("at = datetime.now(UTC)", "names `.now()`"),
        ("at = datetime.datetime.utcnow()", "names `.utcnow()`"),
        ("day = date.today()", "names `.today()`"),
        ("clock = datetime.now", "names `datetime.now`"),
    ],
)
def test_touching_the_world_is_named_with_file_and_line(
    line: str, named: str, tmp_path: Path
) -> None:
    root = Project({"compose/site.py": f"X = 1\n{line}\n".encode()}).write(tmp_path)

    assert f"compose/site.py:2: {named}, which is the world" in list(
        find_impure(read_modules(root))
    )


@pytest.mark.parametrize(
    "line",
    [
        "from datetime import time",
        "def build(now): return now",
        "late = clock.now - promised",
        "from urllib.parse import urlsplit",
        "state = incident.is_open",
    ],
)
def test_talking_about_time_is_not_reading_a_clock(line: str, tmp_path: Path) -> None:
    root = Project({"compose/site.py": f"{line}\n".encode()}).write(tmp_path)

    assert list(find_impure(read_modules(root))) == []


def test_edge_and_above_may_touch_the_world(tmp_path: Path) -> None:
    root = Project({"edge/disk.py": b"import os\n", "cli/main.py": b"print('x')\n"}).write(tmp_path)

    assert list(find_impure(read_modules(root))) == []
