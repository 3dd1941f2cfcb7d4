"""What the updates of an incident say of components, as our format says it."""

from collections.abc import Iterator

from stillup.importing.doubt import Doubts
from stillup.importing.statuspage.old import Mark, Old, OldUpdate
from stillup.importing.statuspage.parts import Parts
from stillup.importing.steps import minute_of
from stillup.model.post import ComponentMark
from stillup.model.status import REOPENING, STATELESS, ComponentStatus, UpdateStatus

Said = dict[str, ComponentStatus]


class Affected:
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
                self.doubts.note("state", 0, f"{what}, {minute_of(step.time)}", "it was left out")

    def _possible(self, said: Said, step: OldUpdate) -> Said:
        """Leave out what no post of ours may say: trouble after it is over."""
        bad = {i: s for i, s in said.items() if s is not ComponentStatus.OPERATIONAL}
        if self.open or not bad:
            return said
        for id_, state in bad.items():
            what = f"{self.old.name}: `{id_}` was left `{state.value}` at {minute_of(step.time)}"
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
