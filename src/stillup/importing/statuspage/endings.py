"""How the updates of an incident end: as the old page said that it ended."""

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.statuspage.old import (
    ENDING_WORDS,
    INCIDENT_WORDS,
    MAINTENANCE_WORDS,
    Old,
    OldUpdate,
)
from stillup.importing.steps import minute_of

_DECIDING = INCIDENT_WORDS | MAINTENANCE_WORDS


def concluded(old: Old, steps: tuple[OldUpdate, ...], doubts: Doubts) -> tuple[OldUpdate, ...]:
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
    doubts.note("no-end", 0, f"{old.name} is `{old.word}`", f"as of {minute_of(final.time)}")
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
