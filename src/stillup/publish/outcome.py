"""What became of a run, target by target."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from stillup.build import Build
from stillup.edge.failure import Failure
from stillup.publish.held import Last
from stillup.publish.missing import Missing
from stillup.publish.plan import Plan


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One target. `failure` is None if it now holds the site, or with `--dry-run`, if it could.

    `before` is the last run that succeeded there, None if there was none or nobody could tell.
    `plan` is what was to be done, None if it never came to that. `bytes` were sent.
    """

    name: str
    place: str
    failure: Failure | None = None
    before: Last | None = None
    plan: Plan | None = None
    bytes: int = 0
    sent: Mapping[str, str] = {}
    """The digests of what was sent, by path."""
    unseen: tuple[str, ...] = ()
    """Addresses at which readers still got something else when `--verify` asked."""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run. `missing` stopped it before anything was changed, if there are any.

    `at` is the moment that is published. `is_due` is false if `--if-due` found nothing to do.
    `new_updates` are the keys of what is public for the first time since this run, anywhere;
    a run that could read no ledger names none. `is_first` is whether there was no ledger at all.
    """

    build: Build
    at: datetime
    outcomes: tuple[Outcome, ...] = ()
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()
    is_due: bool = True
    next_change: datetime | None = None
    new_updates: tuple[str, ...] = ()
    is_first: bool = False
    untold: tuple[str, ...] = ()
    """What hooks and the hub could not be told, in sentences without a full stop."""

    @property
    def may_go(self) -> bool:
        """Whether the content let it be published, or nobody had to look at it."""
        return self.build.is_good or not self.is_due

    @property
    def is_good(self) -> bool:
        """Whether every target holds the site, and whoever is to be told was."""
        ill = any(outcome.failure or outcome.unseen for outcome in self.outcomes)
        return not self.missing and not self.untold and not ill
