"""The vocabularies, and pure questions about them: which is worst, what follows from what."""

from collections.abc import Iterable
from enum import StrEnum


class ComponentStatus(StrEnum):
    """The state of one component, in the words of the Statuspage format."""

    OPERATIONAL = "operational"
    UNDER_MAINTENANCE = "under_maintenance"
    DEGRADED_PERFORMANCE = "degraded_performance"
    PARTIAL_OUTAGE = "partial_outage"
    MAJOR_OUTAGE = "major_outage"


class Impact(StrEnum):
    """How hard an incident hits. `none` is an announcement: it colours nothing."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class UpdateStatus(StrEnum):
    """What an update of an incident or of a maintenance says it is."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    UPDATE = "update"
    RESOLVED = "resolved"
    POSTMORTEM = "postmortem"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    VERIFYING = "verifying"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


INCIDENT_STATUSES = (
    UpdateStatus.INVESTIGATING,
    UpdateStatus.IDENTIFIED,
    UpdateStatus.MONITORING,
    UpdateStatus.UPDATE,
    UpdateStatus.RESOLVED,
    UpdateStatus.POSTMORTEM,
)
MAINTENANCE_STATUSES = (
    UpdateStatus.SCHEDULED,
    UpdateStatus.IN_PROGRESS,
    UpdateStatus.VERIFYING,
    UpdateStatus.COMPLETED,
    UpdateStatus.CANCELLED,
    UpdateStatus.UPDATE,
)
STATELESS = frozenset({UpdateStatus.UPDATE, UpdateStatus.POSTMORTEM})
"""Statuses that never change the state of what they update."""

UNDER_WAY = frozenset({UpdateStatus.IN_PROGRESS, UpdateStatus.VERIFYING})
"""Statuses of a maintenance whose work has begun and is not over."""

REOPENING = frozenset(
    {UpdateStatus.INVESTIGATING, UpdateStatus.IDENTIFIED, UpdateStatus.MONITORING}
)

_COMPONENT_RANK = {status: rank for rank, status in enumerate(ComponentStatus)}
_IMPACT_RANK = {impact: rank for rank, impact in enumerate(Impact)}
_OF_IMPACT = {
    Impact.NONE: ComponentStatus.OPERATIONAL,
    Impact.MINOR: ComponentStatus.DEGRADED_PERFORMANCE,
    Impact.MAJOR: ComponentStatus.PARTIAL_OUTAGE,
    Impact.CRITICAL: ComponentStatus.MAJOR_OUTAGE,
}


def severity_of(status: ComponentStatus) -> int:
    """Return the rank of a component status: 0 is operational, 4 a major outage."""
    return _COMPONENT_RANK[status]


def worst_status(statuses: Iterable[ComponentStatus]) -> ComponentStatus:
    """Return the worst of `statuses`, operational if there are none."""
    return max(statuses, key=severity_of, default=ComponentStatus.OPERATIONAL)


def highest_impact(impacts: Iterable[Impact]) -> Impact:
    """Return the highest of `impacts`, none if there are none."""
    return max(impacts, key=_IMPACT_RANK.__getitem__, default=Impact.NONE)


def status_of_impact(impact: Impact) -> ComponentStatus:
    """Return the status that a component named without one has in an incident of that impact."""
    return _OF_IMPACT[impact]


def is_downtime(status: ComponentStatus) -> bool:
    """Whether time in `status` counts against the component. Maintenance never does."""
    return severity_of(status) > severity_of(ComponentStatus.UNDER_MAINTENANCE)
