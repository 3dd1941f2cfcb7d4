"""A bucket in memory, and targets on it that count their requests, fail, die or wait when told."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from stillup.publish.target import (
    ABSENT,
    PRIVATE,
    Abilities,
    Headers,
    Listed,
    Stored,
    TargetError,
    Why,
)

STORE = Abilities(conditional=True)
AT_ONCE = Abilities(at_once=True)


@dataclass
class Bucket:
    """What all targets on it share. `abilities` decide how they keep each other out."""

    files: dict[str, bytes] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    headers: dict[str, Headers] = field(default_factory=dict)
    abilities: Abilities = STORE
    guard: threading.RLock = field(default_factory=threading.RLock)
    changes: int = 0

    def public(self) -> dict[str, bytes]:
        """Return what readers find."""
        with self.guard:
            return {p: d for p, d in self.files.items() if not p.startswith(f"{PRIVATE}/")}

    def write(self, path: str, data: bytes, headers: Headers | None = None) -> str:
        """Write a file, whoever does."""
        with self.guard:
            self.changes += 1
            self.files[path], self.tags[path] = data, f"t{self.changes}"
            self.headers[path] = headers or Headers("", "")
            return self.tags[path]

    def remove(self, path: str) -> None:
        """Remove a file, whoever does."""
        with self.guard:
            self.changes += 1
            self.files.pop(path, None)
            self.tags.pop(path, None)
            self.headers.pop(path, None)

    def open(self, name: str = "memory") -> "MemoryTarget":
        """Return a target on it, as another machine would have one."""
        return MemoryTarget(self, name)


def _nothing(number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG001
    """Let every request pass."""
    sent()


@dataclass
class MemoryTarget:
    """Speaks the protocol. `happen` is given each request's number (from 1), verb and path, and
    what would do it: it may call that, raise before it, or call it and raise (a lost reply).
    """

    bucket: Bucket
    name: str = "memory"
    happen: Callable[[int, str, str, Callable[[], object]], None] = _nothing
    requests: list[tuple[str, str]] = field(default_factory=list)
    staged: Bucket | None = None
    seen: int = 0

    @property
    def place(self) -> str:
        return f"memory:{self.name}"

    @property
    def abilities(self) -> Abilities:
        return self.bucket.abilities

    def look(self) -> None:
        with self._request("look", "", lambda: None), self.bucket.guard:
            self.seen, self.staged = self.bucket.changes, None

    def read(self, path: str) -> Stored | None:
        found: list[Stored | None] = []
        with self._request("read", path, lambda: found.append(self._stored(path))):
            return found[0]

    def listing(self) -> Mapping[str, Listed]:
        found: list[Mapping[str, Listed]] = []
        with self._request("list", "", lambda: found.append(self._listed())):
            return found[0]

    def begin(self) -> None:
        if self.abilities.at_once:
            self.staged = Bucket(
                dict(self.bucket.files),
                dict(self.bucket.tags),
                dict(self.bucket.headers),
                changes=self.bucket.changes,
            )

    def put(self, path: str, data: bytes, headers: Headers, expect: str | None = None) -> str:
        tags: list[str] = []
        with self._request(
            "put", path, lambda: tags.append(self._write(path, data, headers, expect))
        ):
            return tags[0]

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            with self._request("delete", path, lambda path=path: self._place().remove(path)):  # type: ignore[misc]
                pass

    def settle(self) -> None:
        pass

    def finish(self, message: str) -> None:  # noqa: ARG002
        if self.staged is not None:
            with self._request("finish", "", self._swap):
                pass

    def close(self) -> None:
        self.staged = None

    def _stored(self, path: str) -> Stored | None:
        bucket = self._place()
        with bucket.guard:
            if path not in bucket.files:
                return None
            return Stored(bucket.files[path], bucket.tags[path])

    def _listed(self) -> Mapping[str, Listed]:
        with self.bucket.guard:
            return {p: Listed(len(d), self.bucket.tags[p]) for p, d in self.bucket.files.items()}

    def _write(self, path: str, data: bytes, headers: Headers, expect: str | None) -> str:
        bucket = self._place()
        with bucket.guard:
            present = bucket.tags.get(path, ABSENT)
            if self.abilities.conditional and expect is not None and expect != present:
                raise moved()
            return bucket.write(path, data, headers)

    def _place(self) -> Bucket:
        return self.bucket if self.staged is None else self.staged

    def _swap(self) -> None:
        with self.bucket.guard:
            if self.bucket.changes != self.seen or self.staged is None:
                raise moved()
            self.bucket.files, self.bucket.tags = self.staged.files, self.staged.tags
            self.bucket.headers, self.bucket.changes = self.staged.headers, self.staged.changes + 1

    @contextmanager
    def _request(self, verb: str, path: str, sent: Callable[[], object]) -> Iterator[None]:
        with self.bucket.guard:
            self.requests.append((verb, path))
            number = len(self.requests)
        self.happen(number, verb, path, sent)
        yield


def moved() -> TargetError:
    """Return what a target raises when another run was faster."""
    return TargetError(Why.MOVED, "another run was faster", "run the same command again")
