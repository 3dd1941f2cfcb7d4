"""Being told to end by a machine, as a CI job is that was cancelled, is like Ctrl-C."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ends_politely() -> Iterator[None]:
    """Let SIGTERM raise KeyboardInterrupt while the block runs, so that it can clean up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
