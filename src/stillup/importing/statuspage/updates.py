"""The updates of a Statuspage incident as ours: states, components, ids, and how it ended."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.statuspage.old import (
    ENDING_WORDS,
    INCIDENT_WORDS,
    MAINTENANCE_WORDS,
    Mark,
    Old,
    OldUpdate,
)
from stillup.importing.statuspage.parts import Parts
from stillup.importing.times import Time
from stillup.model.post import ComponentMark, Update
from stillup.model.status import (
    REOPENING,
    STATELESS,
    ComponentStatus,
    UpdateStatus,
)
from stillup.model.text import Text
from stillup.writing.prose import settle
from stillup.writing.times import time_id

_LATE = timedelta(minutes=10)
_DECIDING = INCIDENT_WORDS | MAINTENANCE_WORDS
_KEPT = 12
"""So many small letters and digits are an id of Statuspage, which outlives the move."""

_OF_INCIDENTS = {
    "scheduled": UpdateStatus.UPDATE,
    "in_progress": UpdateStatus.UPDATE,
    "verifying": UpdateStatus.MONITORING,
    "completed": UpdateStatus.RESOLVED,
}
_OF_MAINTENANCE = {
    "investigating": UpdateStatus.UPDATE,
    "identified": UpdateStatus.UPDATE,
    "monitoring": UpdateStatus.UPDATE,
    "postmortem": UpdateStatus.UPDATE,
    "resolved": UpdateStatus.COMPLETED,
}
"""What is said of the other kind of post. Statuspage lets both be said of either."""

Said = dict[str, ComponentStatus]


class Course(msgspec.Struct, frozen=True):
    """Updates by time, at least one, and what stood of the components when it began."""

    updates: tuple[Update, ...]
    components: tuple[ComponentMark, ...]


def find_course(old: Old, parts: Parts, zone: ZoneInfo, doubts: Doubts) -> Course:
    """Return how an incident or a maintenance went. It has at least one update with a time."""
    steps = _concluded(old, _with_untimed(old, doubts), doubts)
    ids = _ids(steps, zone, old, doubts)
    reader = _Components(old, parts, doubts)
    updates = []
    for step, id_ in zip(steps, ids, strict=True):
        status = _status(step, old, doubts)
        text = settle(step.text, begins_update=True)
        for change in text.changes:
            doubts.note(change.kind, 0, f"{old.name}: {change.what}")
        is_late = step.created is not None and step.created - step.time.at > _LATE
        if is_late:
            shown, written = f"{step.time.at:%Y-%m-%d %H:%M}", f"{step.created:%Y-%m-%d %H:%M}"
            doubts.note("backdated", 0, f"{old.name}: of {shown} UTC, written {written} UTC")
        updates.append(
            Update(
                id=id_,
                status=status,
                at=step.time.at,
                text=Text(text.text, ""),
                components=reader.take(step, status),
                retrospective=(is_late or step.retrospective) and not old.is_maintenance,
            )
        )
    return Course(tuple(updates), reader.first)


def _with_untimed(old: Old, doubts: Doubts) -> tuple[OldUpdate, ...]:
    """Return the updates; words that have no time stand with the first that has one."""
    if not old.untimed:
        return old.updates
    first, *others = old.updates
    done = f"it stands in the update of {_shown(first.time)}"
    for words in old.untimed:
        doubts.note("untimed", 0, f"{old.name}: “{words[:40]}”", done)
    text = "\n\n".join((first.text, *old.untimed))
    return (msgspec.structs.replace(first, text=text), *others)


def _concluded(old: Old, steps: tuple[OldUpdate, ...], doubts: Doubts) -> tuple[OldUpdate, ...]:
    """Make the updates end as the old page said that they do."""
    deciding = [step for step in steps if step.word in _DECIDING]
    last = deciding[-1] if deciding else None
    is_over = last is not None and last.word in ENDING_WORDS
    if old.word and old.word not in {*_DECIDING, "postmortem"}:
        doubts.note("state", 0, f"{old.name} is `{old.word}`", "its updates count")
        return steps
    if not old.word or is_over == (old.word in ENDING_WORDS):
        return steps
    if is_over and last is not None:
        what = f"{old.name} is `{old.word}`, and its last update `{last.word}`"
        doubts.note("disagreement", 0, what, "it stays open")
        return _with(steps, last, word="update")
    return _ended(old, steps, last, doubts)


def _ended(
    old: Old, steps: tuple[OldUpdate, ...], last: OldUpdate | None, doubts: Doubts
) -> tuple[OldUpdate, ...]:
    """Add the end that no update tells of: at its own time, else with the last word."""
    ending = "completed" if old.is_maintenance else "resolved"
    begun = last or steps[0]
    if old.resolved is not None and old.resolved.at >= begun.time.at:
        end = OldUpdate(word=ending, time=old.resolved, text="", exact=("~",))
        return tuple(sorted((*steps, end), key=lambda step: (step.time.at, step.exact)))
    told = [step for step in steps if step.word != "postmortem"]
    final = told[-1] if told else steps[0]
    doubts.note("no-end", 0, f"{old.name} is `{old.word}`", f"as of {_shown(final.time)}")
    if told:
        return _with(steps, final, word=ending, retrospective=True)
    end = OldUpdate(word=ending, time=final.time, text="", retrospective=True)
    return (end, *steps)


def _with(
    steps: tuple[OldUpdate, ...], which: OldUpdate, **changed: object
) -> tuple[OldUpdate, ...]:
    return tuple(
        msgspec.structs.replace(step, **changed) if step is which else step for step in steps
    )


def _status(step: OldUpdate, old: Old, doubts: Doubts) -> UpdateStatus:
    """Return the status that a word means in this kind of post; `update` where it means none."""
    if step.word in UpdateStatus.__members__.values():
        status = UpdateStatus(step.word)
        foreign = _OF_MAINTENANCE if old.is_maintenance else _OF_INCIDENTS
        if step.word not in foreign:
            return status
        kind = "planned work" if old.is_maintenance else "an incident"
        what = f"{old.name}: `{step.word}` in {kind}"
        doubts.note("state", 0, what, f"it is `{foreign[step.word].value}`")
        return foreign[step.word]
    doubts.note("state", 0, f"{old.name}: `{step.word}`", "it is an `update`")
    return UpdateStatus.UPDATE


def _ids(steps: tuple[OldUpdate, ...], zone: ZoneInfo, old: Old, doubts: Doubts) -> tuple[str, ...]:
    """Return an id for each update: the old one, unless order or a double forbids it.

    Our updates stand by time, then id; a number behind the time keeps those of one moment apart.
    """
    ids = _wanted_ids(steps, zone)
    if len(set(ids)) < len(ids):  # a clock that is put back shows the same digits twice
        ids = _wanted_ids(steps, None)
    for step, id_ in zip(steps, ids, strict=True):
        if step.code and id_ != step.code:
            doubts.note("new-id", 0, f"{old.name}: the update `{step.code}`", f"it is `{id_}`")
    return ids


def _wanted_ids(steps: tuple[OldUpdate, ...], zone: ZoneInfo | None) -> tuple[str, ...]:
    """Return the ids. Without a zone, those of times are in UTC."""
    codes = [step.code for step in steps]
    ids: list[str] = []
    for step in steps:
        same = [each for each in steps if each.time.at == step.time.at]
        held = [each.code for each in same]
        number = next(n for n, each in enumerate(same, start=1) if each is step)
        kept = all(_is_kept(code) and codes.count(code) == 1 for code in held)
        if kept and held == sorted(held):
            ids.append(step.code)
        else:
            first = _id_of_time(same[0], zone)
            ids.append(first if number == 1 else f"{first}-{number:02}")
    return tuple(ids)


def _id_of_time(step: OldUpdate, zone: ZoneInfo | None) -> str:
    """Return the id that our format gives: the digits as printed, or as shown in the zone."""
    if zone is None:
        return time_id(step.time.at.replace(tzinfo=None))
    if not step.code:
        return step.time.update_id
    return time_id(step.time.at.astimezone(zone).replace(tzinfo=None))


def _is_kept(code: str) -> bool:
    return len(code) == _KEPT and code.isascii() and code.isalnum() and code == code.lower()


class _Components:
    """What stands of each component while the updates are read."""

    def __init__(self, old: Old, parts: Parts, doubts: Doubts) -> None:
        self.old = old
        self.parts = parts
        self.doubts = doubts
        self.now: Said = {}
        self.open = True
        self.first: tuple[ComponentMark, ...] = ()
        self.began = False
        told = dict.fromkeys(parts.find(mark) for step in old.updates for mark in step.marks)
        named = dict.fromkeys(parts.find(mark) for mark in old.known)
        self.untold = [id_ for id_ in named if id_ and id_ not in told]
        if old.is_maintenance:
            self.first = tuple(ComponentMark(id_) for id_ in named | told if id_)

    def take(self, step: OldUpdate, status: UpdateStatus) -> tuple[ComponentMark, ...]:
        """Return what an update changes. The first one's marks stand at the head of the post."""
        said = dict(self._said(step.marks, step))
        if self.old.is_maintenance:
            return self._while_planned(said, status)
        if status in REOPENING:
            self.now = self.now if self.open else {}
            self.open = True
        elif status is UpdateStatus.RESOLVED:
            self.open = False
        said = self._possible(said, step)
        news = {id_: state for id_, state in said.items() if self.now.get(id_) is not state}
        self.now |= said
        if not self.open:
            self.now = dict.fromkeys(self.now, ComponentStatus.OPERATIONAL)
        if not self.began:
            self.began = True
            if self.open:
                self.first = (*_marks(news), *(ComponentMark(id_) for id_ in self.untold))
                return ()
            self.first = tuple(ComponentMark(id_) for id_ in (*said, *self.untold))
        return () if status is UpdateStatus.RESOLVED else _marks(news)

    def _said(
        self, marks: tuple[Mark, ...], step: OldUpdate
    ) -> Iterator[tuple[str, ComponentStatus]]:
        for mark in marks:
            id_ = self.parts.find(mark)
            if id_ and mark.status in ComponentStatus.__members__.values():
                yield id_, ComponentStatus(mark.status)
            elif mark.status:
                what = f"{self.old.name}: `{mark.status}` of `{mark.name or mark.code}`"
                self.doubts.note("state", 0, f"{what}, {_shown(step.time)}", "it was left out")

    def _possible(self, said: Said, step: OldUpdate) -> Said:
        """Leave out what no post of ours may say: trouble after it is over."""
        bad = {i: s for i, s in said.items() if s is not ComponentStatus.OPERATIONAL}
        if self.open or not bad:
            return said
        for id_, state in bad.items():
            what = f"{self.old.name}: `{id_}` was left `{state.value}` at {_shown(step.time)}"
            self.doubts.note("now-affected", 0, what, "it works, since the post is over")
        return {id_: state for id_, state in said.items() if id_ not in bad}

    def _while_planned(self, said: Said, status: UpdateStatus) -> tuple[ComponentMark, ...]:
        """Return what work under way does to components other than that it goes on."""
        if status in {UpdateStatus.SCHEDULED, UpdateStatus.COMPLETED} or (
            status in STATELESS and not self.began
        ):
            return ()
        self.began = True
        before = {id_: self.now.get(id_, ComponentStatus.UNDER_MAINTENANCE) for id_ in said}
        self.now |= said
        return _marks({id_: state for id_, state in said.items() if before[id_] is not state})


def _marks(said: Said) -> tuple[ComponentMark, ...]:
    return tuple(ComponentMark(id_, state) for id_, state in said.items())


def _shown(time: Time) -> str:
    return f"{time.at:%Y-%m-%d %H:%M} UTC"
