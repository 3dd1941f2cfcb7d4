"""Brings two branches together in Git's own store: no file of the checkout is touched.

Other than `git merge`, it knows that two updates side by side both belong into a post.
"""

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from stillup.desk.sending.checkout import Checkout
from stillup.desk.sending.joining import cut_post, join_posts
from stillup.desk.sending.missing import find_missing
from stillup.desk.sending.trouble import CannotSend, Clash, Clashed, Difference
from stillup.model.parsed import Conventions

_POSTS: Final = ("content/incidents/", "content/maintenance/")
_FILE: Final = "100"
_MARKS: Final = 31
_HUNK: Final = re.compile(
    rf"^<{{{_MARKS}}}[^\n]*\n(.*?)^={{{_MARKS}}}\n(.*?)^>{{{_MARKS}}}[^\n]*\n",
    re.MULTILINE | re.DOTALL,
)


class Side(msgspec.Struct, frozen=True):
    """A file in one of three trees."""

    mode: str
    blob: str


class Settled(msgspec.Struct, frozen=True):
    """Files where the version here is said to hold both, by their paths in the repository.

    Each has the bytes of the other version that this was said of. With `anyway`, what it lacks of
    that is meant to be left out.
    """

    files: Mapping[str, bytes]
    anyway: bool = False


class Merger:
    """Brings `mine` and `theirs`, two commits, together."""

    def __init__(self, checkout: Checkout, conventions: Conventions, settled: Settled) -> None:
        self._checkout, self._git = checkout, checkout.git
        self._conventions, self._settled = conventions, settled
        self._index: Mapping[str, str] = {}

    def merge(self, mine: str, theirs: str) -> str:
        """Return the tree with what both have. Raises Clashed, with nothing changed."""
        base = self._base(mine, theirs)
        with tempfile.TemporaryDirectory() as folder:
            self._index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            trees = (base, mine, theirs)
            self._git.run("read-tree", "-i", "-m", "--aggressive", *trees, more=self._index)
            self._settle_all(base, theirs)
            return self._git.run("write-tree", more=self._index).text

    def _base(self, mine: str, theirs: str) -> str:
        base = self._git.text("merge-base", mine, theirs)
        if not base and self._git.text("rev-parse", "--is-shallow-repository") == "true":
            checkout = self._checkout
            fetch = ("fetch", "--quiet", "--unshallow", "--no-tags", checkout.remote)
            self._git.talk(*fetch, where=checkout.address)
            base = self._git.text("merge-base", mine, theirs)
        if not base:
            raise CannotSend(
                "this folder and the server have no history in common",
                "get a fresh copy with `git clone`, and bring your post into it",
            )
        return base

    def _settle_all(self, base: str, theirs: str) -> None:
        settled, clashes = [], []
        for path, sides in self._unmerged().items():
            missing = self._missing(path, *sides)
            made = () if missing else self._settle(path, *sides)
            if isinstance(made, Side):
                settled.append(f"{made.mode} {made.blob} 0\t{path}\0")
            elif missing:
                clash = self._clash(path, sides, base, theirs, made)
                clashes.append(msgspec.structs.replace(clash, missing=missing))
            else:
                clashes.append(self._clash(path, sides, base, theirs, made))
        if clashes:
            raise Clashed(tuple(clashes))
        lines = "".join(settled).encode(errors="surrogateescape")
        self._git.run("update-index", "-z", "--index-info", stdin=lines, more=self._index)

    def _unmerged(self) -> dict[str, tuple[Side | None, Side | None, Side | None]]:
        found: dict[str, list[Side | None]] = {}
        for record in self._git.run("ls-files", "-z", "--unmerged", more=self._index).names:
            facts, _, path = record.partition("\t")
            mode, blob, stage = facts.split(" ")
            found.setdefault(path, [None, None, None])[int(stage) - 1] = Side(mode, blob)
        return {path: (sides[0], sides[1], sides[2]) for path, sides in found.items()}

    def _settle(
        self, path: str, base: Side | None, mine: Side | None, theirs: Side | None
    ) -> Side | tuple[Difference, ...]:
        """Return the file that holds what both wrote, or where they clash."""
        if mine and theirs and self._is_settled(path, theirs):
            return mine
        if not mine or not theirs or not all(s.mode.startswith(_FILE) for s in (mine, theirs)):
            return ()
        mode = theirs.mode if base and mine.mode == base.mode else mine.mode
        versions = [self._read(side) if side else None for side in (base, mine, theirs)]
        merged, differences = self._by_lines(*versions)
        if differences or not self._reads_well(path, merged, versions[1:]):
            merged = self._joined(path, *versions)
        if merged is None:
            return differences or (Difference(0, "", ""),)
        return Side(mode, self._git.run("hash-object", "-w", "--stdin", stdin=merged).text)

    def _is_settled(self, path: str, theirs: Side) -> bool:
        return self._settled.files.get(path) == self._read(theirs)

    def _missing(
        self, path: str, base: Side | None, mine: Side | None, theirs: Side | None
    ) -> tuple[str, ...]:
        """Return what a file lacks of theirs that is said to be settled."""
        if self._settled.anyway or not (mine and theirs and self._is_settled(path, theirs)):
            return ()
        was = self._read(base) if base else None
        versions = (was, self._read(mine), self._read(theirs))
        return find_missing(self._checkout.here(path), *versions, self._conventions)

    def _by_lines(
        self, base: bytes | None, mine: bytes | None, theirs: bytes | None
    ) -> tuple[bytes | None, tuple[Difference, ...]]:
        """Return the lines of both, and where they clash."""
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder, name) for name in ("mine", "base", "theirs")]
            for file, data in zip(files, (mine, base, theirs), strict=True):
                file.write_bytes(data or b"")
            merge = ("merge-file", "-p", "-q", f"--marker-size={_MARKS}", *map(str, files))
            ran = self._git.run(*merge, good=range(256))
        if ran.code > 127:  # noqa: PLR2004 - not a number of clashes: it is no text
            return None, (Difference(0, "", ""),)
        return ran.out, tuple(_differences(ran.out.decode(errors="replace")))

    def _joined(
        self, path: str, base: bytes | None, mine: bytes | None, theirs: bytes | None
    ) -> bytes | None:
        here = self._checkout.here(path)
        if mine is None or theirs is None or not _is_post(here):
            return None
        versions = (base, mine, theirs)
        return join_posts(
            here, *versions, self._conventions, may_move=not self._is_translated(path)
        )

    def _is_translated(self, path: str) -> bool:
        """Whether other files follow the times in this post."""
        folder, _, name = path.rpartition("/")
        listed = self._git.run("ls-files", "-z", "--", f"{folder}/", more=self._index)
        begin = f"{folder}/{name.removesuffix('.md')}."
        return any(each.startswith(begin) and each != path for each in listed.names)

    def _reads_well(self, path: str, merged: bytes | None, versions: list[bytes | None]) -> bool:
        """Whether what two sets of lines became is as good a post as each was, with all updates."""
        here = self._checkout.here(path)
        if merged is None or not _is_post(here):
            return merged is not None
        cuts = [cut_post(here, data or b"", self._conventions) for data in versions]
        if None in cuts:
            return True
        made = cut_post(here, merged, self._conventions)
        return made is not None and not any(
            cut.blocks.keys() - made.blocks.keys() for cut in cuts if cut
        )

    def _clash(
        self,
        path: str,
        sides: tuple[Side | None, Side | None, Side | None],
        base: str,
        theirs: str,
        differences: tuple[Difference, ...],
    ) -> Clash:
        who = self._git.text("log", "-1", "--format=%an%x09%s", f"{base}..{theirs}", "--", path)
        name, _, subject = who.partition("\t")
        here = self._checkout.here(path)
        return Clash(
            path=here,
            who=name or "somebody",
            subject=subject,
            differences=tuple(each for each in differences if each.mine or each.theirs),
            deleted="mine" if sides[1] is None else "theirs" if sides[2] is None else "",
            kept=self._keep(path, sides[2]) if sides[1] and sides[2] else "",
        )

    def _keep(self, path: str, theirs: Side) -> str:
        """Lay their version beside the site for reading, and return where."""
        if not path.startswith(self._checkout.prefix):
            return ""
        kept = kept_at(self._checkout.here(path))
        file = Path(self._checkout.top, self._checkout.in_repository(kept))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self._read(theirs))
        return kept

    def _read(self, side: Side) -> bytes:
        return self._git.run("cat-file", "blob", side.blob).out


def kept_at(path: str) -> str:
    """Return where the other version of a file lies that clashes, both in the site folder."""
    return f".stillup/theirs/{path}"


def _differences(text: str) -> Iterator[Difference]:
    """Yield the places between marks, with the line that each has in the file as it is here."""
    line, end = 1, 0
    for found in _HUNK.finditer(text):
        line += text.count("\n", end, found.start())
        yield Difference(line, found[1].strip(), found[2].strip())
        line += found[1].count("\n")
        end = found.end()


def _is_post(here: str) -> bool:
    return here.startswith(_POSTS) and here.endswith(".md")
