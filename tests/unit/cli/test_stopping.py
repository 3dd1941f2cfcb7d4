"""A job that is cancelled ends like one that was interrupted."""

import os
import signal
import threading

import pytest

from stillup.cli.stopping import ends_politely


def test_being_told_to_end_is_an_interrupt_while_it_runs() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with pytest.raises(KeyboardInterrupt), ends_politely():
        os.kill(os.getpid(), signal.SIGTERM)

    assert signal.getsignal(signal.SIGTERM) is before


def test_in_another_thread_nothing_changes() -> None:
    seen: list[object] = []

    def work() -> None:
        with ends_politely():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert seen == [signal.getsignal(signal.SIGTERM)]
