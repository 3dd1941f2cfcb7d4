"""A branch of a bare repository as a place, however it is reached."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from stillup.model import settings
from stillup.publish.git_branch import open_target
from stillup.publish.git_branch.address import NO_JEKYLL
from stillup.publish.git_branch.target import GitBranchTarget
from stillup.publish.target import PRIVATE
from tests.support.git_sites import clean_environment

BRANCH = "gh-pages"
NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)


@dataclass
class GitPlace:
    """A repository `status.git` below `root`. Each target opened has a site folder of its own."""

    root: Path
    address: Callable[[Path], str] = lambda path: f"file://{path}"
    options: dict[str, str] = field(default_factory=dict)
    filters: bool = True
    environ: dict[str, str] = field(default_factory=dict)
    _machines: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def bare(self) -> Path:
        return self.root / "status.git"

    def make(self) -> "GitPlace":
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / "gitconfig").write_text("[http]\n\treceivepack = true\n")
        self.environ = clean_environment(self.root) | self.environ
        subprocess.run(["git", "init", "-q", "--bare", self.bare], env=self.environ, check=True)
        self.git("config", "uploadpack.allowFilter", str(self.filters).lower())
        return self

    def open(self) -> GitBranchTarget:
        return self.machine(self.root / f"machine-{next(self._machines)}")

    def machine(self, site: Path, **options: str) -> GitBranchTarget:
        """Return a target on a machine with this site folder, which remembers."""
        site.mkdir(exist_ok=True)
        target = settings.Target("pages", self.address(self.bare), self.options | options)
        opened = open_target(target, site=site, environ=self.environ)
        opened._clock = lambda: NOW
        return opened

    def public(self) -> Mapping[str, bytes]:
        private = (f"{PRIVATE}/", NO_JEKYLL, "CNAME")
        return {p: d for p, d in self.files().items() if not p.startswith(private)}

    def files(self) -> dict[str, bytes]:
        """Return all files of the branch."""
        if not self.commits():
            return {}
        names = self.git("ls-tree", "-r", "-z", "--name-only", BRANCH).split(b"\0")
        return {
            n.decode(): self.git("cat-file", "blob", f"{BRANCH}:{n.decode()}") for n in names if n
        }

    def commits(self) -> list[str]:
        """Return the branch's commits, newest first."""
        there = self.git("for-each-ref", "--format=%(refname)", f"refs/heads/{BRANCH}")
        return self.git("log", "--format=%H", BRANCH).decode().split() if there else []

    def write(self, path: str, data: bytes) -> None:
        blob = self.git("hash-object", "-w", "--stdin", stdin=data).decode().strip()
        self._commit("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")

    def remove(self, path: str) -> None:
        self._commit("rm", "--cached", "--quiet", path)

    def served_as(self, path: str) -> tuple[str, str] | None:  # noqa: ARG002
        return None

    def git(self, *arguments: str, stdin: bytes = b"", index: str = "") -> bytes:
        """Run Git on the server."""
        more = {"GIT_INDEX_FILE": index} if index else {}
        for role in ("AUTHOR", "COMMITTER"):
            more |= {f"GIT_{role}_NAME": "Else", f"GIT_{role}_EMAIL": "else@example.com"}
        return subprocess.run(
            ["git", "--git-dir", str(self.bare), "--work-tree", str(self.root), *arguments],
            env=self.environ | more,
            input=stdin,
            capture_output=True,
            check=True,
        ).stdout

    def _commit(self, *change: str) -> None:
        index = str(self.root / "index")
        before = self.commits()[:1]
        if before:
            self.git("read-tree", before[0], index=index)
        self.git(*change, index=index)
        tree = self.git("write-tree", index=index).decode().strip()
        parents = [part for commit in before for part in ("-p", commit)]
        made = self.git("commit-tree", tree, *parents, "-m", "By hand").decode().strip()
        self.git("update-ref", f"refs/heads/{BRANCH}", made)
        os.unlink(index)  # noqa: PTH108
