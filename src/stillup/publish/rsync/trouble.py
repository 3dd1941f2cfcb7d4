"""What rsync and ssh say when they fail, and what that means."""

import re
from typing import Final

from stillup.publish.rsync.address import RsyncAddress
from stillup.publish.target import TargetError, Why

_SIGNS: Final[tuple[tuple[Why, str], ...]] = (
    (Why.CREDENTIALS, r"permission denied \((?:publickey|password|keyboard|gssapi)"),
    (Why.CREDENTIALS, r"host key verification failed|host identification has changed"),
    (Why.CREDENTIALS, r"too many authentication failures"),
    (Why.LIBRARY, r"rsync: (?:command )?not found|rsync: no such file"),
    (Why.FULL, r"no space left|disk quota exceeded|file too large"),
    (Why.READ_ONLY, r"read-only file system|permission denied|operation not permitted"),
    (Why.MISSING, r"mkdir .* failed: no such file"),
    (
        Why.UNREACHABLE,
        (
            r"could not resolve|connection (?:refused|reset|timed out|closed)|no route to host"
            r"|network is unreachable|connection unexpectedly closed|operation timed out"
            r"|broken pipe|timeout in data send|error in socket io|kex_exchange"
        ),
    ),
)
_FACTS: Final = {
    Why.CREDENTIALS: "`{login}` did not let you in",
    Why.UNREACHABLE: "`{host}` can't be reached",
    Why.LIBRARY: "`{host}` has no program rsync",
    Why.FULL: "the disk of `{host}` is full",
    Why.READ_ONLY: "`{place}` may not be written to",
    Why.MISSING: "there is no folder on `{host}` for `{folder}` to be made in",
}
_HELP: Final = {
    Why.CREDENTIALS: "see that `ssh {login}` lets you in without a question; a key with a"
    " passphrase first wants `ssh-add`, a new host its fingerprint",
    Why.UNREACHABLE: "look whether you are online, and whether that host is up",
    Why.LIBRARY: "have it installed there",
    Why.FULL: "free some space on that disk",
    Why.READ_ONLY: "allow this user to write there, or name another folder in `site.yaml`",
    Why.MISSING: "make it there, or name another folder in `site.yaml`",
    Why.REFUSED: "look at what stands in the way there",
}
_SHORT: Final = 200


def error_of(said: str, address: RsyncAddress) -> TargetError:
    """Return what the messages of a run that failed mean."""
    folded = said.lower()
    why = next((w for w, sign in _SIGNS if re.search(sign, folded)), Why.REFUSED)
    words = {
        "login": address.login,
        "host": address.host,
        "place": address.place,
        "folder": address.folder,
    }
    fact = _FACTS.get(why)
    message = fact.format(**words) if fact else f"rsync failed at `{address.place}`: {_first(said)}"
    return TargetError(why, message, _HELP[why].format(**words))


def is_nothing_there(said: str) -> bool:
    """Whether the folder that was to be read is not there."""
    return bool(re.search(r"change_dir .* failed: No such file or directory", said))


def not_installed(program: str) -> TargetError:
    """Return the error for a program that is missing here."""
    return TargetError(
        Why.LIBRARY,
        f"the program {program} is not installed on this computer",
        f"install {program}, then run the same command again",
    )


def _first(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    plain = "".join(sign for sign in (lines[0] if lines else "nothing said") if sign.isprintable())
    return plain[:_SHORT].rstrip(".")
