"""Rules over all updates of one post that need no other file and no clock."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from stillup.model.diagnostic import Problems, Span
from stillup.model.post import Incident, Maintenance, Update
from stillup.model.status import REOPENING, ComponentStatus, UpdateStatus
from stillup.parse.lines import Lines

_FAR = timedelta(days=31)
_YEAR = timedelta(days=365)


def check_incident(
    incident: Incident, day: date | None, zone: ZoneInfo, lines: Lines, problems: Problems
) -> None:
    """Report what contradicts itself in an incident. `day` is that of the file name."""
    check_ids(incident.updates, lines, problems)
    if not incident.updates:
        return
    retrospective = incident.retrospective or any(u.retrospective for u in incident.updates)
    if day and incident.started is None and not retrospective:
        _check_day(incident.updates[0], day, zone, lines, problems)
    _check_resolved(incident, lines, problems)
    _check_ended(incident, problems)
    _check_started(incident, problems)


def check_maintenance(
    maintenance: Maintenance, day: date | None, zone: ZoneInfo, lines: Lines, problems: Problems
) -> None:
    """Report what contradicts itself in a piece of maintenance."""
    check_ids(maintenance.updates, lines, problems)
    if maintenance.ends.at <= maintenance.starts.at:
        _report_order(maintenance.ends.span, problems)
    starts, ends = maintenance.starts, maintenance.ends
    for update in maintenance.updates:
        starts, ends = update.starts or starts, update.ends or ends
        if (update.starts or update.ends) and ends.at <= starts.at:
            _report_order((update.ends or starts).span, problems)
    if day and maintenance.updates:
        start = maintenance.starts.at.astimezone(zone).date()
        if abs(start - day) > _FAR:
            _check_day(maintenance.updates[0], day, zone, lines, problems)


def check_ids(updates: tuple[Update, ...], lines: Lines, problems: Problems) -> None:
    """Report updates that share an id."""
    if len({update.id for update in updates}) == len(updates):
        return
    seen: dict[str, Update] = {}
    for update in sorted(updates, key=lambda u: u.span):
        first = seen.setdefault(update.id, update)
        if first is update:
            continue
        heading = lines.place(update.span.line).written.rstrip()
        problems.error(
            "same-update-id",
            update.span,
            f"two updates have the id `{update.id}`, which is the time of the first",
            notes=(f"the other one is in line {first.span.line}",),
            help="add seconds to this one:",
            fix=_with_seconds(heading),
        )


def _with_seconds(heading: str) -> str:
    head, colon, minute = heading.rpartition(":")
    return f"{head}{colon}{minute[:2]}:30{minute[2:]}" if colon else ""


def _check_day(first: Update, day: date, zone: ZoneInfo, lines: Lines, problems: Problems) -> None:
    local = first.at.astimezone(zone).date()
    if abs(local - day) <= _FAR:
        return
    heading = lines.place(first.span.line).written
    problems.error(
        "far-from-file-name",
        first.span,
        f"the first update is {abs((local - day).days)} days away from the day in the file's name, "
        f"{day.isoformat()}",
        help="mend the year or the day; if it is right, say when it began with `started:`, or that "
        "it was written afterwards with `retrospective: true`",
        fix=_with_near_year(heading, local, day),
    )


def _with_near_year(heading: str, local: date, day: date) -> str:
    for year in (day.year, day.year + 1, day.year - 1):
        try:
            near = abs(local.replace(year=year) - day) <= _FAR
        except ValueError:
            continue
        if near and year != local.year:
            return heading.replace(str(local.year), str(year), 1)
    return ""


def _check_resolved(incident: Incident, lines: Lines, problems: Problems) -> None:
    """Report components that are left, or made, bad while the incident is not open."""
    resolved = False
    for update in incident.updates:
        if update.status is UpdateStatus.RESOLVED:
            resolved = True
        elif update.status in REOPENING:
            resolved = False
        if not resolved:
            continue
        for mark in update.components:
            if mark.status is ComponentStatus.OPERATIONAL:
                continue
            if update.status is UpdateStatus.RESOLVED:
                _report_left(mark.name, mark.span, lines, problems)
            elif mark.status is not None:
                _report_after(mark.name, mark.span, update, lines, problems)


def _report_left(name: str, span: Span, lines: Lines, problems: Problems) -> None:
    place = lines.place(span.line)
    problems.error(
        "degraded-when-resolved",
        span,
        f"this update says Resolved and leaves `{name}` affected",
        help="if it works again, say so; if it does not, the update is no `Resolved` yet:",
        fix=_all_operational(place.written, name),
    )


def _all_operational(written: str, name: str) -> str:
    head, colon, value = written.partition(":")
    if not colon:
        return ""
    names = [part.partition(":")[0].strip() for part in value.strip().strip("{}[]").split(",")]
    return f"{head}: " + ", ".join(f"{each}: operational" for each in names if each) if name else ""


def _report_after(name: str, span: Span, update: Update, lines: Lines, problems: Problems) -> None:
    heading = lines.place(update.span.line).written
    problems.error(
        "degraded-when-resolved",
        span,
        f"`{name}` gets worse here, and the incident is resolved",
        notes=("after `Resolved`, `Investigating`, `Identified` or `Monitoring` opens it again",),
        help="open the incident again, in the heading of this update:",
        fix="## Investigating" + heading[_end_of_word(heading) :],
    )


def _end_of_word(heading: str) -> int:
    digit = next((i for i, c in enumerate(heading) if c.isdigit()), len(heading))
    head = heading[:digit]
    return len(head.rstrip(" \t·—–:-|@"))


def _check_ended(incident: Incident, problems: Problems) -> None:
    began = incident.started or incident.updates[0].at
    for update in incident.updates:
        if update.ended and update.ended < began:
            problems.error(
                "ended-before-started",
                update.ended_span,
                "`ended` is earlier than the beginning of the incident",
                notes=(
                    (
                        f"it began at {began:%Y-%m-%d %H:%M} UTC and ended at "
                        f"{update.ended:%Y-%m-%d %H:%M} UTC"
                    ),
                ),
                help="mend this time, or `started` in the front matter",
            )


def _check_started(incident: Incident, problems: Problems) -> None:
    if incident.started and incident.started > incident.updates[-1].at:
        problems.error(
            "started-after-updates",
            incident.started_span,
            "`started` is later than every update",
            help="write when customers were first hit",
        )
    elif incident.started and not incident.retrospective:
        _warn_year(incident, incident.started, problems)


def _warn_year(incident: Incident, started: datetime, problems: Problems) -> None:
    """Warn of the usual slip in January: last year's number."""
    before = incident.updates[0].at - started
    if abs(before - _YEAR) <= _FAR:
        problems.warning(
            "started-a-year-before",
            incident.started_span,
            f"`started` is {before.days} days before the first update",
            help="check the year; if it is right, `retrospective: true` says that you know",
        )


def _report_order(span: Span, problems: Problems) -> None:
    problems.error(
        "ends-before-starts",
        span,
        "the work ends before it starts",
        help="mend `starts` or `ends`",
    )
