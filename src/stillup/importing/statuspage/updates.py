"""The updates of a Statuspage incident as ours: states, components, ids, and how it ended."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.statuspage.affected import Affected
from stillup.importing.statuspage.endings import concluded
from stillup.importing.statuspage.old import Old, OldUpdate
from stillup.importing.statuspage.parts import Parts
from stillup.importing.statuspage.update_ids import ids_of
from stillup.importing.steps import minute_of
from stillup.model.post import ComponentMark, Update
from stillup.model.status import UpdateStatus
from stillup.model.text import Text
from stillup.writing.prose import settle

_LATE = timedelta(minutes=10)
_LEFTOVER = re.compile(
    r"\{\{[^{}\n]*\}\}|(?:\[|<|\{)(?:insert|enter|todo|tbd|xx+)\b[^\[\]<>{}\n]*(?:\]|>|\})",
    re.IGNORECASE,
)
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


class Course(msgspec.Struct, frozen=True):
    """Updates by time, at least one, and what stood of the components when it began."""

    updates: tuple[Update, ...]
    components: tuple[ComponentMark, ...]


def find_course(old: Old, parts: Parts, zone: ZoneInfo, doubts: Doubts) -> Course:
    """Return how an incident or a maintenance went. It has at least one update with a time."""
    steps = concluded(old, _with_untimed(old, doubts), doubts)
    ids = ids_of(steps, zone, old, doubts)
    reader = Affected(old, parts, doubts)
    updates = []
    for step, id_ in zip(steps, ids, strict=True):
        status = _status(step, old, doubts)
        update = Update(
            id=id_,
            status=status,
            at=step.time.at,
            text=_text(step, old, doubts),
            components=reader.take(step, status),
            retrospective=_is_late(step, old, doubts) and not old.is_maintenance,
        )
        updates.append(update)
    return Course(tuple(updates), reader.first)


def _text(step: OldUpdate, old: Old, doubts: Doubts) -> Text:
    """Return the words, with a note of what had to change in them and of what its writer forgot."""
    told = settle(step.text, begins_update=True)
    for change in told.changes:
        doubts.note(change.kind, 0, f"{old.name}: {change.what}")
    for found in _LEFTOVER.finditer(step.text):
        doubts.note("leftover", 0, f"{old.name}: `{found[0]}`")
    return Text(told.text, "")


def _is_late(step: OldUpdate, old: Old, doubts: Doubts) -> bool:
    """Whether an update was written after the time that it shows."""
    if step.created is None or step.created - step.time.at <= _LATE:
        return step.retrospective
    written = f"{step.created:%Y-%m-%d %H:%M} UTC"
    doubts.note("backdated", 0, f"{old.name}: of {minute_of(step.time)}, written {written}")
    return True


def _with_untimed(old: Old, doubts: Doubts) -> tuple[OldUpdate, ...]:
    """Return the updates; words that have no time stand with the first that has one."""
    if not old.untimed:
        return old.updates
    first, *others = old.updates
    done = f"it stands in the update of {minute_of(first.time)}"
    for words in old.untimed:
        doubts.note("untimed", 0, f"{old.name}: “{words[:40]}”", done)
    text = "\n\n".join((first.text, *old.untimed))
    return (msgspec.structs.replace(first, text=text), *others)


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
