"""The README's picture is the one that `bench/picture.py` makes, as far as fonts allow."""

import struct
import sys
from pathlib import Path

from bench.picture import LARGEST
from tests.support.tools import CHECKOUT, run

PICTURE = CHECKOUT / "themes" / "default.png"


def size(file: Path) -> tuple[int, int]:
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_the_picture_in_the_repository_is_small_and_shown() -> None:
    assert PICTURE.stat().st_size <= LARGEST
    assert f"]({PICTURE.relative_to(CHECKOUT)})" in (CHECKOUT / "README.md").read_text("utf-8")


def test_the_script_makes_such_a_picture(tmp_path: Path) -> None:
    made = tmp_path / "picture.png"

    done = run(sys.executable, "-m", "bench.picture", "--to", made, cwd=CHECKOUT)

    assert done.returncode == 0, done.stderr
    assert size(made) == size(PICTURE)
