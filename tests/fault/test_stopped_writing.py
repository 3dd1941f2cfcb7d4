"""Builds that die or fail at any change they make to the disk, and the builds after them.

See `tests/support/law.py` for the law. The full run (STILLUP_RUNS=1) makes 1,000 of each.
"""

import errno
import os
import random
from pathlib import Path

import pytest

from stillup.edge.disk import write_build
from stillup.edge.failure import UNTOUCHED, Failure
from stillup.edge.job import Written
from stillup.edge.manifest import PRIVATE
from tests.support.fake_build import Pages, published, read_folders, read_tree
from tests.support.faulty import Faulty, Killed, die, die_within, fail_with, stay_full
from tests.support.law import assert_law
from tests.support.page_graphs import random_pages

RUNS = max(50, int(1000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EMFILE)


def write(pages: Pages, out: Path, disk: Faulty | None = None) -> Written | Failure:
    return write_build(pages.build(), out, pages.render, filesystem=disk)


def assert_clean(pages: Pages, out: Path, scratch: Path) -> None:
    """Check that a build now leaves exactly the tree that a first build of these pages leaves."""
    assert isinstance(write(pages, out), Written)
    assert isinstance(write(pages, scratch), Written)
    assert read_tree(out) == read_tree(scratch)
    assert read_folders(out) == read_folders(scratch)
    assert sorted(p.name for p in out.parent.iterdir()) == sorted({out.name, scratch.name})


def killed_run(pages: Pages, out: Path, dice: random.Random) -> None:
    disk = Faulty(at=dice.randint(1, 60), happen=dice.choice([die, die_within]))
    try:
        write(pages, out, disk)
    except Killed:
        private = out / PRIVATE
        if private.is_dir():
            (private / "lock").write_text("4711", encoding="utf-8")


@pytest.mark.parametrize("part", range(5))
def test_killed_at_any_change_the_law_holds_and_the_next_run_completes(
    part: int, tmp_path: Path
) -> None:
    for run in range(RUNS // 5):
        dice = random.Random(f"{part} {run}")
        out = tmp_path / str(run) / "public"
        complete, later = random_pages(dice), []
        write(complete, out)
        pages = complete
        for _ in range(dice.randint(1, 3)):
            pages = random_pages(dice, pages)
            later.append(pages.tree())
            killed_run(pages, out, dice)
            assert_law(published(out), complete.tree(), later)
        last = pages if dice.random() < 0.5 else random_pages(dice, pages)
        assert_clean(last, out, out.parent / "clean")


@pytest.mark.parametrize("part", range(5))
def test_a_first_build_killed_at_any_change_leaves_nothing_to_see(
    part: int, tmp_path: Path
) -> None:
    for run in range(RUNS // 5):
        dice = random.Random(f"{part} {run}")
        out = tmp_path / str(run) / "public"
        pages = random_pages(dice)
        if dice.random() < 0.3:
            out.mkdir(parents=True)
        killed_run(pages, out, dice)
        assert published(out) in ({}, pages.tree())
        assert_clean(pages, out, out.parent / "clean")


@pytest.mark.parametrize("part", range(5))
def test_a_first_build_beside_others_files_obeys_the_law_too(part: int, tmp_path: Path) -> None:
    mine = {"CNAME": b"status.example"}
    for run in range(RUNS // 5):
        dice = random.Random(f"{part} {run}")
        out = tmp_path / str(run) / "public"
        out.mkdir(parents=True)
        (out / "CNAME").write_bytes(mine["CNAME"])
        pages = random_pages(dice)
        killed_run(pages, out, dice)
        assert_law(published(out), mine, [pages.tree() | mine])
        last = random_pages(dice, pages)
        assert isinstance(write(last, out), Written)
        assert published(out) == last.tree() | mine


@pytest.mark.parametrize("part", range(5))
def test_an_error_of_the_disk_is_told_and_the_law_holds(part: int, tmp_path: Path) -> None:
    for run in range(RUNS // 5):
        dice = random.Random(f"{part} {run}")
        out = tmp_path / str(run) / "public"
        complete = random_pages(dice)
        write(complete, out)
        pages = random_pages(dice, complete)
        happen = stay_full if dice.random() < 0.3 else fail_with(dice.choice(ERRORS))
        disk = Faulty(at=dice.randint(1, 40), happen=happen)
        outcome = write(pages, out, disk)
        assert_law(published(out), complete.tree(), [pages.tree()])
        if isinstance(outcome, Failure):
            assert outcome.help
            assert outcome.state != UNTOUCHED or published(out) == complete.tree()
        else:
            assert published(out) == pages.tree()
        assert_clean(pages, out, out.parent / "clean")


@pytest.mark.parametrize("number", ERRORS)
def test_an_error_while_a_first_build_writes_leaves_nothing(number: int, tmp_path: Path) -> None:
    pages = random_pages(random.Random(1))
    at, outcome = 0, None
    while not isinstance(outcome, Written):
        at += 1
        disk = Faulty(at=at, happen=fail_with(number), kinds=("make_folder", "write"))
        outcome = write(pages, tmp_path / "public", disk)
        assert isinstance(outcome, Written) or list(tmp_path.iterdir()) == []
    assert at > len(pages.files)


def test_a_place_that_refuses_to_appear_in_one_step_is_filled_in_place(tmp_path: Path) -> None:
    pages = random_pages(random.Random(1))
    (tmp_path / "public").mkdir()
    disk = Faulty(at=1, happen=fail_with(errno.EBUSY), kinds=("rename",))
    assert isinstance(write(pages, tmp_path / "public", disk), Written)
    assert_clean(pages, tmp_path / "public", tmp_path / "clean")


def test_whoever_comes_second_to_an_empty_place_finds_it_done(tmp_path: Path) -> None:
    first, second = random_pages(random.Random(1)), random_pages(random.Random(2))
    out = tmp_path / "public"

    def somebody_is_faster(_: Faulty, __: str, ___: str) -> None:
        write(first, out)

    disk = Faulty(at=1, happen=somebody_is_faster, kinds=("rename",))
    assert isinstance(write(second, out, disk), Written)
    assert_clean(second, out, tmp_path / "clean")


def test_a_page_kept_by_a_run_that_died_is_not_taken_for_known(tmp_path: Path) -> None:
    """A post changed by a run that died, then left out by another that died, then changed back."""
    out, page = tmp_path / "public", "incidents/a/index.html"
    complete = Pages({page: "old", "index.html": "1"})
    write(complete, out)
    for pages in (
        Pages({page: "new", "index.html": "1"}),
        Pages({"index.html": "2"}, kept=frozenset({"a"})),
    ):
        with pytest.raises(Killed):
            write(pages, out, Faulty(at=3, happen=die, kinds=("replace",)))
    assert published(out) == {page: b"new", "index.html": b"2"}
    assert_clean(complete, out, tmp_path / "clean")
