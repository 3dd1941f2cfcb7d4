"""What Git's failures mean for a target."""

from collections.abc import Mapping
from typing import Final

from stillup.edge.git_trouble import GitTrouble, Kind
from stillup.publish.git_branch.address import BranchAddress
from stillup.publish.target import TargetError, Why

_WHY: Final[Mapping[Kind, Why]] = {
    Kind.NOT_INSTALLED: Why.LIBRARY,
    Kind.UNREACHABLE: Why.UNREACHABLE,
    Kind.SLOW: Why.UNREACHABLE,
    Kind.LOGIN: Why.CREDENTIALS,
    Kind.UNKNOWN_HOST: Why.CREDENTIALS,
    Kind.NOT_THERE: Why.MISSING,
    Kind.MOVED: Why.MOVED,
    Kind.FULL: Why.FULL,
    Kind.READ_ONLY: Why.READ_ONLY,
}
_HELP: Final[Mapping[Why, str]] = {
    Why.LIBRARY: "install Git from https://git-scm.com",
    Why.UNREACHABLE: "look whether you are online, and whether its operators report an outage",
    Why.CREDENTIALS: "see that this account may push there: `git ls-remote ADDRESS` uses the same"
    " key or token; a key with a passphrase first wants `ssh-add`",
    Why.MISSING: "make the repository first, or mend its address in `site.yaml`",
    Why.MOVED: "run the same command again",
    Why.FULL: "free some space on that disk",
    Why.READ_ONLY: "allow this account to write to the repository",
    Why.REFUSED: "allow this account to replace the branch (a protected branch does not), or name"
    " another branch in `site.yaml`",
}
_SAID: Final = 3


def error_of(trouble: GitTrouble, address: BranchAddress) -> TargetError:
    """Return the target's error. What the server said itself is quoted: only it knows the rule."""
    why = _WHY.get(trouble.kind, Why.REFUSED)
    message = trouble.message
    if why is Why.MOVED:
        message = f"somebody else changed the branch `{address.branch}` of `{address.shown}`"
    elif why is Why.MISSING:
        message = f"there is no repository `{address.shown}`, or none that you may see"
    elif why is Why.REFUSED and trouble.said:
        said = "; ".join(line.strip().rstrip(".") for line in trouble.said[:_SAID])
        message = f"`{address.place}` was not changed, and Git said: {said}"
    help_ = trouble.help if trouble.kind is Kind.UNKNOWN_HOST else _HELP[why]
    return TargetError(why, message, help_)
