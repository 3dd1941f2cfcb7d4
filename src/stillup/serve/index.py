"""What every request looks up in a build, made once for each build."""

from collections.abc import Mapping

import msgspec

from stillup.build import Build
from stillup.model.sources import Document
from stillup.serve.marks import Mark, find_marks


class Index(msgspec.Struct, frozen=True):
    """The documents of a build by path, and the marks of what it shows that is not public."""

    documents: Mapping[str, Document]
    marks: tuple[Mark, ...]


class Indexes:
    """Keeps the index of the build that was asked about last."""

    def __init__(self) -> None:
        self._known: tuple[Build | None, Index] = (None, Index({}, ()))

    def of(self, build: Build) -> Index:
        """Return the index of a build."""
        known, index = self._known
        if known is not build:
            index = Index({each.path: each for each in build.documents}, find_marks(build))
            self._known = (build, index)
        return index
