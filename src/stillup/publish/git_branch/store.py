"""A repository of our own, without a checkout: it has of the branch what is needed, and no more."""

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Final

import msgspec

from stillup.edge.git import Git
from stillup.edge.git_trouble import GitTrouble, Kind
from stillup.publish.git_branch.address import BranchAddress

BASE: Final = "refs/stillup/base"
MADE: Final = "refs/stillup/made"

_SETTINGS: Final = {
    "core.repositoryFormatVersion": "1",
    "core.logAllRefUpdates": "false",
    "fetch.unpackLimit": "1",
}
_IN_PART: Final = {
    "extensions.partialClone": "origin",
    "remote.origin.promisor": "true",
    "remote.origin.partialCloneFilter": "blob:none",
}
_FETCH: Final = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head")
_FILTER: Final = "--filter=blob:none"
_WHOLE: Final = "stillup.whole"
_REFUSED: Final = re.compile(r"unadvertised object|not our ref|upload-pack: |bad revision|missing")
_MISSING: Final = re.compile(r"^\?([0-9a-f]+)$", re.MULTILINE)
_PATIENCE: Final = 600.0
"""Seconds for the first upload of a large site over a slow line."""
_MANY: Final = 50


class Leaf(msgspec.Struct, frozen=True):
    """One file of a tree."""

    mode: str
    blob: str

    @property
    def is_plain(self) -> bool:
        """Whether it is a file, and no link or other repository."""
        return self.mode.startswith("100")


class Store:
    """The private repository at `git_dir`."""

    def __init__(
        self,
        git_dir: Path,
        address: BranchAddress,
        environ: Mapping[str, str],
        settings: Iterable[tuple[str, str]],
    ) -> None:
        self._folder, self._address = git_dir, address
        self._git_settings, self._environ = tuple(settings), environ
        self._git = self._opened()
        self._base = ""
        self._is_whole = self._git.text("config", "--local", _WHOLE) == "true"

    def fetch(self) -> str:
        """Return the branch's commit, empty if there is no such branch. Raises GitTrouble."""
        self._prepare()
        refspec = f"+{self._address.ref}:{BASE}"
        part = () if self._is_whole else (_FILTER,)
        try:
            self._talk(*_FETCH, *part, "--depth=1", "origin", refspec)
        except GitTrouble as trouble:
            if any("find remote ref" in line for line in trouble.said):
                return ""
            raise
        self._base = self._git.run("rev-parse", BASE).text
        return self._base

    def forget(self) -> None:
        """Throw everything away: all of it can be fetched again."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def tidy(self) -> None:
        """Throw everything away once it is many pieces, which is quicker than to sort them."""
        packs = self._folder / "objects" / "pack"
        if packs.is_dir() and len(list(packs.iterdir())) > _MANY:
            self.forget()

    def leaves(self, commit: str) -> dict[str, Leaf]:
        """Return all files of a commit by path."""
        found = {}
        for record in self._git.run("ls-tree", "-r", "-z", "--full-tree", commit).names:
            facts, _, path = record.partition("\t")
            mode, _, blob = facts.split(" ")
            found[path] = Leaf(mode, blob)
        return found

    def tree(self, commit: str) -> str:
        """Return the id of a commit's tree."""
        return self._git.run("rev-parse", f"{commit}^{{tree}}").text

    def has_parents(self, commit: str) -> bool:
        """Whether there was something before; also where that was not fetched."""
        head = self._git.run("cat-file", "commit", commit).text.partition("\n\n")[0]
        return "\nparent " in head

    def read(self, blob: str) -> bytes:
        """Return the bytes of a file, fetched if they are not here."""
        return self._with_files(lambda: self._talk("cat-file", "blob", blob))

    def sizes(self, commit: str, blobs: Iterable[str]) -> dict[str, int]:
        """Return the sizes of files of a commit. What is not here is fetched, all at once."""
        wanted = set(blobs)
        if not wanted:
            return {}
        walk = self._git.run("rev-list", "--objects", "--missing=print", commit).text
        missing = wanted & set(_MISSING.findall(walk))
        if missing:
            self._with_files(lambda: self._fetch_files(missing))
        listed = "".join(f"{blob}\n" for blob in wanted).encode()
        check = ("cat-file", "--batch-check=%(objectname) %(objectsize)")
        lines = self._git.run(*check, stdin=listed).text.split("\n")
        return {blob: int(size) for blob, size in (line.split(" ") for line in lines)}

    def take_in(self, stream: IO[bytes]) -> str:
        """Carry out what `git fast-import` understands, and return the commit made as MADE."""
        self._git.run("fast-import", "--quiet", "--force", stdin=stream)
        return self._git.run("rev-parse", MADE).text

    def push(self, made: str, base: str) -> None:
        """Let the branch be `made` if it still is `base`. Raises GitTrouble: MOVED if not."""
        ref = self._address.ref
        lease = f"--force-with-lease={ref}:{base}"
        self._talk("push", "--porcelain", "--no-verify", lease, "origin", f"{made}:{ref}")

    def _fetch_files(self, blobs: Iterable[str]) -> bytes:
        if self._is_whole:
            return b""
        ask = ("-c", "fetch.negotiationAlgorithm=noop", *_FETCH, _FILTER, "--stdin", "origin")
        return self._talk(*ask, stdin="".join(f"{blob}\n" for blob in blobs).encode())

    def _with_files(self, work: Callable[[], bytes]) -> bytes:
        """Do what needs files; where a server never sends single ones, with all of them."""
        try:
            return work()
        except GitTrouble as trouble:
            if self._is_whole or not _REFUSED.search("\n".join(trouble.said)):
                raise
        known = self._base
        self.forget()
        self._is_whole, self._git = True, self._opened()
        if self.fetch() != known:
            raise GitTrouble(Kind.MOVED, where=self._address.shown)
        return work()

    def _talk(self, *command: str, stdin: bytes | None = None) -> bytes:
        shown = self._address.shown
        return self._git.talk(*command, where=shown, seconds=_PATIENCE, stdin=stdin).out

    def _prepare(self) -> None:
        if not (self._folder / "HEAD").is_file():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._git.run("init", "--quiet", "--bare", "--template=")
        settings = _SETTINGS | ({_WHOLE: "true"} if self._is_whole else _IN_PART)
        for key, value in {**settings, "remote.origin.url": self._address.url}.items():
            if self._git.text("config", "--local", key) != value:
                self._git.run("config", "--local", key, value)

    def _opened(self) -> Git:
        self._folder.mkdir(parents=True, exist_ok=True)
        return Git(
            str(self._folder),
            git_dir=str(self._folder),
            environment=self._environ,
            settings=self._git_settings,
        )
