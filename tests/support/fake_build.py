"""A Build of made-up documents, for tests of what happens to documents and not of what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stillup.build import Build
from stillup.edge.manifest import MANIFEST, PRIVATE
from stillup.model.digest import digest_of_bytes
from stillup.model.sources import Document, Kind

_KINDS = {
    "incidents": Kind.INCIDENT,
    "components": Kind.COMPONENT,
    "history": Kind.HISTORY,
    "media": Kind.MEDIA,
    "index.html": Kind.HOME,
    "feed.rss": Kind.RSS,
}


@dataclass
class Pages:
    """Texts by path. The first folder of a path tells its kind, the second its subject.

    `rendered` collects the paths that somebody asked the bytes of.
    """

    files: Mapping[str, str]
    kept: frozenset[str] = frozenset()
    keys: Mapping[str, str] = field(default_factory=dict)
    rendered: list[str] = field(default_factory=list)

    def build(self) -> Build:
        """Return the build that promises these files."""
        documents = tuple(self._document(path) for path in self.files)
        return Build(site=None, theme=None, sources={}, documents=documents, kept=self.kept)

    def render(self, documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
        """Make bytes as a renderer does."""
        for document in documents:
            self.rendered.append(document.path)
            yield document, self.files[document.path].encode()

    def tree(self) -> dict[str, bytes]:
        """Return what readers should find."""
        return {path: text.encode() for path, text in self.files.items()}

    def _document(self, path: str) -> Document:
        top, _, rest = path.partition("/")
        key = self.keys.get(path) or digest_of_bytes(self.files[path].encode())
        return Document(path, _KINDS.get(top, Kind.STATIC), rest.split("/")[0] or top, "", key)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by path."""
    found = folder.rglob("*") if folder.is_dir() else ()
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found if p.is_file()}


def read_folders(folder: Path) -> set[str]:
    """Return all folders below a folder."""
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_dir()}


def published(folder: Path) -> dict[str, bytes]:
    """Return what readers find in an output folder: all but what is ours to know."""
    tree = read_tree(folder)
    return {p: d for p, d in tree.items() if p != MANIFEST and not p.startswith(f"{PRIVATE}/")}
