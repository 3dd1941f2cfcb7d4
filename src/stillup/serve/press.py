"""Makes the bytes of documents when a browser asks for them, each once."""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from stillup.build import Build
from stillup.model.memory import Memory
from stillup.model.sources import Document, Kind
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from stillup.serve.bounded import Bounded

_ROOM: Final = 64 << 20
_BUILDS: Final = 2
_NOT_KEPT: Final = frozenset({Kind.MEDIA, Kind.STATIC, Kind.PUBLISHED})


class Press:
    """Renders for any number of threads, in one of its own: what it leans on knows only one."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._made = Bounded(_ROOM)
        self._thread = ThreadPoolExecutor(1, "stillup-press")
        self._renderers: list[tuple[Build, Renderer, Fragments]] = []

    def render(self, build: Build, document: Document) -> bytes:
        """Return the bytes of a document of a build. Raises as `Renderer.render` does."""
        if document.kind in _NOT_KEPT:
            return self._thread.submit(self._render, build, document).result()
        known = self._made.get(document.key)
        if known is None:
            known = self._thread.submit(self._render, build, document).result()
            self._made.put(document.key, known)
        return known

    def close(self) -> None:
        """Finish what was begun. Nothing can be rendered any more."""
        self._thread.shutdown()

    def _render(self, build: Build, document: Document) -> bytes:
        renderer, fragments = self._renderer_of(build)
        data = renderer.render(document)
        self._memory.keep_fragments(fragments.take_fresh())
        return data

    def _renderer_of(self, build: Build) -> tuple[Renderer, Fragments]:
        for known, renderer, fragments in self._renderers:
            if known is build:
                return renderer, fragments
        fragments = Fragments(self._memory)
        renderer = Renderer(build, fragments)
        self._renderers = [(build, renderer, fragments), *self._renderers[: _BUILDS - 1]]
        return renderer, fragments
