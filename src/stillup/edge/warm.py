"""A memory for many builds of one site in one process, as a preview makes them."""

from collections.abc import Iterable, Mapping
from threading import RLock
from typing import Any, Final

from stillup.model.memory import Memory, Shelf
from stillup.model.parsed import Parsed

_FRAGMENTS: Final = 2000
"""So many are held twice over: the newest, and those before them."""


class WarmMemory:
    """Keeps what the last build derived; all else it asks the `memory` behind it, a cache.

    It does not grow: what the last build did not use is forgotten, and fragments are few. Several
    threads may share it, but only one may build with it at a time.
    """

    def __init__(self, memory: Memory) -> None:
        self._behind = memory
        self._lock = RLock()
        self._shelves: dict[str, tuple[str, Shelf[Any, Any]]] = {}
        self._newest: dict[str, str] = {}
        self._older: dict[str, str] = {}

    def recall_parsed(self, keys: Iterable[str]) -> dict[str, Parsed]:
        """Return what the cache knows of `keys`."""
        with self._lock:
            return self._behind.recall_parsed(keys)

    def keep_parsed(self, parsed: Mapping[str, Parsed]) -> None:
        """Have the cache remember."""
        with self._lock:
            self._behind.keep_parsed(parsed)

    def recall_fragments(self, keys: Iterable[str]) -> dict[str, str]:
        """Return what is known of `keys`."""
        with self._lock:
            wanted = list(keys)
            found = {key: html for key in wanted if (html := self._held(key)) is not None}
            if len(found) < len(wanted):
                found |= self._behind.recall_fragments(key for key in wanted if key not in found)
            self._hold(found)
            return found

    def keep_fragments(self, fragments: Mapping[str, str]) -> None:
        """Remember for later builds."""
        with self._lock:
            self._hold(fragments)
            self._behind.keep_fragments(fragments)

    def shelf(self, name: str, ground: str) -> Shelf[Any, Any]:
        """Return what the last build that asked put there, if it stood on the same ground."""
        with self._lock:
            known_ground, last = self._shelves.get(name, ("", Shelf()))
            shelf: Shelf[Any, Any] = Shelf(last.used if known_ground == ground else None)
            self._shelves[name] = (ground, shelf)
            return shelf

    def _held(self, key: str) -> str | None:
        found = self._newest.get(key)
        return self._older.get(key) if found is None else found

    def _hold(self, fragments: Mapping[str, str]) -> None:
        self._newest.update(fragments)
        if len(self._newest) > _FRAGMENTS:
            self._older, self._newest = self._newest, {}
