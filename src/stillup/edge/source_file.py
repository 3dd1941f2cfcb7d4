"""One file of a site on disk as a source: its digest now, its bytes on demand."""

import errno
import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from stillup.model.digest import digest_of_bytes

RACY_NS = 2_000_000_000
"""A file changed so shortly before it was read may change again within the same clock tick."""

_DIGEST_SIZE = 16
_WHOLE = 1 << 20


class SourceChanged(OSError):  # noqa: N818 - it says what happened
    """A source is no longer what it was when the build began. Running again mends it."""

    def __init__(self, path: str, what: str = "was changed") -> None:
        super().__init__(errno.ESTALE, f"{what} while the site was being built", path)
        self.path, self.what = path, what

    def __reduce__(self) -> tuple[type["SourceChanged"], tuple[str, str]]:
        return (SourceChanged, (self.path, self.what))

    def __str__(self) -> str:
        return f"`{self.path}` {self.what} while the site was being built"


@dataclass(frozen=True, slots=True)
class FileBytes:
    """Loads the bytes of a source, and makes sure that they are still the ones digested.

    `path` is the source's, for messages. `held` are the bytes if they were read a moment ago;
    they stay behind when this goes to another process.
    """

    path: str
    file: str
    digest: str
    held: bytes | None = None

    def __call__(self) -> bytes:
        """Return the bytes; raises SourceChanged if they are others by now, or gone."""
        if self.held is not None:
            return self.held
        try:
            data = Path(self.file).read_bytes()
        except OSError as error:
            raise SourceChanged(self.path, "could no longer be read") from error
        if digest_of_bytes(data) != self.digest:
            raise SourceChanged(self.path)
        return data

    def __reduce__(self) -> tuple[type["FileBytes"], tuple[str, str, str]]:
        return (FileBytes, (self.path, self.file, self.digest))


class Sighting(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a file looked like when its digest was taken, and when that was. Nanoseconds."""

    size: int
    mtime: int
    ctime: int
    inode: int
    digest: str
    seen_at: int

    def still_holds(self, found: os.stat_result) -> bool:
        """Whether the digest can be believed without reading the file again."""
        same = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        return same == (self.size, self.mtime, self.ctime, self.inode) and not self.is_racy

    @property
    def is_racy(self) -> bool:
        """Whether the file was too young when it was read to be told from a later version."""
        return self.mtime + RACY_NS > self.seen_at


def read_file(file: str, found: os.stat_result, *, hold: bool) -> tuple[Sighting, bytes | None]:
    """Read a file and say what was seen; its bytes as well, if they are to be held."""
    seen_at = time.time_ns()
    if hold or found.st_size < _WHOLE:
        data = Path(file).read_bytes()
        digest = digest_of_bytes(data)
    else:
        data, digest = b"", _digest_of_file(file)
    return _sighting(found, digest, seen_at), data if hold else None


def _digest_of_file(file: str) -> str:
    with Path(file).open("rb") as opened:
        digest = hashlib.file_digest(opened, lambda: hashlib.blake2b(digest_size=_DIGEST_SIZE))
    return digest.hexdigest()


def _sighting(found: os.stat_result, digest: str, seen_at: int) -> Sighting:
    return Sighting(
        found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, digest, seen_at
    )
