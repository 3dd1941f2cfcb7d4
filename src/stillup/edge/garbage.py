"""The garbage collector, kept from looking at very many new values again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Make very many values that hold no circles while the collector rests."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def set_aside() -> None:
    """Let the collector never look again at the values that are there now.

    For a process that goes on running, once, when its first build is made: a look at everything
    that follows from 10,000 incidents takes longer than a build after a save.
    """
    gc.freeze()
