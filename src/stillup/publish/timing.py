"""The clocks of a run, and how long it waits for what. All of them are arguments."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Timing:
    """`now` is the time of day in UTC, `elapsed` a clock that only goes on; the rest is seconds.

    Every `beat` a run says that it is alive. One that has not for `lease` may be taken over, and
    stops by itself before that. So long others wait, but no longer than `patience`; what cannot
    say that it is alive is believed to be for `stale`. `ledger` bounds the wait for a ledger
    while there is something to publish; `readers` how long `--verify` waits for caches.
    """

    now: Callable[[], datetime] = _now
    elapsed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    beat: float = 20.0
    lease: float = 90.0
    patience: float = 120.0
    stale: float = 600.0
    pause: float = 3.0
    ledger: float = 5.0
    readers: float = 120.0
