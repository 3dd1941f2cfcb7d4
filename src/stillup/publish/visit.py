"""One target during a run: it answers, something is decided, it is brought up to date, or fails."""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec

from stillup.build import Build
from stillup.edge.failure import UNTOUCHED, Failure
from stillup.publish.apply import Sending
from stillup.publish.guard import Wishes, find_refusal
from stillup.publish.held import Held, Last
from stillup.publish.lease import has_moved, moved
from stillup.publish.look import Seen, look_at
from stillup.publish.outcome import Outcome
from stillup.publish.plan import Plan, plan_publishing, without_same_bytes
from stillup.publish.spool import Spool
from stillup.publish.target import Target, TargetError, Why
from stillup.publish.task import Task
from stillup.publish.timing import Timing

ROUNDS: Final = 4
"""So often a target at which another run is faster is begun anew."""

HALFWAY: Final = "every page there is whole, old or new; the next run that succeeds completes it"


class Decided(msgspec.Struct, frozen=True):
    """What is to be done at a target, and what that was decided by."""

    seen: Seen
    held: Held
    plan: Plan


class Visit:
    """`outcome` is None until all is done. `halt` is set to end the run early."""

    def __init__(
        self,
        target: Target,
        wishes: Wishes,
        timing: Timing,
        halt: threading.Event,
        told: Callable[[Outcome], None],
    ) -> None:
        self.outcome: Outcome | None = None
        self.is_known = False
        self._target, self._wishes, self._timing = target, wishes, timing
        self._halt, self._told = halt, told
        self._task: Task[Seen] | None = None
        self._before: Last | None = None
        self._plan: Plan | None = None
        self._tries = 0
        self._ends = timing.elapsed() + timing.patience

    def look(self, years: Sequence[str]) -> None:
        """Begin to look at the target, if that has not begun yet."""
        if self._task is None:
            self._task = Task(lambda: look_at(self._target, years, self._timing))

    def wait(self, seconds: float) -> bool:
        """Wait for the answer; return whether it is there, be it an error."""
        return self._task is not None and self._task.wait(seconds)

    def answer(self) -> Seen | None:
        """Return what was seen, None if the target has not answered, or with an error."""
        if self._task is None or not self._task.wait(0):
            return None
        try:
            seen = self._task.result()
        except TargetError as error:
            self._fail(error, begun=False)
            return None
        self.is_known, self._before = True, seen.state.last
        return seen

    def decide(self, seen: Seen, made: Build) -> Decided | None:
        """Return what to do, None if nothing may be done.

        What another run did while we looked is no reason to refuse: we look again.
        """
        try:
            held = seen.held(self._target)
            self._plan = plan_publishing(
                made.documents,
                held,
                kept=made.kept,
                full=self._wishes.full or not held.is_readable,
            )
            refusal = find_refusal(self._plan, held, self._wishes)
            if refusal is None:
                return Decided(seen, held, self._plan)
            if has_moved(self._target, seen.state):
                refusal = moved(self._target)
        except TargetError as error:
            refusal = error
        if self._may_try_again(refusal.why):
            self._task = None
        else:
            self._fail(refusal, begun=False)
        return None

    def only_tell(self) -> None:
        """End with what would be done."""
        self._end(None, 0)

    def send(
        self, decided: Decided, spool: Spool, made: Build, now: datetime, new: frozenset[str]
    ) -> None:
        """Do it. If another run was faster, the target is to be looked at again."""
        entries = {put.document.path: spool.entry(put.document) for put in decided.plan.puts}
        self._plan = without_same_bytes(decided.plan, decided.held, entries)
        change = made.next_change
        last = Last(now, change.at if change else None, self._wishes.content)
        sending = Sending(
            self._target,
            decided.seen,
            self._plan,
            spool,
            timing=self._timing,
            halt=self._halt,
            new=new,
        )
        try:
            sending.run(decided.held.tags, last, f"Publish the site of {now:%Y-%m-%d %H:%M} UTC")
        except TargetError as error:
            if self._may_try_again(error.why):
                self._task = None
            else:
                self._fail(error, begun=sending.begun, sent=sending.bytes)
        else:
            self._end(None, sending.bytes, sending.sent)

    def leave(self) -> None:
        """Let go of the target, unless it still has to answer."""
        if self._task is None or self._task.wait(0):
            self._target.close()

    def _may_try_again(self, why: Why) -> bool:
        """Whether it was only another run that came in between; waits for it if need be."""
        if why is Why.BUSY and self._timing.elapsed() < self._ends:
            self._timing.sleep(self._timing.pause)
            return True
        self._tries += why is Why.MOVED
        return why is Why.MOVED and self._tries < ROUNDS

    def _fail(self, error: TargetError, *, begun: bool, sent: int = 0) -> None:
        self._end(Failure(error.message, error.help, HALFWAY if begun else UNTOUCHED), sent)

    def _end(
        self, failure: Failure | None, sent: int, files: Mapping[str, str] | None = None
    ) -> None:
        self.outcome = Outcome(
            name=self._target.name,
            place=self._target.place,
            failure=failure,
            before=self._before,
            plan=self._plan,
            bytes=sent,
            sent=files or {},
        )
        self._told(self.outcome)
