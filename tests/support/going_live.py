"""Publishes made-up pages, or a whole project, to targets of a test."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from stillup.build import Build, build
from stillup.edge.job import Render
from stillup.model.ledger import Ledger
from stillup.model.sources import Document
from stillup.publish.guard import Wishes
from stillup.publish.outcome import Published
from stillup.publish.run import Run
from stillup.publish.target import Target
from stillup.publish.timing import Timing
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.fake_build import Pages
from tests.support.project import Project
from tests.support.site import theme_sources, themed

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def quick(ledger: float = 5.0) -> Timing:
    """Return times of which only `sleep` takes any, and that in no time."""
    slept = [0.0]
    began = datetime.now(UTC)
    return Timing(
        now=lambda: began + timedelta(seconds=slept[0]),
        patience=1000.0,
        elapsed=lambda: slept[0],
        sleep=lambda seconds: slept.append(slept.pop() + seconds),
        ledger=ledger,
    )


EMPTY = Project.parse(
    """
    -- content/site.yaml --
    name: Example Status
    url: https://status.example
    """
)
_EMPTY = themed(EMPTY, NOON.isoformat())


def publish_pages(
    pages: Pages,
    *targets: Target,
    wishes: Wishes | None = None,
    timing: Timing | None = None,
    at: datetime = NOON,
) -> Published:
    """Publish made-up pages, of a site without any post."""
    fake = pages.build()
    made = msgspec.structs.replace(_EMPTY, documents=fake.documents, kept=fake.kept)
    return Run(
        made, at, targets, lambda _: pages.render, wishes=wishes, timing=timing or quick()
    ).publish()


def publish_project(
    project: Project,
    *targets: Target,
    at: datetime = NOON,
    wishes: Wishes | None = None,
    timing: Timing | None = None,
    leave_out: frozenset[str] = frozenset(),
    read_public: Callable[[Sequence[str]], Ledger] | None = None,
) -> Published:
    """Publish a project as `stillup publish` does."""
    made = build(theme_sources() | project.sources(), at, leave_out=leave_out)
    assert made.is_good, made.diagnostics
    run = Run(
        made,
        at,
        targets,
        renderer_of,
        wishes=wishes,
        timing=timing or quick(),
        read_public=read_public,
    )
    return run.publish()


def renderer_of(made: Build) -> Render:
    """Return what makes the bytes of a build, in this process."""
    renderer = Renderer(made, Fragments())

    def render(documents: Iterable[Document]) -> Iterator[tuple[Document, bytes]]:
        for document in documents:
            yield document, renderer.render(document)

    return render
