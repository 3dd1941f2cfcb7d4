"""A memory for many builds of one site in one process, as a preview makes them."""

from collections.abc import Iterable, Mapping
from threading import RLock

from stillup.model.memory import Memory
from stillup.model.parsed import Parsed


class WarmMemory:
    """Keeps what the last build used, decoded; all else it asks the `memory` behind it, a cache.

    It does not grow: what the last build did not use is forgotten. Several threads may share it.
    """

    def __init__(self, memory: Memory) -> None:
        self._behind = memory
        self._lock = RLock()
        self._parsed: dict[str, Parsed] = {}

    def recall_parsed(self, keys: Iterable[str]) -> dict[str, Parsed]:
        """Return what is known of `keys`, and forget all other files."""
        with self._lock:
            wanted = list(keys)
            found = {key: self._parsed[key] for key in wanted if key in self._parsed}
            if len(found) < len(wanted):
                found |= self._behind.recall_parsed(key for key in wanted if key not in found)
            self._parsed = found
            return dict(found)

    def keep_parsed(self, parsed: Mapping[str, Parsed]) -> None:
        """Remember for later builds."""
        with self._lock:
            self._parsed |= parsed
            self._behind.keep_parsed(parsed)

    def recall_fragments(self, keys: Iterable[str]) -> dict[str, str]:
        """Return what is known of `keys`."""
        with self._lock:
            return self._behind.recall_fragments(keys)

    def keep_fragments(self, fragments: Mapping[str, str]) -> None:
        """Remember for later builds."""
        with self._lock:
            self._behind.keep_fragments(fragments)
