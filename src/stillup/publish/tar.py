"""Publishes into one tar, as the deploy action of GitHub Pages takes it: no links, all readable."""

import io
import os
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from stillup.edge.lock import Busy, Lock
from stillup.model import settings
from stillup.publish.folder import why_of
from stillup.publish.parcel import Parcel, above
from stillup.publish.target import (
    PRIVATE,
    Abilities,
    Headers,
    Listed,
    Stored,
    TargetError,
    Why,
)

_SCHEME: Final = "tar:"
_HELP: Final = {
    Why.READ_ONLY: "allow yourself to write there, or name another file in `site.yaml`",
    Why.FULL: "free some space on that disk",
}
_ELSE: Final = "look at what stands in the way there"


def open_target(
    target: settings.Target,
    *,
    site: Path,
    environ: Mapping[str, str],  # noqa: ARG001 - as every kind of target is opened
) -> "TarTarget":
    """Return the target; a relative path is seen from the site's folder."""
    path = target.to.removeprefix(_SCHEME).removeprefix("//")
    return TarTarget(target.name, os.path.realpath(site / path))


class TarTarget:
    """One file. It is written aside, and put in place when it is whole.

    The same files make the same bytes: sorted by name, all of one date and nobody's.
    """

    abilities = Abilities(at_once=True, parallel=1)

    def __init__(self, name: str, file: str) -> None:
        self.name, self.place = name, file
        self._seen: tuple[int, ...] = ()
        self._members: dict[str, tarfile.TarInfo] = {}
        self._old: tarfile.TarFile | None = None
        self._parcel: Parcel | None = None

    def look(self) -> None:
        """Read what the tar holds, if it is there."""
        self._forget()
        with self._told("read"):
            if not Path(self.place).parent.is_dir():
                raise TargetError(
                    Why.MISSING, f"there is no folder `{Path(self.place).parent}`", "make it"
                )
            self._seen = self._state()
            if self._seen:
                self._old = self._opened()
                self._members = {_plain(m.name): m for m in self._old if not m.isdir()}

    def read(self, path: str) -> Stored | None:
        """Return a file."""
        if self._parcel is not None and self._parcel.changes(path):
            data = self._parcel.read(path)
            return None if data is None else Stored(data)
        with self._told("read"):
            found = self._data(path)
            return None if found is None else Stored(found.read())

    def listing(self) -> Mapping[str, Listed]:
        """Return all files; what is a link or the like has the size -1."""
        return {
            path: Listed(member.size if member.isreg() else -1)
            for path, member in self._members.items()
            if not path.startswith(f"{PRIVATE}/")
        }

    def begin(self) -> None:
        """Begin a new tar."""
        if self._parcel is not None:
            self._parcel.close()
        self._parcel = Parcel()

    def put(
        self,
        path: str,
        data: bytes,
        headers: Headers,  # noqa: ARG002
        expect: str | None = None,  # noqa: ARG002
    ) -> str:
        """Take a file."""
        with self._told("write"):
            self._writing.put(path, data)
            return ""

    def delete(self, paths: Sequence[str]) -> None:
        """Leave files out."""
        self._writing.delete(paths)

    def settle(self) -> None:
        """Nothing arrives before `finish`."""

    def finish(self, message: str) -> None:  # noqa: ARG002 - a tar keeps no history
        """Write all of it aside, and put it in the place of the old one if that is as it was."""
        with self._told("write"), self._locked():
            made, name = tempfile.mkstemp(
                prefix=f".{Path(self.place).name}.", dir=Path(self.place).parent
            )
            try:
                with os.fdopen(made, "wb") as file:
                    self._write(file)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).chmod(0o644)
                if self._state() != self._seen:
                    raise TargetError(
                        Why.MOVED,
                        f"`{self.place}` was written by another run in the meantime",
                        "run the same command again",
                    )
                Path(name).replace(self.place)
            finally:
                Path(name).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of all files."""
        self._forget()
        parcel, self._parcel = self._parcel, None
        if parcel is not None:
            parcel.close()

    def _write(self, file: IO[bytes]) -> None:
        kept = (p for p, m in self._members.items() if m.isreg() and not self._writing.changes(p))
        files = sorted({*kept, *self._writing.paths})
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            tar.addfile(_folder("."))
            made: set[str] = set()
            for path in files:
                for folder in above(path):
                    if folder not in made:
                        made.add(folder)
                        tar.addfile(_folder(f"./{folder}"))
                stored = self.read(path)
                data = b"" if stored is None else stored.data
                tar.addfile(_file(f"./{path}", len(data)), io.BytesIO(data))

    def _data(self, path: str) -> IO[bytes] | None:
        member = self._members.get(path)
        if self._old is None or member is None or not member.isreg():
            return None
        return self._old.extractfile(member)

    def _state(self) -> tuple[int, ...]:
        """Return what tells one tar from another at this place, nothing if there is none."""
        try:
            seen = os.stat(self.place)  # noqa: PTH116 - as a whole
        except FileNotFoundError:
            return ()
        return (seen.st_ino, seen.st_size, seen.st_mtime_ns)

    def _opened(self) -> tarfile.TarFile:
        try:
            return tarfile.open(self.place)
        except tarfile.TarError as error:
            raise TargetError(
                Why.REFUSED,
                f"`{self.place}` is there and is no tar",
                "delete it, or name another file in `site.yaml`",
            ) from error

    def _forget(self) -> None:
        old, self._old = self._old, None
        self._members = {}
        if old is not None:
            old.close()

    @property
    def _writing(self) -> Parcel:
        if self._parcel is None:
            raise ValueError("`begin` comes before `put`")
        return self._parcel

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            lock = Lock.take(f"{self.place}.lock")
        except Busy as busy:
            raise TargetError(
                Why.MOVED,
                f"another process ({busy.process or 'unknown'}) is writing `{self.place}`",
                "wait until it has ended, then run the same command again",
            ) from None
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        """Turn an error of the disk, or of a tar cut short, into one of the target."""
        try:
            yield
        except tarfile.TarError as error:
            message = f"can't {doing} `{self.place}`: {error}"
            raise TargetError(Why.REFUSED, message, "delete it, and publish again") from error
        except OSError as error:
            why = why_of(error.errno or 0)
            message = f"can't {doing} `{self.place}`: {error.strerror or error}"
            raise TargetError(why, message, _HELP.get(why, _ELSE)) from error


def _plain(name: str) -> str:
    return name.removeprefix("./")


def _folder(name: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.mode = tarfile.DIRTYPE, 0o755
    return info


def _file(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o644
    return info
