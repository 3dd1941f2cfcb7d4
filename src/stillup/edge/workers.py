"""Renders the documents of a build, in other processes where there are enough of them."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from stillup.build import Build
from stillup.edge.cache import Cache
from stillup.edge.counters import Counters
from stillup.model.memory import Forgetful, Memory
from stillup.model.sources import FACTS, Document, Kind
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer

WORTH_IT: Final = 60
"""Below so many pages, processes cost more than they save."""

_MOST: Final = 16
_CHUNK: Final = 16
_COPIED: Final = frozenset({Kind.MEDIA, Kind.STATIC})
_FULL_TEXTS: Final = FACTS[Kind.INCIDENT].rank

Answer = tuple[list[tuple[Document, bytes]], dict[str, str]]
"""Documents with their bytes, and the fragments that were made for them."""


class Workers:
    """Renders for one build. New fragments are kept in `memory`.

    `site` is the folder of the site, whose cache other processes read; without it they remember
    nothing. `progress` is told how many of how many documents are done. `lost` counts processes
    that died; what they had to do was done here. `processes` and `fork` are chosen if not given.
    """

    def __init__(
        self,
        build: Build,
        memory: Memory | None = None,
        *,
        site: Path | None = None,
        counters: Counters | None = None,
        progress: Callable[[int, int], None] | None = None,
        processes: int | None = None,
        fork: bool | None = None,
    ) -> None:
        self._build, self._memory, self._site = build, memory or Forgetful(), site
        self._counters = counters or Counters()
        self._progress = progress
        self._processes, self._fork = processes, fork
        self.lost = 0

    def render(self, documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
        """Yield documents with their bytes, in no order, few at a time.

        Raises what rendering raises; see `Renderer.render`.
        """
        pages = [document for document in documents if document.kind not in _COPIED]
        many = len(pages) >= WORTH_IT and self._count() > 1
        here = [d for d in documents if d.kind in _COPIED] if many else documents
        made = self._in_turn(here)
        for done, pair in enumerate(made, 1):
            yield pair
            self._tell(done, len(documents))
        if many:
            for done, pair in enumerate(self._in_parallel(pages), len(here) + 1):
                yield pair
                self._tell(done, len(documents))

    def _in_turn(self, documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
        if not documents:
            return
        act = _begin(self._build, self._memory)
        for start in range(0, len(documents), _CHUNK):
            yield from self._take(act(documents[start : start + _CHUNK]))

    def _in_parallel(self, pages: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
        """Render first the posts, which hold all texts, then what shows some of these again."""
        from stillup.edge.pool import Pool

        begin = partial(_begin_elsewhere, self._build, self._site)
        with Pool(begin, self._count(), fork=self._fork) as pool:
            for batch in _batches(pages):
                for answer in pool.run(batch):
                    yield from self._take(answer)
                left = [document for chunk in pool.left for document in chunk]
                pool.left.clear()
                yield from self._in_turn(left)
            self.lost = pool.lost

    def _take(self, answer: Answer) -> list[tuple[Document, bytes]]:
        made, fragments = answer
        self._counters.markdown_calls += len(fragments)
        if fragments:
            self._memory.keep_fragments(fragments)
        return made

    def _count(self) -> int:
        from stillup.edge.pool import usable_processors

        return self._processes or min(usable_processors(), _MOST)

    def _tell(self, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(done, total)


def _batches(pages: Sequence[Document]) -> Iterator[list[Sequence[Document]]]:
    """Yield two batches of chunks; documents about one thing share texts, so they share a chunk."""
    ordered = sorted(pages, key=lambda document: (document.kind, document.subject, document.path))
    for late in (False, True):
        batch = [d for d in ordered if (FACTS[d.kind].rank > _FULL_TEXTS) is late]
        yield [batch[start : start + _CHUNK] for start in range(0, len(batch), _CHUNK)]


def _begin_elsewhere(build: Build, site: Path | None) -> Callable[[Sequence[Document]], Answer]:
    """Begin in another process, with a look of its own into the cache."""
    return _begin(build, Forgetful() if site is None else Cache(site))


def _begin(build: Build, memory: Memory) -> Callable[[Sequence[Document]], Answer]:
    fragments = Fragments(memory)
    renderer = Renderer(build, fragments)

    def act(documents: Sequence[Document]) -> Answer:
        made = [(document, renderer.render(document)) for document in documents]
        return made, fragments.take_fresh()

    return act
