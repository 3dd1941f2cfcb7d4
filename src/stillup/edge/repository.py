"""Which repository a folder stands in, by its files alone: Git itself is not asked."""

import configparser
import re
from pathlib import Path

_ADDRESS = re.compile(
    r"(?:(?:https?|ssh|rsync)://)?(?:[^@/\s]*@)?([\w.-]+)(?::\d+)?[:/](.+?)(?:\.git)?/?"
)


def find_top(folder: Path) -> Path | None:
    """Return the top of the repository that a folder stands in, or would."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)


def read_origin(top: Path) -> tuple[str, str]:
    """Return host and path of where a repository came from, both empty if that is not known."""
    config = configparser.ConfigParser(strict=False, interpolation=None, allow_no_value=True)
    try:
        text = (top / ".git" / "config").read_text(encoding="utf-8", errors="replace")
        config.read_string(text)
    except (OSError, configparser.Error):
        return "", ""
    return parse_address((config.get('remote "origin"', "url", fallback="") or "").strip())


def parse_address(address: str) -> tuple[str, str]:
    """Return host and path of an address such as `git@host:path` or `ssh://host:22/path`.

    Both are empty for what lies on this machine.
    """
    found = _ADDRESS.fullmatch(address)
    return (found[1], found[2]) if found else ("", "")
