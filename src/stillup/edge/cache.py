"""What earlier runs learned about a site: digests of its files, parsed files, fragments."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import msgspec

from stillup.edge.counters import Counters
from stillup.edge.garbage import collector_at_rest
from stillup.edge.program import digest_of_program
from stillup.edge.source_file import Sighting
from stillup.edge.store import Store
from stillup.model.memory import Shelf
from stillup.model.parsed import Parsed

CACHE_FILE: Final = ".stillup/cache.sqlite"

_RUNS_KEPT: Final = {"sightings": 2000, "parsed": 200, "fragments": 2000}
_ALL: Final = "all"
_ENCODE: Final = msgspec.msgpack.Encoder().encode
_PARSED: Final = msgspec.msgpack.Decoder(Parsed)
_SIGHTINGS: Final = msgspec.msgpack.Decoder(dict[str, Sighting])


class Cache:
    """Implements `Memory` and `Sightings` for the site in a folder. Forgetting changes no byte.

    What another program kept is not believed; `program` is the digest of this one. Files are
    parsed to be kept here, so that is where they are counted. Close it to end a run.
    """

    def __init__(
        self, folder: Path, counters: Counters | None = None, *, program: str | None = None
    ) -> None:
        self._counters = counters or Counters()
        self._store = Store(folder / CACHE_FILE, _RUNS_KEPT, program or digest_of_program())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def recall_sightings(self) -> Mapping[str, Sighting]:
        """Return what is known of files, by path."""
        for _, value in self._store.get("sightings", [_ALL]):
            return _SIGHTINGS.decode(value)
        return {}

    def keep_sightings(self, seen: Mapping[str, Sighting]) -> None:
        """Remember these, and no others."""
        self._store.put("sightings", [(_ALL, _ENCODE(seen))])

    def recall_parsed(self, keys: Iterable[str]) -> dict[str, Parsed]:
        """Return what is known of `keys`."""
        with collector_at_rest():
            found = self._store.get("parsed", keys)
            return {key: _PARSED.decode(value) for key, value in found}

    def keep_parsed(self, parsed: Mapping[str, Parsed]) -> None:
        """Remember for later builds."""
        self._counters.sources_parsed += len(parsed)
        self._store.put("parsed", ((key, _ENCODE(item)) for key, item in parsed.items()))

    def recall_fragments(self, keys: Iterable[str]) -> dict[str, str]:
        """Return what is known of `keys`."""
        return {key: value.decode() for key, value in self._store.get("fragments", keys)}

    def keep_fragments(self, fragments: Mapping[str, str]) -> None:
        """Remember for later builds."""
        self._store.put("fragments", ((key, html.encode()) for key, html in fragments.items()))

    def shelf(self, name: str, ground: str) -> Shelf[Any, Any]:  # noqa: ARG002
        """Begin with nothing: a run builds once."""
        return Shelf()

    def close(self) -> None:
        """End the run."""
        self._store.close()
