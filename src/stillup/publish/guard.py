"""What was asked for, and what is never done without being asked for. Pure."""

from collections.abc import Sequence

import msgspec

from stillup.publish.held import Held
from stillup.publish.plan import Plan, allowed_deletes
from stillup.publish.target import TargetError, Why
from stillup.report.tally import counted

_SHOWN = 3


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for. `max_deletes` None is `allowed_deletes`; `remove` are ids.

    `adopt` allows a first run to replace files that Stillup did not write. `content` is a digest
    of all that shapes what is published but the clock.
    """

    full: bool = False
    dry_run: bool = False
    max_deletes: int | None = None
    remove: tuple[str, ...] = ()
    adopt: bool = False
    content: str = ""


def find_refusal(plan: Plan, held: Held, wishes: Wishes) -> TargetError | None:
    """Return why a plan is not carried out, None if it may be."""
    if plan.foreign and not wishes.adopt:
        are = "is" if len(plan.foreign) == 1 else "are"
        return TargetError(
            Why.REFUSED,
            f"{_some(plan.foreign)} {are} already there, and Stillup did not write that",
            "name an empty place in `site.yaml`, or replace such files: `stillup publish --adopt`",
        )
    allowed = allowed_deletes(held) if wishes.max_deletes is None else wishes.max_deletes
    count = len(plan.deletions)
    if count > allowed:
        return TargetError(
            Why.REFUSED,
            f"{counted(count, 'file')} would be deleted, and the limit is {allowed}: "
            f"{_some(plan.deletions)}",
            "see all of them with `stillup publish --dry-run`; if that is right, "
            f"`stillup publish --max-deletes {count}`",
        )
    return None


def _some(paths: Sequence[str]) -> str:
    shown = ", ".join(f"`{path}`" for path in paths[:_SHOWN])
    return shown if len(paths) <= _SHOWN else f"{shown} and {len(paths) - _SHOWN} more"
