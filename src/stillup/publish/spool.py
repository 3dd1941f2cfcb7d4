"""The bytes of what is about to be sent: all are made first, so a run fails before it begins."""

import tempfile
import threading
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self

import msgspec

from stillup.edge.job import Render
from stillup.edge.manifest import Entry, entry_of
from stillup.model.digest import digest_of_bytes
from stillup.model.sources import Document

_Mark = tuple[str, str]


class Spooled(msgspec.Struct, frozen=True):
    """Where in the spool a document's bytes lie, and what a manifest says of them."""

    start: int
    entry: Entry


class Spool:
    """A file of its own, gone when the `with` ends. `read` may be called from several threads."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._known: dict[_Mark, Spooled] = {}
        self._end = 0
        self._guard = threading.Lock()
        self.rendered = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def fill(self, documents: Iterable[Document], render: Render) -> None:
        """Render what is not here yet. Raises what rendering raises, and OSError for the disk."""
        wanted: Sequence[Document] = [
            d for d in {_mark(d): d for d in documents}.values() if _mark(d) not in self._known
        ]
        for document, data in render(wanted):
            entry = entry_of(document, digest_of_bytes(data), len(data))
            with self._guard:
                self._file.seek(self._end)
                self._file.write(data)
            self._known[_mark(document)] = Spooled(self._end, entry)
            self._end += len(data)
            self.rendered += 1

    def entry(self, document: Document) -> Entry:
        """Return what a manifest says of a document that was filled in."""
        return self._known[_mark(document)].entry

    def read(self, document: Document) -> bytes:
        """Return the bytes of a document that was filled in."""
        found = self._known[_mark(document)]
        with self._guard:
            self._file.seek(found.start)
            return self._file.read(found.entry.size)


def _mark(document: Document) -> _Mark:
    return (document.path, document.key)
