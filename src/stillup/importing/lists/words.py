"""What the words of foreign products say of a state and of an impact."""

import re

from stillup.model.status import ComponentStatus, Impact, UpdateStatus

_STATUSES = {
    UpdateStatus.INVESTIGATING: "investigating investigation investigate open detected reported",
    UpdateStatus.IDENTIFIED: "identified identify",
    UpdateStatus.MONITORING: "monitoring watching observing monitor",
    UpdateStatus.UPDATE: "update updated info note comment",
    UpdateStatus.RESOLVED: "resolved resolve fixed closed available recovered restored done",
    UpdateStatus.POSTMORTEM: "postmortem retrospective rca",
    UpdateStatus.SCHEDULED: "scheduled notstartedyet planned upcoming announced",
    UpdateStatus.IN_PROGRESS: "inprogress ongoing active started underway",
    UpdateStatus.VERIFYING: "verifying verify",
    UpdateStatus.COMPLETED: "completed complete finished",
    UpdateStatus.CANCELLED: "cancelled canceled",
}
_STATUS_OF = {word: status for status, words in _STATUSES.items() for word in words.split()}
_IMPACTS = {
    Impact.NONE: "none ok operational informational information serviceinformation info notice",
    Impact.MINOR: "minor low degraded degradedperformance performance performanceissues disrupted",
    Impact.MAJOR: "major medium partial partialoutage servicedisruption",
    Impact.CRITICAL: "critical",
}
_IMPACT_OF = {word: impact for impact, words in _IMPACTS.items() for word in words.split()}
_OUT = frozenset(
    [
        "majoroutage",
        "fulloutage",
        "outage",
        "serviceoutage",
        "down",
        "downtime",
        "unavailable",
        "high",
    ]
)
_MAINTENANCE = frozenset(
    [
        "maintenance",
        "undermaintenance",
        "maintenances",
        "scheduledmaintenance",
        "scheduledmaintenances",
    ]
)


def plain_word(word: str) -> str:
    """Return a word as words are compared: small letters alone."""
    return re.sub(r"[\W_]+", "", word).casefold()


def status_said(word: str) -> UpdateStatus | None:
    """Return the status that a word means, None if it is unknown."""
    return _STATUS_OF.get(plain_word(word))


def is_maintenance(word: str) -> bool:
    """Whether a word says that something is planned work."""
    return plain_word(word) in _MAINTENANCE


def impact_said(word: str, *, named: bool) -> tuple[Impact, ComponentStatus | None] | None:
    """Return the impact that a word means, and the status of components if that is not enough.

    What is out is a major outage of the components that are `named`; of no component in
    particular, only `critical` says that the whole is out.
    """
    said = plain_word(word)
    if said in _OUT:
        return (Impact.MAJOR, ComponentStatus.MAJOR_OUTAGE) if named else (Impact.CRITICAL, None)
    impact = _IMPACT_OF.get(said)
    return (impact, None) if impact else None
