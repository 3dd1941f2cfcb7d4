"""Keeps two runs apart at one target, and remembers there what a run was about to change.

One file, STATE, does both. A run takes it on the condition that it is as it was when the run
looked, so nothing was published in between; says now and then that it is alive; and gives it back
at the end. A run that died without a word is taken over.
"""

import secrets
import threading
from datetime import UTC
from typing import Final

from msgspec.structs import replace

from stillup.publish.held import Last, State, decode_state, encode_state
from stillup.publish.kinds import JSON
from stillup.publish.target import ABSENT, STATE, Target, TargetError, Why
from stillup.publish.timing import Timing

_MARGIN: Final = 0.5
"""After this share of a lease without having been able to renew it, a run stops by itself."""


def read_state(target: Target) -> tuple[State, str]:
    """Return the state of a target and its tag."""
    stored = target.read(STATE)
    return (State(), ABSENT) if stored is None else (decode_state(stored.data), stored.tag)


def has_moved(target: Target, since: State) -> bool:
    """Whether another run has begun or ended there since the state was this one."""
    return read_state(target)[0] != since


def wait_for_turn(target: Target, timing: Timing) -> tuple[State, str]:
    """Return the state once nobody publishes there, or whoever did has died. Raises BUSY.

    Where a run can't say that it is alive, it is believed to be for longer.
    """
    state, tag = read_state(target)
    began = seen = timing.elapsed()
    silent = timing.lease if target.abilities.conditional else timing.stale
    while _is_held(target, state, timing) and timing.elapsed() - seen < silent:
        if timing.elapsed() - began >= timing.patience:
            raise _busy(target, state)
        timing.sleep(timing.pause)
        target.look()
        before = tag
        state, tag = read_state(target)
        if tag != before:
            seen = timing.elapsed()
    return state, tag


def _is_held(target: Target, state: State, timing: Timing) -> bool:
    if not state.holder or target.abilities.locks or target.abilities.at_once:
        return False
    return state.seen is None or (timing.now() - state.seen).total_seconds() < timing.stale


def _busy(target: Target, state: State) -> TargetError:
    since = f", last heard of at {state.seen.astimezone(UTC):%H:%M:%S} UTC" if state.seen else ""
    return TargetError(
        Why.BUSY,
        f"another run is publishing to `{target.place}`{since}",
        "wait until it has ended, then run the same command again",
    )


class Lease:
    """One run's hold on a target, between `take` and `give_back`."""

    def __init__(self, target: Target, state: State, tag: str, timing: Timing) -> None:
        self._target, self._timing = target, timing
        self._state, self._tag = state, tag
        self._holder = secrets.token_hex(8)
        self._renewed = timing.elapsed()
        self._guard = threading.Lock()
        self._over = threading.Event()
        self._lost: TargetError | None = None

    def take(self, pending: frozenset[str], new: frozenset[str] = frozenset()) -> None:
        """Take it, noting what is about to change. Raises MOVED if anybody published meanwhile.

        `new` are the keys of updates that nobody has been told of.
        """
        if self._target.abilities.at_once:
            return
        if not self._target.abilities.conditional and has_moved(self._target, self._state):
            raise moved(self._target)
        noted = pending.union(self._state.pending)
        untold = tuple(sorted(new.union(self._state.new)))
        noted_too = tuple(sorted(noted))
        self._write(replace(self._state, holder=self._holder, pending=noted_too, new=untold))
        self._target.settle()
        if self._target.abilities.locks:
            return
        if self._target.abilities.conditional:
            threading.Thread(target=self._live, daemon=True).start()
        else:
            self._see_who_was_last()

    def _see_who_was_last(self) -> None:
        """Give way to a run that wrote its name over ours: nothing better can be done there."""
        self._timing.sleep(self._timing.pause)
        if read_state(self._target)[0].holder != self._holder:
            raise moved(self._target)

    def check(self) -> None:
        """Raise MOVED if somebody else may have taken over by now."""
        if self._lost is not None:
            raise self._lost
        alone = self._target.abilities.locks or not self._target.abilities.conditional
        waited = self._timing.elapsed() - self._renewed
        if not alone and waited > self._timing.lease * (1 - _MARGIN):
            raise moved(self._target)

    def give_back(self, last: Last | None) -> None:
        """Let others in. `last` is this run if it succeeded; else what it noted stays noted."""
        self._over.set()
        with self._guard:
            left = State(last=last, beat=self._state.beat)
            self._put(left if last else replace(self._state, holder=""))

    def stop(self) -> None:
        """Say no longer that this run is alive."""
        self._over.set()

    def _live(self) -> None:
        while not self._over.wait(self._timing.beat):
            try:
                with self._guard:
                    if not self._over.is_set():
                        self._put(self._state)
            except TargetError as error:
                if error.why is Why.MOVED:
                    self._lost = error
                    return

    def _write(self, state: State) -> None:
        with self._guard:
            self._put(state)

    def _put(self, state: State) -> None:
        now = self._timing.now().replace(microsecond=0)
        state = replace(state, seen=now, beat=state.beat + 1)
        asked = self._timing.elapsed()
        expect = None if self._target.abilities.at_once else self._tag
        self._tag = self._target.put(STATE, encode_state(state), JSON, expect)
        self._state, self._renewed = state, asked


def moved(target: Target) -> TargetError:
    """Return what to raise when another run was faster."""
    return TargetError(
        Why.MOVED,
        f"another run has published to `{target.place}` in the meantime",
        "run the same command again",
    )
