"""Processes that do tasks: results come back, errors too, and the dead take nothing with them."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from stillup.edge.pool import Pool
from stillup.edge.source_file import SourceChanged


def begin_squaring() -> Callable[[int], int]:
    return lambda number: number * number


def begin_dying(where: str) -> Callable[[int], int]:
    """Do 13 only once in a lifetime: whoever does it dies of it."""

    def act(number: int) -> int:
        if number == 13:
            Path(where).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    return act


def begin_failing() -> Callable[[int], int]:
    def act(number: int) -> int:
        raise SourceChanged(f"content/{number}.md")

    return act


class Untransportable(Exception):  # noqa: N818
    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


def begin_failing_oddly() -> Callable[[int], int]:
    def act(number: int) -> int:
        raise Untransportable("odd", str(number))

    return act


def test_workers_end_in_silence_where_being_told_to_end_is_an_interrupt(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """As in `stillup publish`: they inherit that from their parent."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Pool(begin_squaring, 2) as pool:
            assert sorted(pool.run([2, 3])) == [4, 9]
    finally:
        signal.signal(signal.SIGTERM, before)

    assert capfd.readouterr().err == ""


def test_all_tasks_are_done_once() -> None:
    with Pool(begin_squaring, 2) as pool:
        assert sorted(pool.run(range(50))) == sorted(n * n for n in range(50))
        assert sorted(pool.run([3])) == [9]
        assert list(pool.run([])) == []
    assert (pool.left, pool.lost) == ([], 0)


@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_dead_worker_had_to_do_is_left(tmp_path: Path, processes: int) -> None:
    with Pool(partial(begin_dying, str(tmp_path / "died")), processes) as pool:
        done = list(pool.run(range(30)))
    assert pool.lost == 1
    assert 13 in pool.left
    assert sorted([*done, *pool.left]) == list(range(30))


def test_an_error_comes_back_as_itself_with_its_place() -> None:
    with Pool(begin_failing, 2) as pool, pytest.raises(SourceChanged) as caught:
        list(pool.run([7]))
    assert caught.value.path == "content/7.md"
    assert "test_pool.py" in "".join(caught.value.__notes__)


def test_an_error_that_can_not_travel_still_says_what_it_was() -> None:
    with Pool(begin_failing_oddly, 1) as pool, pytest.raises(RuntimeError, match="odd 7"):
        list(pool.run([7]))


def test_leaving_early_ends_the_workers() -> None:
    with Pool(begin_squaring, 2) as pool:
        processes = multiprocessing.active_children()
        next(pool.run(range(50)))
    assert len(processes) == 2
    assert not any(process.is_alive() for process in processes)


def test_workers_end_when_their_parent_is_killed() -> None:
    program = (
        "import multiprocessing, time\n"
        "from stillup.edge.pool import Pool\n"
        "pool = Pool(lambda: abs, 2)\n"
        "print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert len(workers) == 2
    deadline = time.monotonic() + 10
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [pid for pid in workers if is_running(pid)] == []


def is_running(pid: int) -> bool:
    """Whether a process runs; one that has ended but that nobody asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False
