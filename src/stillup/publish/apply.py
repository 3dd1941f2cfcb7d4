"""Carries out a plan at one target, so that readers find every page old or new at every moment."""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import suppress

from stillup.edge.manifest import MANIFEST, Entry
from stillup.publish.held import Last, encode_held
from stillup.publish.kinds import JSON, headers_of
from stillup.publish.lease import Lease
from stillup.publish.look import Seen
from stillup.publish.plan import Plan, Put
from stillup.publish.spool import Spool
from stillup.publish.target import ABSENT, Target, TargetError, Why
from stillup.publish.timing import Timing


class Sending:
    """One plan for one target.

    `begun` is whether anything that readers see was changed; `sent` are the digests of what has
    arrived, by path.

    `halt` is set to end it early: what is on its way arrives, and the rest is left. `new` are the
    keys of updates that this makes public.
    """

    def __init__(
        self,
        target: Target,
        seen: Seen,
        plan: Plan,
        spool: Spool,
        *,
        timing: Timing,
        halt: threading.Event,
        new: frozenset[str] = frozenset(),
    ) -> None:
        self.begun = False
        self.bytes = 0
        self.sent: dict[str, str] = {}
        self._target, self._seen, self._plan, self._spool = target, seen, plan, spool
        self._halt, self._new = halt, new
        self._lease = Lease(target, seen.state, seen.state_tag, timing)
        self._guard = threading.Lock()
        self._files: dict[str, Entry] = dict(plan.stay)
        self._tags: dict[str, str] = {}

    def run(self, tags: Mapping[str, str], last: Last, message: str) -> None:
        """Do it all. `tags` are those of the files that stay. Raises TargetError.

        If it fails, others may publish at once, and the next run finds what this one noted.
        """
        self._tags.update((path, tags[path]) for path in self._plan.stay if path in tags)
        try:
            self._target.begin()
            self._lease.take(frozenset(self._plan.touched), self._new)
        except BaseException:
            self._target.close()
            raise
        try:
            self._change()
            self._finish(last, message)
        except BaseException:
            self._lease.stop()
            with suppress(TargetError):
                self._lease.give_back(None)
                self._target.settle()
            raise
        finally:
            self._lease.stop()
            self._target.close()

    def _change(self) -> None:
        self._delete(self._plan.clear)
        for wave in self._plan.waves():
            self._send(wave)
            self._target.settle()
        self._delete(self._plan.delete)

    def _send(self, wave: Sequence[Put]) -> None:
        """Send what may arrive in any order. If one fails, those that have not begun never do."""
        pool = ThreadPoolExecutor(max(1, min(self._target.abilities.parallel, len(wave))))
        try:
            sent = [pool.submit(self._put, put) for put in wave]
            for done in wait(sent, return_when=FIRST_EXCEPTION).done:
                done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _put(self, put: Put) -> None:
        document = put.document
        data = self._spool.read(document)
        self._check()
        tag = self._target.put(document.path, data, headers_of(document.path, document.kind))
        with self._guard:
            self._files[document.path] = self._spool.entry(document)
            self._tags[document.path] = tag
            self.sent[document.path] = self._files[document.path].digest
            self.bytes += len(data)

    def _delete(self, paths: Sequence[str]) -> None:
        if paths:
            self._check()
            self._target.delete(paths)
            self._target.settle()

    def _finish(self, last: Last, message: str) -> None:
        """Say what the target holds, last of all and only if nobody else has said so since."""
        self._check()
        manifest = encode_held(self._files, self._tags)
        before = self._seen.manifest
        expect = None if self._target.abilities.at_once else before.tag if before else ABSENT
        self._target.put(MANIFEST, manifest, JSON, expect)
        self._target.settle()
        self._lease.give_back(last)
        self._target.settle()
        self._target.finish(message)

    def _check(self) -> None:
        self._lease.check()
        if self._halt.is_set():
            raise TargetError(
                Why.REFUSED, "publishing was interrupted", "run the same command again"
            )
        self.begun = self.begun or not self._target.abilities.at_once
