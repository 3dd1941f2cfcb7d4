"""Whether it is time to publish: the clock has changed something, or the content was changed."""

from collections.abc import Sequence
from datetime import datetime

from stillup.publish.held import Last
from stillup.publish.lease import read_state
from stillup.publish.target import Target, TargetError
from stillup.publish.task import Task


def find_due(
    targets: Sequence[Target], now: datetime, content: str
) -> tuple[list[Target], datetime | None]:
    """Return the targets that are due, and the moment at which the first of the others will be.

    One that can't be asked is due: publishing to it says why. `content` is as in `Last`.
    """
    tasks = [(target, Task(lambda t=target: _last_of(t))) for target in targets]  # type: ignore[misc]
    due, following = [], []
    for target, task in tasks:
        last = task.result()
        if last is None or is_due(last, now, content):
            due.append(target)
        elif last.next_change is not None:
            following.append(last.next_change)
    return due, min(following, default=None)


def is_due(last: Last, now: datetime, content: str) -> bool:
    """Whether what was published last is no longer what it should be now."""
    return last.content != content or last.next_change is None or last.next_change <= now


def _last_of(target: Target) -> Last | None:
    try:
        target.look()
        return read_state(target)[0].last
    except TargetError:
        return None
    finally:
        target.close()
