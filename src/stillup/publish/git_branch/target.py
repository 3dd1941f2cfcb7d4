"""The branch as a target: read file by file, changed by one commit that is there at once."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from stillup.compose import urls
from stillup.edge.git_trouble import GitTrouble, Kind
from stillup.edge.lock import Busy, Lock
from stillup.edge.manifest import MANIFEST
from stillup.publish.git_branch.address import BranchAddress
from stillup.publish.git_branch.store import Leaf, Store
from stillup.publish.git_branch.stream import Stream, who_and_when
from stillup.publish.git_branch.trouble import error_of
from stillup.publish.held import State, held_of
from stillup.publish.target import (
    PRIVATE,
    STATE,
    Abilities,
    Headers,
    Listed,
    Stored,
    TargetError,
    Why,
)

_SOURCES: Final = "content/site.yaml"
_BROKEN: Final = frozenset({Kind.OTHER, Kind.NO_REPOSITORY, Kind.LOCKED})


def _now() -> datetime:
    return datetime.now(UTC)


def _is_record(path: str) -> bool:
    return path in {MANIFEST, STATE} or path.startswith(urls.LEDGERS)


class GitBranchTarget:
    """One branch. `home` is a folder that may keep what was fetched; all of it is private to us.

    `clock` gives the time that stands in the commit.
    """

    abilities = Abilities(at_once=True, parallel=1)

    def __init__(
        self,
        name: str,
        address: BranchAddress,
        *,
        home: Path,
        environ: Mapping[str, str],
        inherited: Sequence[tuple[str, str]] = (),
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.name, self.place = name, address.place
        self._address, self._home, self._clock = address, home, clock
        self._environ, self._inherited = environ, inherited
        self._lock: Lock | None = None
        self._aside = ""
        self._opened: Store | None = None
        self._stream: Stream | None = None
        self._base = ""
        self._leaves: dict[str, Leaf] = {}

    def look(self) -> None:
        """Fetch the branch's last commit and the names in it, but no file."""
        with self._told():
            store = self._open()
            try:
                self._base = store.fetch()
            except GitTrouble as trouble:
                if trouble.kind not in _BROKEN:
                    raise
                store.forget()
                self._base = store.fetch()
            self._leaves = store.leaves(self._base) if self._base else {}
            # What every run reads is fetched at one go.
            store.sizes(self._base, (f.blob for p, f in self._leaves.items() if _is_record(p)))

    def read(self, path: str) -> Stored | None:
        """Return a file, fetched now if need be."""
        if self._stream is not None:
            data = self._stream.read(path)
            if data is not None or self._stream.is_gone(path):
                return None if data is None else Stored(data)
        leaf = self._leaves.get(path)
        if leaf is None or not leaf.is_plain:
            return None
        with self._told():
            return Stored(self._store.read(leaf.blob), leaf.blob)

    def listing(self) -> Mapping[str, Listed]:
        """Return all files. Sizes come from the manifest, if it speaks of the very same bytes."""
        own = self._address.extras().keys()
        leaves = {
            path: leaf
            for path, leaf in self._leaves.items()
            if path not in own and not path.startswith(f"{PRIVATE}/")
        }
        known = self._known_sizes()
        rest = {leaf.blob for leaf in leaves.values() if leaf.is_plain} - known.keys()
        with self._told():
            sizes = known | (self._store.sizes(self._base, rest) if rest else {})
        return {
            path: Listed(sizes[leaf.blob] if leaf.is_plain else -1, leaf.blob)
            for path, leaf in leaves.items()
        }

    def begin(self) -> None:
        """Begin a commit. Refuses a branch whose history would be lost, or that holds sources."""
        self._refuse_foreign()
        self._drop_stream()
        self._stream = Stream()

    def put(
        self,
        path: str,
        data: bytes,
        headers: Headers,  # noqa: ARG002
        expect: str | None = None,  # noqa: ARG002
    ) -> str:
        """Take a file into the commit, and return the id of its bytes."""
        with self._told():
            return self._writing.put(path, data)

    def delete(self, paths: Sequence[str]) -> None:
        """Take files out of the commit."""
        self._writing.delete(paths)

    def settle(self) -> None:
        """Nothing arrives before `finish`."""

    def finish(self, message: str) -> None:
        """Make the commit, and let the branch be it if nobody has changed the branch since."""
        with self._told():
            for path, data in self._address.extras().items():
                self._writing.put(path, data)
            made = self._make(message)
            if self._base and self._store.tree(made) == self._store.tree(self._base):
                return
            self._store.push(made, self._base)

    def close(self) -> None:
        """Let go of the private repository; what was fetched stays for the next time."""
        self._drop_stream()
        store, self._opened = self._opened, None
        if store is not None:
            store.tidy()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        if self._aside:
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside = ""

    def _make(self, message: str) -> str:
        keeps = self._address.keeps_history
        base = self._base if keeps else ""
        tree = self._store.tree(self._base) if self._base and not keeps else ""
        who = who_and_when(self._environ, self._clock())
        return self._store.take_in(self._writing.commit(base, tree, message, who))

    def _refuse_foreign(self) -> None:
        branch = self._address.branch
        if _SOURCES in self._leaves:
            raise TargetError(
                Why.REFUSED,
                f"the branch `{branch}` of `{self._address.shown}` holds the sources of a site",
                "name another branch in `site.yaml`, such as `branch: gh-pages`",
            )
        if self._address.keeps_history or not self._base or MANIFEST in self._leaves:
            return
        with self._told():
            if self._store.has_parents(self._base):
                raise TargetError(
                    Why.REFUSED,
                    f"the branch `{branch}` of `{self._address.shown}` has a history that Stillup"
                    " did not write, and a single commit would end it",
                    "name another branch in `site.yaml`, or write `history: keep` there",
                )

    def _known_sizes(self) -> dict[str, int]:
        """Return sizes by the ids of files, as far as the manifest knows them."""
        stored = self.read(MANIFEST)
        held = held_of(stored.data if stored else None, State(), None)
        return {tag: held.files[path].size for path, tag in held.tags.items() if path in held.files}

    def _open(self) -> Store:
        if self._opened is None:
            folder = self._folder()
            self._opened = Store(folder, self._address, self._environ, self._inherited)
        return self._opened

    def _folder(self) -> Path:
        """Return a folder for us alone: the one of earlier runs, or a new one if that is taken."""
        url = hashlib.sha256(self._address.url.encode()).hexdigest()[:12]
        folder = self._home / "publishing" / f"{url}.git"
        with suppress(OSError, Busy):
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = Lock.take(f"{folder}.lock")
            return folder
        self._aside = tempfile.mkdtemp(prefix="stillup-")
        return Path(self._aside)

    def _drop_stream(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()

    @property
    def _store(self) -> Store:
        if self._opened is None:
            raise ValueError("`look` comes first")
        return self._opened

    @property
    def _writing(self) -> Stream:
        if self._stream is None:
            raise ValueError("`begin` comes before `put`")
        return self._stream

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what Git or our own disk refuses into an error of the target."""
        try:
            yield
        except GitTrouble as trouble:
            raise error_of(trouble, self._address) from trouble
        except OSError as error:
            raise TargetError(
                Why.REFUSED,
                f"this computer's own disk failed: {error.strerror or error}",
                "free some space, or allow yourself to write into `.stillup` in the site's folder",
            ) from error
