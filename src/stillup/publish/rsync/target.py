"""A folder on a host as a target. Files are gathered here, and go there rank by rank."""

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from stillup.compose import urls
from stillup.edge.manifest import MANIFEST
from stillup.publish.folder import why_of
from stillup.publish.rsync.address import RsyncAddress
from stillup.publish.rsync.connection import Connection
from stillup.publish.rsync.texts import parse_listing, render_names, render_rules
from stillup.publish.target import (
    PRIVATE,
    STATE,
    Abilities,
    Headers,
    Listed,
    Stored,
    TargetError,
)

_FETCH: Final = ("-rt", "--from0", "--files-from=-", "--ignore-missing-args", "--no-implied-dirs")
_LIST: Final = ("-r", "--list-only", "--no-h", "-8")
_SEND: Final = (*("-Itp", "--chmod=D755,F644", "--from0", "--files-from=-", "--no-implied-dirs"),)
_DELETE: Final = ("-r", "--delete", "--from0", "--include-from=-", "--exclude=*")


class RsyncTarget:
    """One folder. Every file is replaced in one step; a missing one is made if its parent is there.

    Two files of one time of change are the same: each is given a later one than that before it.
    """

    abilities = Abilities(parallel=1)

    def __init__(
        self,
        name: str,
        address: RsyncAddress,
        environ: Mapping[str, str],
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.name, self.place = name, address.place
        self._remote, self._clock = address.remote, clock
        self._connection = Connection(address, environ)
        self._guard = threading.Lock()
        self._bench: str = ""
        self._staged: set[str] = set()
        self._times: dict[str, int] = {}
        self._fetched: dict[str, Stored | None] = {}

    def look(self) -> None:
        """Connect, and fetch at one go what every run reads."""
        self._connection.open()
        self._fetched = self._fetch(STATE, MANIFEST, urls.LEDGERS.rstrip("/"))

    def read(self, path: str) -> Stored | None:
        """Return a file as it is now; what `look` fetched counts as that once."""
        with self._guard:
            if path in self._staged:
                return _stored(self._gathered / path)
            if path in self._fetched:
                return self._fetched.pop(path)
        self._connection.open()
        return self._fetch(path)[path]

    def listing(self) -> Mapping[str, Listed]:
        """Return all files, with their times of change as tags."""
        self._connection.open()
        found = parse_listing(self._connection.run(*_LIST, self._remote, empty=b""))
        self._times = {p: int(each.tag) for p, each in found.items() if each.tag}
        return {p: each for p, each in found.items() if not p.startswith(f"{PRIVATE}/")}

    def begin(self) -> None:
        """Make a place here to gather files."""
        if not self._times:
            self.listing()
        self._drop()
        with _told_of_own_disk():
            self._bench = tempfile.mkdtemp(prefix="stillup-")
            for name in ("files", "nothing"):
                Path(self._bench, name).mkdir()

    def put(
        self,
        path: str,
        data: bytes,
        headers: Headers,  # noqa: ARG002
        expect: str | None = None,  # noqa: ARG002
    ) -> str:
        """Gather a file, and return the time of change that it will have."""
        at = max(int(self._clock()), self._times.get(path, 0) + 1)
        file = self._gathered / path
        with _told_of_own_disk():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            os.utime(file, (at, at))
        with self._guard:
            self._staged.add(path)
            self._times[path] = at
        return str(at)

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files, and the folders that this leaves empty, in no order."""
        self.settle()
        if not paths:
            return
        rules = render_rules(paths)
        self._connection.run(*_DELETE, f"{self._bench}/nothing/", self._remote, stdin=rules)

    def settle(self) -> None:
        """Send what was gathered, and return when it has arrived."""
        with self._guard:
            staged, self._staged = sorted(self._staged), set()
        if staged:
            names = render_names(staged)
            self._connection.run(*_SEND, f"{self._gathered}/", self._remote, stdin=names)
            shutil.rmtree(self._gathered)
            self._gathered.mkdir()

    def finish(self, message: str) -> None:  # noqa: ARG002 - a folder keeps no history
        """Send what is left."""
        self.settle()

    def close(self) -> None:
        """Hang up; what was gathered and not sent is gone."""
        self._drop()
        self._fetched, self._times = {}, {}
        self._connection.close()

    def _fetch(self, *paths: str) -> dict[str, Stored | None]:
        """Return files by path; a name of a folder stands for all in it."""
        with tempfile.TemporaryDirectory(prefix="stillup-") as folder:
            names = render_names(paths)
            self._connection.run(*_FETCH, self._remote, f"{folder}/", stdin=names, empty=b"")
            there = {
                file.relative_to(folder).as_posix(): file
                for file in Path(folder).rglob("*")
                if file.is_file()
            }
            return dict.fromkeys(paths) | {path: _stored(file) for path, file in there.items()}

    def _drop(self) -> None:
        self._staged = set()
        if self._bench:
            shutil.rmtree(self._bench, ignore_errors=True)
            self._bench = ""

    @property
    def _gathered(self) -> Path:
        if not self._bench:
            raise ValueError("`begin` comes before `put`")
        return Path(self._bench, "files")


def _stored(file: Path) -> Stored:
    return Stored(file.read_bytes(), str(int(file.stat().st_mtime)))


@contextmanager
def _told_of_own_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TargetError(
            why_of(error.errno or 0),
            f"this computer's own disk failed: {error.strerror or error}",
            "free some space for temporary files, or name another place for them by `TMPDIR`",
        ) from error
