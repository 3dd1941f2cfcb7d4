"""Makes a commit of chosen files, whatever else is changed, staged or new in the checkout."""

import re
import time
from collections.abc import Sequence
from typing import Final

from stillup.desk.sending.changes import Change
from stillup.desk.sending.checkout import Checkout
from stillup.desk.sending.trouble import CannotSend
from stillup.edge.git_trouble import GitTrouble, Kind

_NOTHING: Final = re.compile(r"nothing to commit|nothing added to commit|no changes added")
_WAITS: Final = (0.2, 0.5, 1.0, 2.0)
"""Seconds to wait for another Git at work here, an editor's for example."""


def save(checkout: Checkout, chosen: Sequence[Change], message: str) -> bool:
    """Commit these files as they are on the disk, and nothing else; staged work stays staged.

    Returns whether there was anything to save. Raises GitTrouble or CannotSend, with the index as
    it was.
    """
    new = [checkout.in_repository(each.path) for each in chosen if not each.is_known]
    paths = [checkout.in_repository(each.path) for each in chosen]
    if new:
        _patiently(checkout, "add", "--intent-to-add", "--", *new)
    try:
        return _commit(checkout, paths, message)
    except BaseException:
        if new:
            checkout.git.text("reset", "--quiet", "--", *new)
        raise


def _commit(checkout: Checkout, paths: Sequence[str], message: str) -> bool:
    before = checkout.git.text("rev-parse", "--quiet", "--verify", "HEAD")
    try:
        _patiently(checkout, "commit", "--quiet", "--only", "-m", message, "--", *paths)
    except GitTrouble as trouble:
        if _NOTHING.search("\n".join(trouble.said)):
            return False
        if trouble.kind is Kind.OTHER:
            raise CannotSend(
                "a check of this repository (a Git hook) did not let the change be saved",
                "do what it says, then send again; your text is in its file as you wrote it",
                trouble.said,
            ) from None
        raise
    return checkout.git.text("rev-parse", "--quiet", "--verify", "HEAD") != before


def _patiently(checkout: Checkout, *command: str) -> None:
    """Run a command that changes the index, and wait a little for others who do."""
    for wait in _WAITS:
        try:
            checkout.git.run(*command)
        except GitTrouble as trouble:
            if trouble.kind is not Kind.LOCKED:
                raise
            time.sleep(wait)
        else:
            return
    checkout.git.run(*command)
