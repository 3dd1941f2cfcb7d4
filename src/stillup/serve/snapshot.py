"""What the preview shows at one moment: frozen, so that a request is answered from exactly one."""

from datetime import datetime

import msgspec

from stillup.build import Build
from stillup.model.diagnostic import Diagnostic
from stillup.model.sources import Kind


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """One view of a site folder.

    `number` rises with every change that a browser must see. `build` is the last good one, None
    before the first. `problems` are those of the newest state of the folder; with an error among
    them `build` is older than the folder. `now` is the moment shown, and `is_frozen` whether it
    stands still. `as_of` is when the sources of `build` were read. `reading` is how many files
    were read, of how many, while the first build is being made. `note` is a sentence about how
    changes are noticed, empty if that is as it should be.
    """

    number: int
    build: Build | None = None
    problems: tuple[Diagnostic, ...] = ()
    now: datetime
    as_of: datetime
    reading: tuple[int, int] | None = None
    is_frozen: bool = False
    note: str = ""

    @property
    def is_current(self) -> bool:
        """Whether `build` is what stands in the folder now."""
        return self.build is not None and not any(each.is_error for each in self.problems)


def looks_the_same(one: Snapshot, other: Snapshot) -> bool:
    """Whether a browser that shows one of them need not hear of the other."""
    if (one.problems, one.is_frozen, one.note) != (other.problems, other.is_frozen, other.note):
        return False
    if one.is_frozen and one.now != other.now:
        return False
    if (one.reading is None) != (other.reading is None):
        return False
    return _shown(one.build) == _shown(other.build)


def _shown(build: Build | None) -> object:
    """Return all that can be seen of a build; what is made anew in every run is not looked at."""
    if build is None:
        return None
    return [each for each in build.documents if each.kind is not Kind.PUBLISHED], build.hidden
