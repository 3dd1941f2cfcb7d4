"""Where a site folder stands in Git: which repository, branch and server. Only looks."""

import os
from pathlib import Path
from typing import Final

import msgspec

from stillup.desk.sending.trouble import CannotSend
from stillup.edge.git import Git
from stillup.edge.git_trouble import without_secrets

_UNFINISHED: Final = {
    "MERGE_HEAD": ("merge", "git merge --abort"),
    "rebase-merge": ("rebase", "git rebase --abort"),
    "rebase-apply": ("rebase", "git rebase --abort"),
    "CHERRY_PICK_HEAD": ("cherry-pick", "git cherry-pick --abort"),
    "REVERT_HEAD": ("revert", "git revert --abort"),
}


class Checkout(msgspec.Struct, frozen=True, kw_only=True):
    """A site folder in its repository.

    `git` runs at the top; `prefix` leads from there to the site, empty or with a slash at the
    end. `head` is empty before the first commit. `address` holds no secret.
    """

    git: Git
    top: str
    prefix: str
    git_dir: str
    branch: str
    head: str
    remote: str
    address: str
    target: str
    usual: str

    @property
    def tracking(self) -> str:
        """The name under which Git remembers the branch on the server."""
        return f"refs/remotes/{self.remote}/{self.target}"

    def here(self, path: str) -> str:
        """Return a path of the repository as a path in the site folder, if it is one."""
        return path.removeprefix(self.prefix)

    def in_repository(self, path: str) -> str:
        """Return a path in the site folder as one in the repository."""
        return f"{self.prefix}{path}"


def find_checkout(folder: Path) -> Checkout:
    """Return where `folder` stands. Raises CannotSend, or GitTrouble if there is no repository."""
    inside = Git(os.path.realpath(folder))
    top, prefix, git_dir = _place(inside)
    git = Git(top)
    _refuse_unfinished(git_dir)
    branch = git.text("symbolic-ref", "--quiet", "--short", "HEAD")
    if not branch:
        raise CannotSend(
            "this folder shows one old state, and no branch that a post could be added to",
            "run `git switch main`, or the name of your branch for `main`",
        )
    remote, target = _server(git, branch)
    return Checkout(
        git=git,
        top=top,
        prefix=prefix,
        git_dir=git_dir,
        branch=branch,
        head=git.text("rev-parse", "--quiet", "--verify", "HEAD"),
        remote=remote,
        address=without_secrets(git.text("remote", "get-url", "--push", remote) or remote),
        target=target,
        usual=git.text("symbolic-ref", "--quiet", "--short", f"refs/remotes/{remote}/HEAD")
        .removeprefix(f"{remote}/"),
    )  # fmt: skip


def _place(git: Git) -> tuple[str, str, str]:
    if git.text("rev-parse", "--is-inside-work-tree") == "false":
        raise CannotSend(
            "this is a repository without a folder of files to work on",
            "get one with `git clone`, and write there",
        )
    asked = ("--show-toplevel", "--absolute-git-dir", "--show-prefix")
    top, git_dir, prefix = git.run("rev-parse", *asked).text.split("\n")
    return top, prefix, git_dir


def _refuse_unfinished(git_dir: str) -> None:
    for name, (what, undo) in _UNFINISHED.items():
        if Path(git_dir, name).exists():
            raise CannotSend(
                f"a {what} was begun in this repository and is not finished",
                f"finish it, or undo it with `{undo}`; then send again",
            )


def _server(git: Git, branch: str) -> tuple[str, str]:
    """Return the name of the server, and the branch there: as Git is told, else the only one."""
    remote = git.text("config", f"branch.{branch}.remote")
    target = git.text("config", f"branch.{branch}.merge").removeprefix("refs/heads/")
    if remote and remote != "." and target:
        return remote, target
    remotes = git.text("remote").split()
    preferred = git.text("config", "remote.pushDefault")
    for name in (preferred, "origin", *(remotes if len(remotes) == 1 else ())):
        if name in remotes:
            return name, branch
    if not remotes:
        raise CannotSend(
            "this repository knows no server to send to",
            "name it once, with its own address: `git remote add origin ADDRESS`",
        )
    raise CannotSend(
        f"this repository knows {len(remotes)} servers and not which one this branch goes to:"
        f" {', '.join(f'`{name}`' for name in remotes)}",
        f"choose one for good: `git config remote.pushDefault {remotes[0]}`",
    )
