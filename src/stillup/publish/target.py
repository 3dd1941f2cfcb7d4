"""The protocol of a place to publish to. One suite, `tests/contract`, says what it means.

The core decides what is sent, in which order, and when a run may begin; a target moves bytes.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, Protocol

import msgspec

PRIVATE: Final = ".stillup-publishing"
STATE: Final = f"{PRIVATE}/state.json"
"""Who is publishing right now, what such a run was about to change, and when the last one was."""

ABSENT: Final = ""
"""As what is expected of a `put`: nothing may stand at that path."""


class Why(StrEnum):
    """Why a target could not do what was asked."""

    UNREACHABLE = "unreachable"
    CREDENTIALS = "credentials"
    MISSING = "missing"
    READ_ONLY = "read_only"
    FULL = "full"
    MOVED = "moved"
    BUSY = "busy"
    REFUSED = "refused"
    LIBRARY = "library"


class TargetError(Exception):
    """What a target could not do. It never holds a secret: it is shown as it is.

    `message` is a fact, `help` how to mend it; both are sentences without a full stop. MOVED is
    for what another publisher was faster with: the core looks again and starts over.
    """

    def __init__(self, why: Why, message: str, help: str) -> None:  # noqa: A002 - as in Failure
        super().__init__(message)
        self.why, self.message, self.help = why, message, help


class Listed(msgspec.Struct, frozen=True):
    """What a listing says of one file.

    `tag` is as `put` returned it (an etag, the id of a blob, a time of change): two equal ones
    mean the same bytes. Empty means that nothing is known but the size.
    """

    size: int
    tag: str = ""


class Stored(msgspec.Struct, frozen=True):
    """One file as it was read."""

    data: bytes
    tag: str = ""


class Headers(msgspec.Struct, frozen=True):
    """With what a file is to be served, where a target can say so."""

    media_type: str
    caching: str


class Abilities(msgspec.Struct, frozen=True, kw_only=True):
    """What a target can do, by which the core chooses how to keep the law.

    `at_once`: nothing of what is put or deleted can be seen before `finish`, and then all of it,
    or MOVED is raised and none of it. `conditional`: `put` honours `expect`. `locks`: `begin`
    keeps every other run out until `close`, also if this process is killed. Without any of the
    three, two runs at once are kept apart as well as a file that says so can.
    `lists`: `listing` tells what is there; without it the manifest is believed. `parallel` is
    how many calls of `put` are worth making at a time.
    """

    at_once: bool = False
    conditional: bool = False
    locks: bool = False
    lists: bool = True
    parallel: int = 8


class Target(Protocol):
    """One place. Paths are relative, with `/`. Every method may raise TargetError.

    The order of calls: `look`, then any of `read` and `listing`; `begin`, then any of `read`,
    `put`, `delete` and `settle`; `finish`; at last, whatever happened, `close`. After `close`,
    `look` may come again. `read`, `put` and `delete` are called from several threads at once,
    all else from one at a time.
    """

    @property
    def name(self) -> str:
        """The name in `site.yaml`."""

    @property
    def place(self) -> str:
        """Where it is, for people; no secret is in it."""

    @property
    def abilities(self) -> Abilities:
        """What it can do. Known before `look`."""

    def look(self) -> None:
        """Connect. What `read` and `listing` tell from now on is no older than this moment.

        A place that is there and holds nothing is fine; one that must be made first (a bucket, a
        repository) is MISSING. A missing folder or branch holds nothing: `finish` makes it.
        """

    def read(self, path: str) -> Stored | None:
        """Return a file, None if there certainly is none."""

    def listing(self) -> Mapping[str, Listed]:
        """Return all files by path, also those that are not ours, save what is only the target's.

        Of what lies under PRIVATE nothing need be listed.
        """

    def begin(self) -> None:
        """Get ready to change things. Raises BUSY if another run does, as far as it `locks`."""

    def put(self, path: str, data: bytes, headers: Headers, expect: str | None = None) -> str:
        """Write one file whole, old or new at every moment, and return its tag, empty if unknown.

        With `expect` only if its present tag is that one, or nothing is there for ABSENT;
        otherwise MOVED. A target that is not `conditional` ignores `expect`.
        """

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files, in this order where there is one. What is gone already is fine."""

    def settle(self) -> None:
        """Return when all that was put and deleted so far has arrived.

        Called between two ranks: what links to others must never arrive before them. Nothing to
        do for a target whose `put` returns when the file is there, or that is `at_once`.
        """

    def finish(self, message: str) -> None:
        """Complete the run; `message` is one line for whoever keeps a history."""

    def close(self) -> None:
        """Let go of everything, and take back what was begun and not finished. Never raises."""
