"""What a run did, in numbers: what `--timings` shows and what tests hold the build to."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Counters:
    """Counts of one run. `seconds` are by phase, in the order in which phases began.

    `files_seen` are all sources, `files_read` those whose bytes were fetched to learn their
    digest. `markdown_calls` are fragments made from Markdown. `unchanged` documents were known
    from the manifest alone; `same_bytes` were rendered and turned out as they were.
    """

    files_seen: int = 0
    files_read: int = 0
    sources_parsed: int = 0
    markdown_calls: int = 0
    documents: int = 0
    unchanged: int = 0
    rendered: int = 0
    same_bytes: int = 0
    files_written: int = 0
    files_deleted: int = 0
    bytes_written: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the time that the block takes to the phase `name`."""
        began = time.perf_counter()
        self.seconds.setdefault(name, 0.0)
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - began
