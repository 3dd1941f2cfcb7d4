"""When what was heard of a folder has come to rest, so that one save is one build, and soon.

Time is an argument: seconds of any clock that only goes forward.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final

import msgspec


class Deed(Enum):
    """What happened to a file or folder, as far as one event tells."""

    WRITTEN = "written"
    WRITING = "writing"
    GONE = "gone"
    FOLDER = "folder"
    DOUBTFUL = "doubtful"


class Touched(msgspec.Struct, frozen=True):
    """Files to look at again, by full path, and whether folders came, went or moved as well."""

    files: frozenset[str]
    folders: bool


_REST: Final[Mapping[Deed, float]] = {
    Deed.WRITTEN: 0.008,
    Deed.WRITING: 0.12,  # whoever writes closes the file next, and that counts as WRITTEN
    Deed.GONE: 0.05,  # many editors delete a file only to create it anew
    Deed.FOLDER: 0.05,
    Deed.DOUBTFUL: 0.15,
}
"""How long nothing may happen to a file before it is looked at."""

_CROWD: Final = 8
_REST_OF_CROWD: Final = 0.04
_PATIENCE: Final = 0.4
"""Where something happens all the time, this long after the first event we look all the same."""


class Settling:
    """Collects what was heard until it is at rest. Not for several threads."""

    def __init__(self) -> None:
        self._ready: dict[str, float] = {}
        self._folders = False
        self._since: float | None = None

    def hear(self, path: str, deed: Deed, at: float) -> None:
        """Take note of something that happened."""
        if self._since is None:
            self._since = at
        self._folders = self._folders or deed is Deed.FOLDER
        self._ready[path] = at + _REST[deed]
        if len(self._ready) > _CROWD:
            self._ready[path] = max(self._ready[path], at + _REST_OF_CROWD)

    def due(self) -> float | None:
        """Return when to look, None if nothing was heard."""
        if self._since is None:
            return None
        return min(max(self._ready.values()), self._since + _PATIENCE)

    def take(self) -> Touched:
        """Return all that was heard, and begin anew."""
        touched = Touched(frozenset(self._ready), self._folders)
        self._ready, self._folders, self._since = {}, False, None
        return touched
