"""What the operating system tells us of, in the words of editors."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stillup.edge.settling import Deed
from stillup.edge.watch import Place, Watch


class Ear:
    """Remembers what it is told, by file name."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Deed]] = []

    def __call__(self, path: str, deed: Deed) -> None:
        self.heard.append((Path(path).name, deed))


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def watch(tmp_path: Path, ear: Ear) -> Iterator[Watch]:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_text("a")
    watch = Watch(ear)
    watch.look_at([Place(os.path.realpath(tmp_path))])
    yield watch
    watch.close()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.usefixtures("watch")
def test_a_save_is_heard_when_the_file_is_closed(tmp_path: Path, ear: Ear) -> None:
    with (tmp_path / "posts/a.md").open("w") as opened:
        opened.write("half")
        opened.flush()
        until(lambda: ("a.md", Deed.WRITING) in ear.heard)
        assert ("a.md", Deed.WRITTEN) not in ear.heard
    until(lambda: ("a.md", Deed.WRITTEN) in ear.heard)


@pytest.mark.usefixtures("watch")
def test_a_file_given_another_name_is_gone_and_there(tmp_path: Path, ear: Ear) -> None:
    (tmp_path / "posts/a.md").rename(tmp_path / "posts/b.md")

    until(lambda: ("b.md", Deed.WRITTEN) in ear.heard)
    assert ("a.md", Deed.GONE) in ear.heard


@pytest.mark.usefixtures("watch")
def test_reading_is_not_heard_nor_are_droppings(tmp_path: Path, ear: Ear) -> None:
    (tmp_path / "posts/a.md").read_text()
    (tmp_path / "posts/.a.md.swp").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/index").write_text("x")
    (tmp_path / "posts/last.md").write_text("x")

    until(lambda: ("last.md", Deed.WRITTEN) in ear.heard)
    assert {name for name, _ in ear.heard} == {"last.md"}


@pytest.mark.usefixtures("watch")
def test_new_folders_are_heard_of_and_watched(tmp_path: Path, ear: Ear) -> None:
    (tmp_path / "new/within").mkdir(parents=True)
    until(lambda: ("new", Deed.FOLDER) in ear.heard)
    time.sleep(0.1)
    (tmp_path / "new/within/b.md").write_text("b")
    until(lambda: any(name == "b.md" for name, _ in ear.heard))


def test_a_place_that_is_not_there_is_passed_over(tmp_path: Path, ear: Ear) -> None:
    watch = Watch(ear)
    watch.look_at([Place(str(tmp_path / "none")), Place(str(tmp_path))])
    (tmp_path / "a.md").write_text("a")

    until(lambda: ("a.md", Deed.WRITTEN) in ear.heard)
    watch.close()


def test_it_is_not_well_when_its_place_is_gone(tmp_path: Path, ear: Ear) -> None:
    (tmp_path / "site").mkdir()
    watch = Watch(ear)
    assert not watch.is_well
    watch.look_at([Place(str(tmp_path / "site"))])
    until(lambda: watch.is_well)

    (tmp_path / "site").rmdir()
    until(lambda: not watch.is_well)
    watch.close()


def test_nothing_is_left_behind(tmp_path: Path, ear: Ear) -> None:
    files, threads = open_files(), threading.active_count()
    watch = Watch(ear)
    for _ in range(20):
        watch.look_at([Place(str(tmp_path))])
    watch.close()

    until(lambda: threading.active_count() <= threads)
    assert open_files() <= files


def open_files() -> int:
    listed = Path("/proc/self/fd")
    return len(list(listed.iterdir())) if listed.is_dir() else 0
