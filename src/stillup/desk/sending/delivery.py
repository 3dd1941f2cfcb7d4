"""Brings saved changes to the server, and the checkout to where the server then is."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from stillup.desk.sending.checkout import Checkout
from stillup.desk.sending.merging import Merger, Settled
from stillup.edge.git_trouble import GitTrouble, Kind
from stillup.model.parsed import Conventions

Tell = Callable[[str], None]
_TRIES: Final = 6
"""So often others may be quicker between our fetching and our sending."""


class Delivered(msgspec.Struct, frozen=True):
    """Whether anything went to the server, and whether the checkout took in what others sent."""

    went: bool
    took_in: bool


def deliver(
    checkout: Checkout, conventions: Conventions, settled: Settled, tell: Tell
) -> Delivered:
    """Send the branch. Raises Clashed, CannotSend or GitTrouble, with the checkout as it was."""
    if not checkout.head:
        tell("nothing to send")
        return Delivered(went=False, took_in=False)
    delivery = _Delivery(checkout, Merger(checkout, conventions, settled), tell)
    for attempt in range(_TRIES):
        try:
            return delivery.try_once()
        except GitTrouble as trouble:
            if trouble.kind is not Kind.MOVED or attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


class _Delivery:
    """One branch on its way."""

    def __init__(self, checkout: Checkout, merger: Merger, tell: Tell) -> None:
        self._checkout, self._git, self._merger, self._tell = checkout, checkout.git, merger, tell

    def try_once(self) -> Delivered:
        """Fetch, bring together, send, follow."""
        mine, theirs = self._checkout.head, self._fetch()
        goal = self._goal(mine, theirs) if theirs else mine
        went = goal != theirs
        if went:
            self._push(goal)
            self._tell_sent(mine, theirs)
        elif mine == theirs:
            self._tell("nothing to send: all that is saved here has been sent before")
        took_in = goal != mine and self._follow(mine, goal, theirs)
        return Delivered(went, took_in)

    def _fetch(self) -> str:
        """Return the server's commit, empty if it has no such branch yet."""
        checkout = self._checkout
        refspec = f"+refs/heads/{checkout.target}:{checkout.tracking}"
        options = ("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")
        try:
            self._git.talk("fetch", *options, checkout.remote, refspec, where=checkout.address)
        except GitTrouble as trouble:
            if any("find remote ref" in line for line in trouble.said):
                return ""
            raise
        return self._git.run("rev-parse", checkout.tracking).text

    def _goal(self, mine: str, theirs: str) -> str:
        """Return the commit that the server is to have."""
        if self._git.succeeds("merge-base", "--is-ancestor", theirs, mine):
            return mine
        if self._git.succeeds("merge-base", "--is-ancestor", mine, theirs):
            return theirs
        tree = self._merger.merge(mine, theirs)
        if tree == self._git.run("rev-parse", f"{theirs}^{{tree}}").text:
            return theirs
        return self._commit(tree, mine, theirs)

    def _commit(self, tree: str, mine: str, theirs: str) -> str:
        """Return a commit of both: ours on top of theirs if it is one, else a merge."""
        sign = ("-S",) if self._git.text("config", "--bool", "commit.gpgsign") == "true" else ()
        ours = self._git.run("rev-list", "--parents", f"{theirs}..{mine}").text.splitlines()
        if len(ours) == 1 and len(ours[0].split()) == 2:  # noqa: PLR2004 - itself and one parent
            return self._git.run(
                *("commit-tree", *sign, tree, "-p", theirs, "-F", "-"),
                stdin=self._git.run("log", "-1", "--format=%B", mine).out,
                more=self._author_of(mine),
            ).text
        message = f"Merge branch '{self._checkout.target}' of {self._checkout.address}"
        parents = ("-p", mine, "-p", theirs)
        return self._git.run("commit-tree", *sign, tree, *parents, "-m", message).text

    def _author_of(self, commit: str) -> Mapping[str, str]:
        told = self._git.run("log", "-1", "--format=%an%n%ae%n%ad", "--date=raw", commit).text
        names = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE")
        return dict(zip(names, told.split("\n"), strict=True))

    def _push(self, goal: str) -> None:
        checkout = self._checkout
        refspec = f"{goal}:refs/heads/{checkout.target}"
        push = ("push", "--porcelain", checkout.remote, refspec)
        self._git.talk(*push, where=checkout.address)

    def _tell_sent(self, mine: str, theirs: str) -> None:
        ours = self._git.text("log", "--format=%s", f"{theirs}..{mine}" if theirs else mine)
        earlier = ours.splitlines()[1:]
        if earlier and theirs:
            self._tell(f"with it went {len(earlier)} saved before: {'; '.join(earlier[:3])}")
        self._tell(f"sent to {self._checkout.address}, branch `{self._checkout.target}`")
        if self._checkout.usual not in {"", self._checkout.target}:
            self._tell(
                f"note: the main branch there is `{self._checkout.usual}`;"
                " a site is usually published from that one"
            )

    def _follow(self, mine: str, goal: str, theirs: str) -> bool:
        """Bring the checkout to `goal`, with all that is not saved in it left as it is."""
        count = self._git.text("rev-list", "--count", "--no-merges", f"{mine}..{theirs}")
        changes = "1 change" if count == "1" else f"{count} changes"
        self._git.text("update-index", "-q", "--refresh")
        moved = self._git.succeeds("read-tree", "-m", "-u", mine, goal)
        if moved and self._git.succeeds("update-ref", "-m", "stillup send", "HEAD", goal, mine):
            self._tell(f"took in {changes} of others")
            return True
        if moved:
            self._git.text("read-tree", "-m", "-u", goal, mine)
        self._tell(
            f"note: {changes} of others could not be laid into this folder, because files that they"
            " touch have changes here that are not saved; nothing is lost, and the next"
            " `stillup send` tries again"
        )
        return False
