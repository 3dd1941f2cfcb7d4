"""A few processes that do tasks. They end when their parent does, however that comes about."""

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2
"""So many tasks wait at each worker, so that none stands idle while the parent writes."""

_GONE = (EOFError, OSError)


class Pool(Generic[T, R]):
    """Workers that each call `begin` once and then do tasks with what it returned.

    With a fork, the rule where it is safe, they have all that the parent has; without one, `begin`
    must be picklable.
    A worker that dies takes nothing with it: what it had to do is among `left`, for the caller.
    """

    def __init__(
        self, begin: Callable[[], Callable[[T], R]], processes: int, *, fork: bool | None = None
    ) -> None:
        self.left: list[T] = []
        self.lost = 0
        self._fork = can_fork() if fork is None else fork
        self._workers: dict[Connection, tuple[BaseProcess, deque[T]]] = {}
        with suppress(OSError):
            for _ in range(processes):
                self._hire(begin)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for link, (process, _) in self._workers.items():
            link.close()
            process.kill()
        for process, _ in self._workers.values():
            process.join()

    def run(self, tasks: Sequence[T]) -> Iterator[R]:
        """Yield results as they come, in no order; raises what a task raised, with a note of where.

        Tasks that no worker was left for are added to `left`.
        """
        ahead = deque(tasks)
        while self._workers:
            self._feed(ahead)
            busy = [link for link, (_, doing) in self._workers.items() if doing]
            if not busy:
                break
            ready = connection.wait(busy)
            for link in busy:
                if link in ready:
                    yield from self._receive(link)
        self.left += ahead

    def _hire(self, begin: Callable[[], Callable[[T], R]]) -> None:
        context = get_context("fork") if self._fork else get_context("spawn")
        ours, theirs = context.Pipe()
        inherited = [*self._workers, ours] if self._fork else []
        process = context.Process(target=_work, args=(theirs, inherited, begin), daemon=True)
        with _interrupts_waiting():
            try:
                process.start()
            except OSError:
                ours.close()
                raise
            finally:
                theirs.close()
            self._workers[ours] = (process, deque())

    def _feed(self, ahead: deque[T]) -> None:
        for link, (_, doing) in list(self._workers.items()):
            while ahead and len(doing) < _AHEAD:
                doing.append(ahead.popleft())
                try:
                    link.send(doing[-1])
                except _GONE:
                    self._bury(link)
                    break

    def _receive(self, link: Connection) -> Iterator[R]:
        try:
            good, answer, where = link.recv()
        except _GONE:
            self._bury(link)
            return
        self._workers[link][1].popleft()
        if good:
            yield answer
        else:
            answer.add_note(where)
            raise answer

    def _bury(self, link: Connection) -> None:
        process, doing = self._workers.pop(link)
        self.left += doing
        self.lost += 1
        link.close()
        process.kill()
        process.join()


def usable_processors() -> int:
    """Return how many processors we may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether to start processes by a fork: it is fast, but unsafe with threads or on a Mac."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def _interrupts_waiting() -> Iterator[None]:
    """Let an interrupt wait, so that none hits a worker before it can ignore it.

    A worker begins with interrupts waiting as well; those of before its beginning stay ours.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(link: Connection, inherited: list[Connection], begin: Callable[[], Any]) -> None:
    """Do tasks until the parent closes the link or is gone.

    The parent's ends of all links are closed here, since while anybody has one open, its worker
    never learns that the parent has died. An interrupt is for the parent to act on. What came
    with a fork stays for good: the garbage collector need not look at it, nor copy its pages.
    """
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    for other in inherited:
        other.close()
    act = begin()
    with suppress(*_GONE):
        while True:
            link.send(_attempt(act, link.recv()))


def _attempt(act: Callable[[Any], Any], task: Any) -> tuple[bool, Any, str]:
    try:
        return True, act(task), ""
    except Exception as error:  # noqa: BLE001 - it is raised again in the parent
        return False, _portable(error), traceback.format_exc()


def _portable(error: Exception) -> Exception:
    """Return the error, or one that says the same if it can't go to another process."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - whatever is wrong with it
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
