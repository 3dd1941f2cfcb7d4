"""The words for a status in headings, by language. A language is added by adding a row."""

import re
from collections.abc import Mapping
from functools import cache

from stillup.model.status import INCIDENT_STATUSES, MAINTENANCE_STATUSES, UpdateStatus

WORDS: Mapping[str, Mapping[UpdateStatus, str]] = {
    "en": {
        UpdateStatus.INVESTIGATING: "Investigating",
        UpdateStatus.IDENTIFIED: "Identified",
        UpdateStatus.MONITORING: "Monitoring",
        UpdateStatus.UPDATE: "Update",
        UpdateStatus.RESOLVED: "Resolved",
        UpdateStatus.POSTMORTEM: "Postmortem",
        UpdateStatus.SCHEDULED: "Scheduled",
        UpdateStatus.IN_PROGRESS: "In progress",
        UpdateStatus.VERIFYING: "Verifying",
        UpdateStatus.COMPLETED: "Completed",
        UpdateStatus.CANCELLED: "Cancelled",
    }
}
_DEFAULT = "en"
_NOT_LETTERS = re.compile(r"[\W_]+")

ALIKE: Mapping[str, str] = {
    "fixed": "Resolved",
    "solved": "Resolved",
    "closed": "Resolved",
    "done": "Resolved",
    "watching": "Monitoring",
    "final message": "Resolved",
    "initial message": "Investigating",
    "post mortem": "Postmortem",
    "canceled": "Cancelled",
    "planned": "Scheduled",
    "started": "In progress",
    "complete": "Completed",
    "finished": "Completed",
}
"""What other products call a status. Offered, never taken."""


@cache
def status_words(language: str, *, maintenance: bool) -> Mapping[str, UpdateStatus]:
    """Return status by folded word, in English and in `language`."""
    statuses = MAINTENANCE_STATUSES if maintenance else INCIDENT_STATUSES
    tables = [WORDS[_DEFAULT], WORDS.get(language) or WORDS.get(language.partition("-")[0], {})]
    return {folded(table[s]): s for table in tables for s in statuses if s in table}


def shown_words(*, maintenance: bool) -> tuple[str, ...]:
    """Return the English words in their usual order."""
    statuses = MAINTENANCE_STATUSES if maintenance else INCIDENT_STATUSES
    return tuple(WORDS[_DEFAULT][status] for status in statuses)


def folded(words: str) -> str:
    """Return words without regard to letter case and what stands between them."""
    return _NOT_LETTERS.sub(" ", words.casefold()).strip()
