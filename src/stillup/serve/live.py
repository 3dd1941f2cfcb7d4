"""Tells browsers that something moved, by server-sent events. Source: HTML Standard, 9.2."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

_SILENCE = 15.0
"""After so many seconds without news a comment is sent, which finds out who is gone."""

_AGAIN = 400
"""After so many milliseconds a browser asks again when the server went away."""


class Live:
    """The browsers that listen. `number` names the newest snapshot."""

    def __init__(self, number: str) -> None:
        self._number = number
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listeners: set[asyncio.Event] = set()
        self._is_open = True

    @property
    def listeners(self) -> int:
        """How many connections listen."""
        return len(self._listeners)

    def tell(self, number: str) -> None:
        """Tell everybody of a snapshot. From any thread; at once if nobody listens."""
        self._number = number
        self._wake()

    def close(self) -> None:
        """End every connection, each with a proper end."""
        self._is_open = False
        self._wake()

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield the number now, and again whenever it moved, until somebody closes."""
        self._loop = asyncio.get_running_loop()
        bell = asyncio.Event()
        self._listeners.add(bell)
        try:
            yield f"retry: {_AGAIN}\n\n".encode()
            said = ""
            while self._is_open:
                bell.clear()
                said, news = self._number, b": here\n\n" if said == self._number else None
                yield news or f"data: {said}\n\n".encode()
                if said == self._number and self._is_open:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(bell.wait(), _SILENCE)
        finally:
            self._listeners.discard(bell)

    def _wake(self) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop ended before us
                self._loop.call_soon_threadsafe(self._ring)

    def _ring(self) -> None:
        for bell in self._listeners:
            bell.set()
