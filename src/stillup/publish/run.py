"""One run over all targets: look, decide, make, send. Each target is independent of the others.

A run goes in rounds. A target that takes long to answer, or at which another run was faster, waits
for the next one; what the ledgers that have been read know together counts in each.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec

from stillup.build import Build, with_ledger
from stillup.compose.ledger import LEDGER, merged, new_keys
from stillup.compose.site import Site
from stillup.edge.job import Render
from stillup.model.digest import digest_of_bytes
from stillup.model.ledger import Ledger, encode_ledger, year_of
from stillup.model.sources import Source
from stillup.publish.guard import Wishes
from stillup.publish.look import Seen
from stillup.publish.missing import Missing, find_missing, find_reverted, with_removed
from stillup.publish.outcome import Outcome, Published
from stillup.publish.spool import Spool
from stillup.publish.target import Target
from stillup.publish.task import Task
from stillup.publish.timing import Timing
from stillup.publish.visit import Decided, Visit

_MOMENT: Final = 0.1
"""Seconds after which a wait looks whether somebody has interrupted us."""


class Run:
    """One run of one good build.

    `render` makes bytes for a build; `read_public` fetches the ledger that readers find, by
    years, if there is a public address. `told` hears of each target that is done.
    `witnesses` are asked for their ledgers alone.
    """

    def __init__(
        self,
        build: Build,
        now: datetime,
        targets: Sequence[Target],
        render: Callable[[Build], Render],
        *,
        wishes: Wishes | None = None,
        timing: Timing | None = None,
        read_public: Callable[[Sequence[str]], Ledger] | None = None,
        told: Callable[[Outcome], None] = lambda _: None,
        witnesses: Sequence[Target] = (),
    ) -> None:
        self._site = _site_of(build)
        self._build, self._made, self._now, self._render = build, build, now, render
        self._wishes, self._timing = wishes or Wishes(), timing or Timing()
        self._halt = threading.Event()
        self._visits = [
            Visit(target, self._wishes, self._timing, self._halt, told) for target in targets
        ]
        self._witnesses = [
            Visit(target, self._wishes, self._timing, self._halt, lambda _: None)
            for target in witnesses
        ]
        self._read_public = read_public
        self._public: Task[Ledger] | None = None
        self._known: Ledger | None = None
        self._is_first = False
        self._missing: list[Missing] = []
        self._new: dict[str, None] = {}
        self._notes: dict[str, None] = {}

    def publish(self) -> Published:
        """Do it. Raises what rendering raises, before anything was changed by that round."""
        if self._read_public is not None:
            read = self._read_public
            self._public = Task(lambda: read(self._years()))
        try:
            with Spool() as spool:
                while self._open() and not self._missing:
                    self._round(spool)
        finally:
            self._halt.set()
            for visit in (*self._visits, *self._witnesses):
                visit.leave()
        return self._published()

    def _round(self, spool: Spool) -> None:
        """Bring those targets up to date that have answered by now."""
        for visit in (*self._open(), *self._witnesses):
            visit.look(self._years())
        self._wait()
        answers = {v: seen for v in self._open() if (seen := v.answer()) is not None}
        if not answers:
            return
        last = self._last_ledger(answers)
        if self._missing:
            return
        self._made = _carried_on(self._build, last, self._now)
        decided = {v: d for v, s in answers.items() if (d := v.decide(s, self._made)) is not None}
        if self._wishes.dry_run:
            for visit in decided:
                visit.only_tell()
            return
        documents = [put.document for each in decided.values() for put in each.plan.puts]
        spool.fill(documents, self._render(self._made))
        new = self._new_since(last, answers.values())
        self._send(decided, spool, new)
        self._remember(decided, new)

    def _send(self, decided: Mapping[Visit, Decided], spool: Spool, new: frozenset[str]) -> None:
        """Send to all at once. Interrupted, wait until what is on its way has arrived."""
        tasks = [
            Task(lambda v=visit, d=each: v.send(d, spool, self._made, self._now, new))  # type: ignore[misc]
            for visit, each in decided.items()
        ]
        try:
            for task in tasks:
                while not task.wait(_MOMENT):
                    pass
        except BaseException:
            self._halt.set()
            for task in tasks:
                task.wait()
            raise
        for task in tasks:
            task.result()

    def _new_since(self, last: Ledger, answers: Iterable[Seen]) -> frozenset[str]:
        """Return what nobody has been told of: it is new, or a run that failed left it untold.

        A target that knows an update and left nothing untold was reached by a run that succeeded.
        """
        ledger = _site_of(self._made).ledger or Ledger()
        untold, told = set[str](), set[str]()
        for seen in answers:
            untold |= ledger.updates.keys() & seen.state.new
            told |= seen.ledger.updates.keys() - set(seen.state.new)
        return frozenset(new_keys(last, ledger)) | (untold - told)

    def _remember(self, decided: Mapping[Visit, Decided], new: frozenset[str]) -> None:
        """Note what is public since this round, if any target holds it."""
        outcomes = [visit.outcome for visit in decided]
        ledger = _site_of(self._made).ledger
        if ledger is not None and any(o is not None and o.failure is None for o in outcomes):
            self._new.update(dict.fromkeys(sorted(new)))
            self._known = ledger

    def _open(self) -> list[Visit]:
        return [visit for visit in self._visits if visit.outcome is None]

    def _wait(self) -> None:
        """Wait for all, but for a ledger no longer than is worth it while a target is ready."""
        ends = self._timing.elapsed() + self._timing.ledger
        for visit in (*self._open(), *self._witnesses):
            visit.wait(max(0.0, ends - self._timing.elapsed()))
        if self._public is not None:
            self._public.wait(max(0.0, ends - self._timing.elapsed()))
        while not any(visit.wait(_MOMENT) for visit in self._open()):
            pass

    def _last_ledger(self, answers: Mapping[Visit, Seen]) -> Ledger:
        """Return all that is known to have been public, and find what is missing now."""
        unread = Ledger(is_certain=False)
        copies = [seen.ledger for seen in answers.values()]
        copies += [unread for visit in self._visits if not visit.is_known]
        told = [visit.answer() for visit in self._witnesses]
        copies += [unread if seen is None else seen.ledger for seen in told]
        if self._public is not None:
            copies.append(self._public.result() if self._public.wait(0) else unread)
        last = merged(copies if self._known is None else [self._known, *copies])
        self._is_first = self._is_first or (last.is_certain and not last.updates)
        last, unknown = with_removed(last, self._wishes.remove, self._now)
        self._missing = find_missing(last, self._site, self._build.kept)
        for id_ in unknown:
            self._notes[f"`--remove {id_}`: the ledger knows no such update"] = None
        for key in find_reverted(last, self._site):
            self._notes[f"the words of `{key}` are again those of before a change"] = None
        return last

    def _years(self) -> list[str]:
        return sorted({year_of(story.id) for story in self._site.stories} | {str(self._now.year)})

    def _published(self) -> Published:
        change = self._made.next_change
        return Published(
            build=self._made,
            at=self._now,
            outcomes=tuple(v.outcome for v in self._visits if v.outcome is not None),
            missing=tuple(self._missing),
            notes=tuple(self._notes),
            next_change=change.at if change else None,
            new_updates=tuple(self._new),
            is_first=self._is_first,
        )


class _Bytes(msgspec.Struct, frozen=True):
    """Bytes as the `load` of a source."""

    data: bytes

    def __call__(self) -> bytes:
        return self.data


def _carried_on(build: Build, last: Ledger, now: datetime) -> Build:
    data = encode_ledger(last)
    return with_ledger(build, Source(LEDGER, digest_of_bytes(data), _Bytes(data)), now)


def _site_of(build: Build) -> Site:
    if build.site is None or not build.is_good:
        raise ValueError("a build with errors is never published")
    return build.site
