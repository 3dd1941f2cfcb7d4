"""A workshop is opened by one at a time, while others that have just ended take theirs away."""

import threading
from contextlib import suppress
from pathlib import Path

from stillup.edge.filesystem import Filesystem
from stillup.edge.lock import Busy
from stillup.edge.workshop import Workshop


def test_opening_and_closing_at_once_is_busy_at_worst(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def go() -> None:
        for _ in range(300):
            try:
                with suppress(Busy), Workshop.inside(str(tmp_path), Filesystem()) as workshop:
                    workshop.make(b"x")
            except OSError as error:
                failures.append(error)

    threads = [threading.Thread(target=go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert list(tmp_path.iterdir()) == []
