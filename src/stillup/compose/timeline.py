"""How an incident or a maintenance went: its state, and when which component was how.

Rules: CONTENT, "Life cycle", "State" and "Maintenance". Nothing here knows the present.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from stillup.compose.catalogue import Catalogue
from stillup.model.post import ComponentMark, Incident, Maintenance, Moment, Update
from stillup.model.status import (
    REOPENING,
    STATELESS,
    UNDER_WAY,
    ComponentStatus,
    Impact,
    UpdateStatus,
    highest_impact,
    is_downtime,
    status_of_impact,
)

_OPERATIONAL = ComponentStatus.OPERATIONAL


class Spell(msgspec.Struct, frozen=True):
    """A stretch of time in which a component had one status; `until` None means it lasts.

    An incident that names no component has spells of the component with the empty id. What is
    `planned` comes of a maintenance, and is never downtime.
    """

    component: str
    status: ComponentStatus
    since: datetime
    until: datetime | None = None
    planned: bool = False

    @property
    def is_downtime(self) -> bool:
        """Whether it counts against the component."""
        return is_downtime(self.status) and not self.planned


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The course of a post. `statuses` is the last word on each component it ever named.

    `declared` is the word on components before any update. `started` is when customers were first
    hit (maintenance: when work began, by an update, else by plan); `ended` when that stopped.
    `changes` says per update what it set. `starts` and `ends` are a maintenance's latest plan,
    `plans` the one that stood before each update.
    """

    status: UpdateStatus
    is_open: bool
    started: datetime
    ended: datetime | None = None
    impact: Impact = Impact.NONE
    highest: Impact = Impact.NONE
    declared: dict[str, ComponentStatus] = {}
    statuses: dict[str, ComponentStatus] = {}
    spells: tuple[Spell, ...] = ()
    changes: dict[str, dict[str, ComponentStatus]] = {}
    starts: Moment | None = None
    ends: Moment | None = None
    plans: dict[str, tuple[Moment, Moment]] = {}


def incident_timeline(incident: Incident, catalogue: Catalogue) -> Timeline:
    """Walk the updates of an incident in the order of time."""
    walk = _Walk(incident, catalogue)
    for update in incident.updates:
        walk.take(update)
    return walk.result()


class _Walk:
    """The state of an incident while its updates are read."""

    def __init__(self, incident: Incident, catalogue: Catalogue) -> None:
        first = incident.updates[0].at
        self.incident = incident
        self.catalogue = catalogue
        self.started = min(incident.started or first, first)
        self.impact = incident.impact
        self.impacts = [incident.impact]
        announced = incident.impact is Impact.NONE
        self.status = UpdateStatus.UPDATE if announced else UpdateStatus.INVESTIGATING
        self.is_open = True
        self.ended: datetime | None = None
        self.resolved: datetime | None = None
        self.changes: dict[str, dict[str, ComponentStatus]] = {}
        self.before_resolved: dict[str, ComponentStatus] = {}
        said = catalogue.statuses(incident.components, incident.impact, self.started)
        self.declared = said
        named = incident.components or any(u.components for u in incident.updates)
        self.log = _Log(said if named else {"": status_of_impact(incident.impact)}, self.started)

    def take(self, update: Update) -> None:
        """Apply one update."""
        if update.impact is not None:
            self.impact = update.impact
            self.impacts.append(update.impact)
        said = self._said(update)
        if update.status in REOPENING and not self.is_open:
            said = self.before_resolved | said
            self.is_open, self.ended = True, None
        if update.status is UpdateStatus.RESOLVED and self.is_open:
            self.before_resolved = dict(self.log.now)
            said = dict.fromkeys(self.log.now, _OPERATIONAL) | said
            self.is_open, self.resolved = False, update.at
        news = self.log.set(said, update.at)
        self.changes[update.id] = news
        if any(status is not _OPERATIONAL for status in news.values()):
            self.ended = None
        if update.status not in STATELESS:
            self.status = update.status if self.is_open else UpdateStatus.RESOLVED
        if update.ended is not None:
            self.ended = update.ended
            self.log.cut(update.ended)

    def result(self) -> Timeline:
        """Return the timeline. A withdrawn incident has no spells and is not open."""
        spells = () if self.incident.withdrawn else self.log.spells()
        is_open = self.is_open and not self.incident.withdrawn
        return Timeline(
            status=self.status,
            is_open=is_open,
            started=self.started,
            ended=None if is_open else self._end(spells),
            impact=self.impact,
            highest=highest_impact(self.impacts),
            declared=self.declared,
            statuses={c: s for c, s in self.log.now.items() if c},
            spells=spells,
            changes=self.changes,
        )

    def _said(self, update: Update) -> dict[str, ComponentStatus]:
        """Return what an update says of components, and its impact of the site as a whole.

        Where the incident is over, a component named without a status works.
        """
        is_over = update.status is UpdateStatus.RESOLVED or (
            not self.is_open and update.status not in REOPENING
        )
        impact = Impact.NONE if is_over else self.impact
        said = self.catalogue.statuses(update.components, impact, self.started)
        if "" in self.log.now and update.impact is not None and not is_over:
            said[""] = status_of_impact(impact)
        return said

    def _end(self, spells: tuple[Spell, ...]) -> datetime | None:
        if self.ended is not None:
            return self.ended
        ends = [spell.until for spell in spells if spell.until is not None]
        return max(ends) if ends else self.resolved


class _Log:
    """What each component was, since when; closed spells are kept."""

    def __init__(
        self, said: dict[str, ComponentStatus], at: datetime, *, planned: bool = False
    ) -> None:
        self._planned = planned
        self.now: dict[str, ComponentStatus] = {}
        self._since: dict[str, datetime] = {}
        self._closed: list[Spell] = []
        self._cut: dict[str, datetime] = {}
        self.set(said, at)

    def set(self, said: dict[str, ComponentStatus], at: datetime) -> dict[str, ComponentStatus]:
        """Note statuses from `at` on and return those that are news.

        Who is hit again after all was over is news, also if the status is the one of before.
        """
        news = {c: s for c, s in said.items() if self.now.get(c) is not s or self._is_again(c, s)}
        for component, status in news.items():
            self._close(component, at)
            self.now[component] = status
            self._since[component] = at
        return news

    def cut(self, at: datetime) -> None:
        """Nobody was hit after `at`, whatever stood until now."""
        self._closed = [
            spell if spell.until is None or spell.until <= at else _shortened(spell, at)
            for spell in self._closed
            if spell.since < at
        ]
        for component in self.now:
            self._cut[component] = at

    def _is_again(self, component: str, status: ComponentStatus) -> bool:
        return component in self._cut and status is not _OPERATIONAL

    def spells(self) -> tuple[Spell, ...]:
        """Return every spell in which a component was not operational, in order."""
        running = [self._spell(component, None) for component in self.now]
        found = [s for s in (*self._closed, *running) if s is not None]
        return tuple(sorted(found, key=lambda s: (s.since, s.component)))

    def _close(self, component: str, at: datetime) -> None:
        spell = self._spell(component, at) if component in self.now else None
        if spell is not None:
            self._closed.append(spell)
        self._cut.pop(component, None)

    def _spell(self, component: str, until: datetime | None) -> Spell | None:
        status, since = self.now[component], self._since[component]
        end = self._cut.get(component, until)
        if status is _OPERATIONAL or (end is not None and end <= since):
            return None
        return Spell(component, status, since, end, self._planned)


def _shortened(spell: Spell, at: datetime) -> Spell:
    return msgspec.structs.replace(spell, until=at)


def maintenance_timeline(maintenance: Maintenance, catalogue: Catalogue) -> Timeline:
    """Walk the updates of a maintenance. Whether it runs by plan is a clock fact, not known here.

    Spells start at the plan or at the update that began the work, whichever is earlier; the
    clock decides which of them have come. A plan without a time of day starts nothing.
    """
    starts, ends = planned(maintenance)
    began = _first(maintenance.updates, UNDER_WAY)
    closed = _closing(maintenance.updates)
    started = _start(starts, began)
    declared = _while_planned(maintenance.components, catalogue, started)
    log = _Log(declared, started, planned=True)
    changes = {
        update.id: log.set(
            _while_planned(update.components, catalogue, started), max(update.at, started)
        )
        for update in maintenance.updates
    }
    ended = None
    if closed is not None:
        ended = closed.ended or closed.at
        log.set(dict.fromkeys(log.now, _OPERATIONAL), max(ended, started))
    ran = began is not None or (starts.has_time and (ended is None or ended > started))
    return Timeline(
        status=_last_status(maintenance.updates),
        is_open=closed is None and not maintenance.withdrawn,
        started=started,
        ended=ended,
        declared=declared,
        statuses=dict(log.now),
        spells=log.spells() if ran and not maintenance.withdrawn else (),
        changes=changes,
        starts=starts,
        ends=ends,
        plans=_plans(maintenance),
    )


def planned(maintenance: Maintenance) -> tuple[Moment, Moment]:
    """Return the latest plan: the front matter's, as changed by updates."""
    starts, ends = maintenance.starts, maintenance.ends
    for update in maintenance.updates:
        starts, ends = update.starts or starts, update.ends or ends
    return starts, ends


def _plans(maintenance: Maintenance) -> dict[str, tuple[Moment, Moment]]:
    """Return by update the plan that stood until then."""
    starts, ends = maintenance.starts, maintenance.ends
    plans = {}
    for update in maintenance.updates:
        plans[update.id] = (starts, ends)
        starts, ends = update.starts or starts, update.ends or ends
    return plans


def _start(starts: Moment, began: datetime | None) -> datetime:
    if began is None:
        return starts.at
    return min(began, starts.at) if starts.has_time else began


def _while_planned(
    marks: tuple[ComponentMark, ...], catalogue: Catalogue, started: datetime
) -> dict[str, ComponentStatus]:
    told = tuple(
        mark
        if mark.status
        else ComponentMark(mark.name, ComponentStatus.UNDER_MAINTENANCE, mark.span)
        for mark in marks
    )
    return catalogue.statuses(told, Impact.NONE, started)


def _first(updates: Iterable[Update], statuses: frozenset[UpdateStatus]) -> datetime | None:
    return next((u.at for u in updates if u.status in statuses), None)


def _closing(updates: tuple[Update, ...]) -> Update | None:
    last = None
    for update in updates:
        if update.status in {UpdateStatus.COMPLETED, UpdateStatus.CANCELLED}:
            last = last or update
        elif update.status not in STATELESS:
            last = None
    return last


def _last_status(updates: tuple[Update, ...]) -> UpdateStatus:
    stated = [u.status for u in updates if u.status not in STATELESS]
    return stated[-1] if stated else UpdateStatus.SCHEDULED
