"""What becomes of a wish to change a file: its new bytes, or why it is left alone."""

import msgspec

from stillup.model.diagnostic import Diagnostic


class Edited(msgspec.Struct, frozen=True):
    """A file's new bytes. Lines `first` to `last`, counted from 1, were written.

    Both are 0 where there was nothing to write.
    """

    data: bytes
    first: int = 0
    last: int = 0


class Refused(msgspec.Struct, frozen=True):
    """Why a file is left alone: what is wrong in which line, and how to mend it.

    `line` counts from 1; 0 means the file as a whole. `fix` is a corrected line, if there is one.
    """

    line: int
    what: str
    help: str = ""
    fix: str = ""


def refused(problem: Diagnostic) -> Refused:
    """Return the refusal that follows from a problem that the parser found."""
    return Refused(problem.span.line, problem.message, problem.help, problem.fix)
