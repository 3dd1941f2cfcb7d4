"""How far the first build has come, counted by the files that it reads and then parses."""

import time
from collections.abc import Callable
from typing import Final

import msgspec

from stillup.model.sources import Source, Sources

_PAUSE: Final = 0.2


class Progress:
    """Counts loads of sources; `told` hears of it a few times a second, from who loads."""

    def __init__(self, told: Callable[[], None]) -> None:
        self._told, self._last = told, 0.0
        self.loaded = 0

    def watched(self, sources: Sources) -> dict[str, Source]:
        """Return the same sources, such that we hear of each that is loaded."""
        return {
            path: msgspec.structs.replace(each, load=self._counting(each))
            for path, each in sources.items()
        }

    def _counting(self, source: Source) -> Callable[[], bytes]:
        load = source.load

        def counted() -> bytes:
            self.loaded += 1
            now = time.monotonic()
            if now - self._last >= _PAUSE:
                self._last = now
                self._told()
            return load()

        return counted
