"""Publishes into a branch of a Git repository: GitHub, GitLab and Codeberg Pages, or any other."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from stillup.edge.git import Git
from stillup.edge.git_trouble import GitTrouble
from stillup.model import settings
from stillup.publish.git_branch.address import BranchAddress
from stillup.publish.git_branch.target import GitBranchTarget
from stillup.publish.target import TargetError, Why

_INHERITED: Final = r"^(http\.|credential\.|url\.|core\.sshcommand$|protocol\.)"
"""Settings of the site's own checkout by which Git gets at servers: a CI keeps its token there."""
_SCP_LIKE: Final = re.compile(r"[^/]+:(?!//)")
_HISTORIES: Final = ("one", "keep")


def open_target(
    target: settings.Target, *, site: Path, environ: Mapping[str, str]
) -> GitBranchTarget:
    """Return the target, asking nobody yet. Raises TargetError for options without meaning."""
    history = target.options.get("history", _HISTORIES[0])
    if history not in _HISTORIES:
        raise TargetError(
            Why.REFUSED,
            f"`history: {history}` of the target `{target.name}` means nothing",
            "write `history: keep` to keep each state of the site, or leave it out for one commit",
        )
    url = _full(target.to.removeprefix("git+"), site)
    usual = "pages" if "codeberg.org" in url else "gh-pages"
    address = BranchAddress(
        url=url,
        branch=target.options.get("branch", usual),
        domain=target.options.get("domain", ""),
        keeps_history=history == "keep",
    )
    return GitBranchTarget(
        target.name, address, home=site / ".stillup", environ=environ, inherited=_inherited(site)
    )


def _full(url: str, site: Path) -> str:
    """Return an address as it means the same everywhere: a path is seen from the site's folder."""
    if "://" in url or _SCP_LIKE.match(url):
        return url
    return str((site / url).resolve())


def _inherited(site: Path) -> tuple[tuple[str, str], ...]:
    command = ("config", "--local", "--includes", "--null", "--get-regexp", _INHERITED)
    try:
        ran = Git(str(site.resolve())).run(*command, good=range(256))
    except GitTrouble:
        return ()
    pairs = (name.partition("\n") for name in ran.names) if ran.code == 0 else ()
    return tuple((key, value) for key, _, value in pairs)
