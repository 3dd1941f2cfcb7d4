"""Changes are noticed even where nobody tells of them; then it says that it is slower."""

import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from stillup.edge.folder import Unseen
from stillup.edge.lookout import Lookout
from stillup.edge.watch import Hear, Place, Unwatchable
from tests.support.site import BASE

PICTURE = "content/media/a.txt"


class Deaf:
    """Hears nothing, and does not know it."""

    is_well = True

    def __init__(self, hear: Hear) -> None:
        pass

    def look_at(self, places: Iterable[Place]) -> None:
        pass

    def close(self) -> None:
        pass


class Refused(Deaf):
    """Is not let in."""

    def look_at(self, places: Iterable[Place]) -> None:  # noqa: ARG002
        raise Unwatchable("this computer allows no more folders to be watched")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return BASE.with_files({PICTURE: "a"}).write(tmp_path / "site")


def notices(lookout: Lookout, site: Path, patience: float = 10) -> bool:
    """Change a file; whether that is noticed."""
    (site / PICTURE).write_text(str(time.monotonic()))
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if lookout.look():
            return True
        lookout.wait(0.02)
    return False


def test_the_first_look_is_at_everything_and_the_second_at_nothing(site: Path) -> None:
    lookout = Lookout(site, Unseen(), safety=3600)

    assert lookout.look()
    assert PICTURE in lookout.reading.sources
    assert not lookout.look()
    lookout.close()


def test_what_is_told_is_noticed_without_looking_at_everything(site: Path) -> None:
    lookout = Lookout(site, Unseen(), safety=3600)
    lookout.look()

    assert notices(lookout, site)
    assert lookout.note == ""
    lookout.close()


def test_by_polling_nothing_need_be_told(site: Path) -> None:
    lookout = Lookout(site, Unseen(), polling=True, safety=3600)
    lookout.look()

    assert notices(lookout, site)
    assert lookout.note == "", "it was asked for"
    lookout.close()


def test_where_watching_is_refused_it_polls_and_says_so(site: Path) -> None:
    lookout = Lookout(site, Unseen(), safety=3600, watcher=Refused)
    lookout.look()

    assert lookout.note.startswith("this computer allows no more folders to be watched, so ")
    assert notices(lookout, site)
    lookout.close()


def test_a_change_that_nobody_told_of_is_found_and_the_second_is_remarked_on(site: Path) -> None:
    lookout = Lookout(site, Unseen(), safety=0.05, watcher=Deaf)
    lookout.look()
    for _ in range(2):
        assert lookout.note == ""
        assert notices(lookout, site)
        time.sleep(1.1)
        lookout.look()

    assert lookout.note.startswith("this computer does not tell of every change, so ")
    lookout.close()


def test_a_change_told_of_in_time_is_no_loss(site: Path) -> None:
    lookout = Lookout(site, Unseen(), safety=0.02)
    lookout.look()
    for _ in range(3):
        assert notices(lookout, site)
        time.sleep(0.2)
        lookout.look()
    time.sleep(1.0)
    lookout.look()

    assert lookout.note == ""
    lookout.close()


def test_waiting_ends_when_rung_for_or_when_the_time_is_over(site: Path) -> None:
    lookout = Lookout(site, Unseen(), polling=True)
    began = time.monotonic()
    lookout.wait(0.05)
    assert time.monotonic() - began >= 0.05

    threading.Timer(0.05, lookout.ring).start()
    lookout.wait(60)
    assert time.monotonic() - began < 30


def test_distrust_looks_at_everything_the_next_time(site: Path) -> None:
    lookout = Lookout(site, Unseen(), safety=3600, watcher=Deaf)
    lookout.look()
    (site / PICTURE).write_text("b")
    assert not lookout.look()
    lookout.distrust()
    assert lookout.look()
    lookout.close()
