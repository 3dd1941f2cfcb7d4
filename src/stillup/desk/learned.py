"""What is known of a site while one verb reads it again and again."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from stillup.edge.cache import Cache
from stillup.edge.warm import WarmMemory
from stillup.model.memory import Memory, Shelf
from stillup.model.parsed import Parsed

_PARSED = "parsed"
"""The shelf on which a build puts every parsed file."""


class Learned(msgspec.Struct, frozen=True):
    """What is known of a site while one verb runs, so that reading it again is quick.

    `cache` is what earlier runs learned, if anybody keeps that.
    """

    memory: Memory
    cache: Cache | None = None

    @classmethod
    def with_cache(cls, cache: Cache) -> "Learned":
        """Begin with what earlier runs learned."""
        return cls(WarmMemory(cache), cache)


class Listening:
    """A memory that sees what is on the shelves of another: on one of them, every parsed file."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._parsed: Shelf[Any, Parsed] = Shelf()

    @property
    def heard(self) -> Iterable[Parsed]:
        """Return every file as it was parsed for the build that listened."""
        return self._parsed.used.values()

    def recall_parsed(self, keys: Iterable[str]) -> dict[str, Parsed]:
        """Ask the other."""
        return self._memory.recall_parsed(keys)

    def keep_parsed(self, parsed: Mapping[str, Parsed]) -> None:
        """Have the other remember."""
        self._memory.keep_parsed(parsed)

    def recall_fragments(self, keys: Iterable[str]) -> dict[str, str]:
        """Ask the other."""
        return self._memory.recall_fragments(keys)

    def keep_fragments(self, fragments: Mapping[str, str]) -> None:
        """Have the other remember."""
        self._memory.keep_fragments(fragments)

    def shelf(self, name: str, ground: str) -> Shelf[Any, Any]:
        """Ask the other, and look at the files."""
        shelf = self._memory.shelf(name, ground)
        if name == _PARSED:
            self._parsed = shelf
        return shelf
