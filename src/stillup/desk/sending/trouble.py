"""Why a post was not sent: facts with a way out, for whoever shows them."""

import msgspec

from stillup.model.diagnostic import Diagnostic


class CannotSend(Exception):  # noqa: N818 - it says what is so
    """The repository is in no state to send from. A fact, and a sentence that says what to do."""

    def __init__(self, message: str, help: str, said: tuple[str, ...] = ()) -> None:  # noqa: A002
        super().__init__(message)
        self.message, self.help, self.said = message, help, said


class Unsent(CannotSend):
    """The same, after what was to be sent had been saved here."""


class NotGoodEnough(Exception):  # noqa: N818
    """The site would not build with what was to be sent, or readers would see gaps in it."""

    def __init__(self, found: tuple[Diagnostic, ...], paths: frozenset[str]) -> None:
        super().__init__("errors in the site")
        self.found, self.paths = found, paths


class Difference(msgspec.Struct, frozen=True):
    """A place that two people wrote. `line` counts from 1 in the file as it is here."""

    line: int
    mine: str
    theirs: str


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """A file that two people changed in ways that do not go together.

    `path` is the file in the site folder, or in the repository if it lies outside. `deleted` says
    who deleted it: `mine`, `theirs` or nobody. `kept` is where their version lies for reading.
    `missing` are lines of theirs that are not in the file, though the clash is said to be settled.
    """

    path: str
    who: str
    subject: str
    differences: tuple[Difference, ...] = ()
    deleted: str = ""
    kept: str = ""
    missing: tuple[str, ...] = ()


class Clashed(Exception):  # noqa: N818
    """What was written here, and is saved here, clashes with what others sent."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__("two people changed the same place")
        self.clashes = clashes
