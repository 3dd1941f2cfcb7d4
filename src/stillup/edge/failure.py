"""Why an output folder could not be written: one screen, not a traceback."""

import errno
import re
from collections.abc import Mapping
from typing import Final

import msgspec

_HELP: Final[Mapping[int, str]] = {
    errno.ENOSPC: "free some space on that disk",
    getattr(errno, "EDQUOT", errno.ENOSPC): "free some space: your share of that disk is used up",
    errno.EFBIG: "raise the limit for the size of a file (`ulimit -f`)",
    errno.EROFS: "that disk may only be read: choose another folder with `--out`",
    errno.EACCES: "allow yourself to write there, or choose another folder with `--out`",
    errno.EPERM: "allow yourself to write there, or choose another folder with `--out`",
    errno.EIO: "the disk itself reports a fault: look at it, or choose another with `--out`",
    errno.ENAMETOOLONG: "give the file that this page is made from a shorter name",
    errno.EMFILE: "too many files are open at once: raise the limit (`ulimit -n`)",
}
_STAGED: Final = re.compile(r"/\.stillup-([^/]+)-[0-9a-f]{8}/tree/")
"""Where a tree is put together, of which nobody need know."""

_ELSE: Final = "look at what stands in the way there"


class Failure(msgspec.Struct, frozen=True):
    """Nothing more was written. `message` is a fact, `help` how to mend it, `state` what is so now.

    All three are sentences without a full stop.
    """

    message: str
    help: str
    state: str


UNTOUCHED: Final = "nothing was changed"
HALFWAY: Final = "every file is whole, old or new; the next build that succeeds completes the rest"


class Refused(Exception):  # noqa: N818 - it never leaves edge
    """Carries a failure up to where it is returned."""

    def __init__(self, message: str, help: str) -> None:  # noqa: A002 - the field's name
        super().__init__(message)
        self.failure = Failure(message, help, UNTOUCHED)


def failure_of(error: OSError, *, begun: bool) -> Failure:
    """Say what an error of the disk means. `begun` is whether files had been changed."""
    reason = error.strerror or str(error)
    named = error.filename2 or error.filename
    place = _STAGED.sub(r"/\1/", named) if isinstance(named, str) else ""
    message = f"writing `{place}` failed: {reason}" if place else f"writing failed: {reason}"
    help_ = f"{_HELP.get(error.errno or 0, _ELSE)}, then run the same command again"
    return Failure(message, help_, HALFWAY if begun else UNTOUCHED)
