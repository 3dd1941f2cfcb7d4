"""A post is old or new, never half: whatever change of the disk fails or is the last."""

import errno
from pathlib import Path

import pytest

from stillup.edge.pen import write_post
from tests.support.faulty import Faulty, Killed, die, die_within, fail_with

POST = "content/incidents/2026-11-21-email.md"
OLD, NEW = b"old\n" * 1000, b"new\n" * 2000
CHANGES = 3
"""Write beside, move, and, if there is anything left, tidy up."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / POST).parent.mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("at", range(1, CHANGES + 1))
@pytest.mark.parametrize("was", [OLD, None])
@pytest.mark.parametrize("happen", [die, die_within])
def test_dying_at_any_change_leaves_the_old_or_the_new(
    site: Path, at: int, was: bytes | None, happen: object
) -> None:
    if was is not None:
        (site / POST).write_bytes(was)
    disk = Faulty(at=at, happen=happen)  # type: ignore[arg-type]

    with pytest.raises(Killed):
        write_post(site, POST, NEW, was=was, filesystem=disk)

    there = (site / POST).read_bytes() if (site / POST).exists() else None
    assert there in {was, NEW}
    assert (there == NEW) == (at == CHANGES)


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("was", [OLD, None])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_disk_that_refuses_leaves_no_trace(
    site: Path, at: int, was: bytes | None, number: int
) -> None:
    if was is not None:
        (site / POST).write_bytes(was)
    before = sorted((site / POST).parent.iterdir())

    with pytest.raises(OSError, match=r"."):
        write_post(site, POST, NEW, was=was, filesystem=Faulty(at=at, happen=fail_with(number)))

    assert sorted((site / POST).parent.iterdir()) == before
    assert was is None or (site / POST).read_bytes() == was
