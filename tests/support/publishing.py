"""Publishes a project from memory, in this process or in one that may be killed."""

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from pathlib import Path

from stillup.build import Build, build
from stillup.edge.job import Render
from stillup.model import settings
from stillup.model.sources import Document
from stillup.publish.guard import Wishes
from stillup.publish.outcome import Published
from stillup.publish.run import Run
from stillup.publish.targets import open_target
from stillup.publish.timing import Timing
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.edits import Moment
from tests.support.site import theme_sources

HASTY = Timing(beat=0.1, lease=1.0, patience=30.0, stale=1.0, pause=0.02)
"""So that a run that was killed is soon taken over."""

STEADY = Timing(beat=1.0, lease=30.0, patience=120.0, pause=0.05)
"""So that nobody is taken for dead who is only slow, as everybody is on a busy machine."""

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.support.warm_publisher"])


@dataclass(frozen=True)
class Errand:
    """A site at a moment, to be brought to a place. It may travel to another process."""

    moment: Moment
    target: settings.Target
    environ: Mapping[str, str] = field(repr=False)

    def through(self, port: int) -> "Errand":
        """Return the same by way of another port."""
        endpoint = f"http://127.0.0.1:{port}"
        options = {**self.target.options, "endpoint": endpoint}
        target = settings.Target(self.target.name, self.target.to, options)
        return Errand(self.moment, target, self.environ)


def built(moment: Moment) -> Build:
    """Return the build of a site at a moment."""
    return build({**theme_sources(), **moment.project.sources()}, moment.now)


def publish(errand: Errand, timing: Timing = HASTY) -> Published:
    """Publish, whatever that takes away or deletes."""
    removed: tuple[str, ...] = ()
    while True:
        wishes = Wishes(remove=removed, max_deletes=10_000)
        target = open_target(errand.target, site=Path(), environ=errand.environ)
        made = built(errand.moment)
        done = Run(made, errand.moment.now, [target], _renders, wishes=wishes, timing=timing)
        published = done.publish()
        if not published.missing:
            return published
        removed += tuple(missing.key for missing in published.missing)


@dataclass(frozen=True)
class Publisher:
    """A process that publishes once told to `go`.

    `code` is 0 if that succeeded, 1 if it failed, negative if the process was killed.
    """

    go: Callable[[], None]
    kill: Callable[[], None]
    wait: Callable[[], None]
    code: Callable[[], int | None]


def start_publishing(errand: Errand, timing: Timing = HASTY) -> Publisher:
    """Return a publisher in another process, forked from one that has everything loaded."""
    gate = _FORKS.Event()
    process = _FORKS.Process(target=_publish_later, args=(errand, timing, gate), daemon=True)
    process.start()
    return Publisher(gate.set, process.kill, lambda: process.join(180), lambda: process.exitcode)


def _publish_later(errand: Errand, timing: Timing, gate: Event) -> None:
    gate.wait()
    published = publish(errand, timing)
    sys.exit(0 if published.is_good else f"{[outcome.failure for outcome in published.outcomes]}")


def _renders(made: Build) -> Render:
    renderer = Renderer(made, Fragments())

    def render(documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
        for document in documents:
            yield document, renderer.render(document)

    return render
