"""Which branch of which repository, and the files that its host wants beside the site."""

from typing import Final

import msgspec

from stillup.edge.git_trouble import without_secrets

NO_JEKYLL: Final = ".nojekyll"
"""Without this file GitHub leaves out what begins with an underscore, or is no name to its mind."""


class BranchAddress(msgspec.Struct, frozen=True, kw_only=True):
    """Where to. `domain` is the site's own, empty if it has none."""

    url: str
    branch: str
    domain: str = ""
    keeps_history: bool = False

    @property
    def shown(self) -> str:
        """The repository, without secrets."""
        return without_secrets(self.url)

    @property
    def place(self) -> str:
        """The branch, for people."""
        return f"{self.shown} ({self.branch})"

    @property
    def ref(self) -> str:
        """The branch, for Git."""
        return f"refs/heads/{self.branch}"

    def extras(self) -> dict[str, bytes]:
        """Return the files that the host wants, by path."""
        extras = {NO_JEKYLL: b""}
        if self.domain:
            name = ".domains" if "codeberg.org" in self.url else "CNAME"
            extras[name] = f"{self.domain}\n".encode()
        return extras
