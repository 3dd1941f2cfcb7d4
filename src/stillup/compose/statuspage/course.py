"""How a post went by its updates: the state each left it in, and what each did to components.

The clock has no part in it: work that was to begin before an update had begun by then.
"""

from collections.abc import Iterator, Mapping

import msgspec

from stillup.compose.story import Story
from stillup.model.post import Incident, Update
from stillup.model.status import (
    REOPENING,
    UNDER_WAY,
    ComponentStatus,
    Impact,
    UpdateStatus,
)

_OPERATIONAL = ComponentStatus.OPERATIONAL
_OVER = frozenset({UpdateStatus.COMPLETED, UpdateStatus.CANCELLED})


class Step(msgspec.Struct, frozen=True):
    """An update in the words of the API, and whom it changed: (status before, status since).

    `state` is that of the post after it, which a post-mortem leaves as it was.
    """

    update: Update
    status: str
    state: str
    changed: dict[str, tuple[ComponentStatus, ComponentStatus]]


def steps_of(story: Story) -> tuple[Step, ...]:
    """Return what each update did, oldest first."""
    walk = _incident_steps if isinstance(story.post, Incident) else _maintenance_steps
    return tuple(walk(story))


def _incident_steps(story: Story) -> Iterator[Step]:
    is_announced = isinstance(story.post, Incident) and story.post.impact is Impact.NONE
    state = UpdateStatus.MONITORING if is_announced else UpdateStatus.INVESTIGATING
    said = dict(story.timeline.declared)
    known = dict(said) if _is_told_afterwards(story) else {}
    for update in story.post.updates:
        if update.status in REOPENING or update.status is UpdateStatus.RESOLVED:
            state = update.status
        said |= {c: s for c, s in story.timeline.changes[update.id].items() if c}
        shown = update.status if update.status is UpdateStatus.POSTMORTEM else state
        yield Step(update, shown.value, state.value, _moved(known, said))
        known = dict(said)


def _is_told_afterwards(story: Story) -> bool:
    """Whether the first update says that all is over: that is what it changed."""
    return story.post.updates[0].status is UpdateStatus.RESOLVED


def _maintenance_steps(story: Story) -> Iterator[Step]:
    state = UpdateStatus.SCHEDULED
    known, planned = dict[str, ComponentStatus](), dict(story.timeline.declared)
    for update in story.post.updates:
        state = _state_after(state, update)
        planned |= story.timeline.changes[update.id]
        shown = _state_by_plan(state, story, update)
        told = planned if shown in UNDER_WAY else dict.fromkeys(planned, _OPERATIONAL)
        yield Step(update, shown.value, shown.value, _moved(known, told))
        known = dict(told)


def _state_after(state: UpdateStatus, update: Update) -> UpdateStatus:
    if update.status is UpdateStatus.UPDATE:
        return state
    return UpdateStatus.COMPLETED if update.status in _OVER else update.status


def _state_by_plan(state: UpdateStatus, story: Story, update: Update) -> UpdateStatus:
    """Return the state that the plan gives where no word has yet."""
    starts = update.starts or story.timeline.plans[update.id][0]
    has_begun = starts.has_time and starts.at <= update.at
    if state is UpdateStatus.SCHEDULED and has_begun:
        return UpdateStatus.IN_PROGRESS
    return state


def _moved(
    known: Mapping[str, ComponentStatus], said: Mapping[str, ComponentStatus]
) -> dict[str, tuple[ComponentStatus, ComponentStatus]]:
    pairs = {component: (known.get(component, _OPERATIONAL), s) for component, s in said.items()}
    return {component: pair for component, pair in pairs.items() if pair[0] is not pair[1]}
