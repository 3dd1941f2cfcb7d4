"""Files on their way into a commit, in the language of `git fast-import`."""

import hashlib
import tempfile
import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import IO, Final

from stillup.publish.git_branch.store import MADE

_WHO: Final = ("Stillup", "")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


class Stream:
    """What is put and deleted in one run. May be used from several threads."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._guard = threading.Lock()
        self._places: dict[str, tuple[int, int, int]] = {}
        self._gone: dict[str, None] = {}
        self._marks = 0

    def put(self, path: str, data: bytes) -> str:
        """Take a file, and return the id that Git gives it."""
        with self._guard:
            self._marks += 1
            self._file.seek(0, 2)
            self._file.write(b"blob\nmark :%d\ndata %d\n" % (self._marks, len(data)))
            self._places[path] = (self._marks, self._file.tell(), len(data))
            self._file.write(data + b"\n")
            self._gone.pop(path, None)
        return blob_id(data)

    def delete(self, paths: Iterable[str]) -> None:
        """Take files out."""
        with self._guard:
            for path in paths:
                self._places.pop(path, None)
                self._gone[path] = None

    def read(self, path: str) -> bytes | None:
        """Return a file that was put."""
        with self._guard:
            if path not in self._places:
                return None
            _, start, size = self._places[path]
            self._file.seek(start)
            return self._file.read(size)

    def is_gone(self, path: str) -> bool:
        """Whether a file was taken out."""
        return path in self._gone

    def commit(self, base: str, tree: str, message: str, who: Mapping[str, str]) -> IO[bytes]:
        """Return all of it as one commit: on top of `base` if that is given, on `tree` if that is.

        `who` is what `who_and_when` returned.
        """
        said = message.encode()
        self._file.seek(0, 2)
        lines = [
            f"commit {MADE}",
            f"author {who['AUTHOR']}",
            f"committer {who['COMMITTER']}",
            f"data {len(said)}",
        ]
        self._file.write("\n".join(lines).encode() + b"\n" + said + b"\n")
        if base:
            self._line(f"from {base}")
        elif tree:
            self._line(f"M 040000 {tree} ")
        for path in self._gone:
            self._line(f"D {_quoted(path)}")
        for path, (mark, _, _) in self._places.items():
            self._line(f"M 100644 :{mark} {_quoted(path)}")
        self._file.flush()
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        """Let go of it."""
        self._file.close()

    def _line(self, text: str) -> None:
        self._file.write(text.encode(errors="surrogateescape") + b"\n")


def blob_id(data: bytes) -> str:
    """Return the id that Git gives to a file of these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def who_and_when(environ: Mapping[str, str], at: datetime) -> dict[str, str]:
    """Return what is said of author and committer: as Git is told by `environ`, else ourselves."""
    when = f"{int(at.timestamp())} +0000"
    found = {}
    for role in ("AUTHOR", "COMMITTER"):
        name = environ.get(f"GIT_{role}_NAME") or _WHO[0]
        address = environ.get(f"GIT_{role}_EMAIL") or _WHO[1]
        found[role] = f"{_plain(name)} <{_plain(address)}> {when}"
    return found


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign not in "<>\n\r\0").strip()


def _quoted(path: str) -> str:
    return f'"{path.translate(_ESCAPES)}"'
