"""What is to be written, where, and with what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from stillup.edge.counters import Counters
from stillup.edge.filesystem import Filesystem
from stillup.edge.manifest import Entry, entry_of
from stillup.model.digest import digest_of_bytes
from stillup.model.sources import Document

Render = Callable[[Sequence[Document]], Iterable[tuple[Document, bytes]]]
"""Makes the bytes of documents, in any order, no more of them at once than fit in memory."""


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What changed in the output folder, by path, and what its owner should know."""

    folder: str
    written: tuple[str, ...]
    deleted: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass
class Job:
    """One writing. `folder` is a real path. `begun` says whether it was changed already."""

    documents: Sequence[Document]
    kept: frozenset[str]
    folder: str
    render: Render
    filesystem: Filesystem = field(default_factory=Filesystem)
    counters: Counters = field(default_factory=Counters)
    begun: bool = False

    def rendered(self, documents: Sequence[Document]) -> Iterable[tuple[Document, Entry, bytes]]:
        """Yield documents with their bytes and what the manifest will say of them."""
        for document, data in self.render(documents):
            self.counters.rendered += 1
            yield document, entry_of(document, digest_of_bytes(data), len(data)), data

    def count_written(self, size: int) -> None:
        """Count one file of ours."""
        self.counters.files_written += 1
        self.counters.bytes_written += size
