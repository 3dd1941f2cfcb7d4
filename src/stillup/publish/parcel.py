"""What a run puts and deletes where all is taken at once, kept on this machine until then."""

import tempfile
import threading
from collections.abc import Iterable


class Parcel:
    """Files by path, and paths that are to go. May be used from several threads."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._guard = threading.Lock()
        self._places: dict[str, tuple[int, int]] = {}
        self._gone: set[str] = set()
        self._folders: set[str] = set()

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that were put."""
        return tuple(self._places)

    def put(self, path: str, data: bytes) -> None:
        """Take a file."""
        with self._guard:
            start = self._file.seek(0, 2)
            self._file.write(data)
            self._places[path] = (start, len(data))
            self._gone.discard(path)
            self._folders.update(above(path))

    def delete(self, paths: Iterable[str]) -> None:
        """Note that files are to go."""
        with self._guard:
            for path in paths:
                self._places.pop(path, None)
                self._gone.add(path)

    def read(self, path: str) -> bytes | None:
        """Return a file that was put."""
        with self._guard:
            if path not in self._places:
                return None
            start, size = self._places[path]
            self._file.seek(start)
            return self._file.read(size)

    def changes(self, path: str) -> bool:
        """Whether a path is put or deleted, or a folder or a file in its way is put."""
        if path in self._places or path in self._gone:
            return True
        return path in self._folders or any(f in self._places for f in above(path))

    def close(self) -> None:
        """Let go of it."""
        self._file.close()


def above(path: str) -> list[str]:
    """Return the folders that a path lies in, outermost first."""
    return [path[:at] for at, sign in enumerate(path) if sign == "/"]
