"""Rendering in other processes gives the same bytes as rendering here, whatever befalls them."""

import multiprocessing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillup.build import Build
from stillup.edge.cache import Cache
from stillup.edge.counters import Counters
from stillup.edge.making import read_build
from stillup.edge.source_file import SourceChanged
from stillup.edge.workers import WORTH_IT, Workers
from tests.unit.edge.test_making import SITE, post

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MANY = SITE.with_files(
    {
        f"content/incidents/2025-{m:02}-{d:02}-x.md": post(f"2025-{m:02}-{d:02}")
        for m in (3, 4, 5)
        for d in range(1, 20)
    }
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return MANY.write(tmp_path / "site")


@pytest.fixture
def made(site: Path) -> Build:
    with Cache(site) as cache:
        found = read_build(site, NOW, cache=cache)
    assert found.is_good
    assert len(found.documents) > WORTH_IT
    return found


def rendered(workers: Workers, made: Build) -> dict[str, bytes]:
    pairs = [(document.path, data) for document, data in workers.render(made.documents)]
    assert len(pairs) == len(made.documents)
    return dict(pairs)


def test_many_processes_make_the_bytes_that_one_makes(site: Path, made: Build) -> None:
    told: list[tuple[int, int]] = []
    alone, together = Counters(), Counters()
    here = rendered(Workers(made, counters=alone, processes=1), made)
    with Cache(site) as cache:
        workers = Workers(
            made,
            cache,
            site=site,
            counters=together,
            processes=2,
            progress=lambda done, total: told.append((done, total)),
        )
        there = rendered(workers, made)

    assert there == here
    assert workers.lost == 0
    assert alone.markdown_calls == together.markdown_calls > len(MANY.files)
    assert told == [(done, len(here)) for done in range(1, len(here) + 1)]


def test_processes_that_share_nothing_with_us_make_the_same(made: Build) -> None:
    """As on a Mac or on Windows: all that a worker has crosses a pipe."""
    here = rendered(Workers(made, processes=1), made)
    assert rendered(Workers(made, processes=2, fork=False), made) == here


def test_what_dead_processes_left_is_rendered_here(made: Build) -> None:
    here = rendered(Workers(made, processes=1), made)
    workers = Workers(made, processes=2)
    making = workers.render([d for d in made.documents if d.kind not in {"media", "static"}])
    document, data = next(making)
    for process in multiprocessing.active_children():
        process.kill()
    there = {document.path: data} | {document.path: data for document, data in making}

    assert there.items() <= here.items()
    assert len(there) == len(here) - sum(d.kind in {"media", "static"} for d in made.documents)
    assert workers.lost >= 1


def test_a_file_that_changed_meanwhile_is_an_error_and_not_a_page(site: Path) -> None:
    (site / "content/media/a.txt").write_text("other", encoding="utf-8")
    page = SITE.replace("content/incidents/2026-10-11-mail.md", "Mail", "![a](../media/a.txt) Mail")
    page.write(site)
    with Cache(site) as cache:
        found = read_build(site, NOW, cache=cache)
    (site / "content/media/a.txt").write_text("third", encoding="utf-8")
    assert any(document.kind == "media" for document in found.documents)
    with pytest.raises(SourceChanged):
        rendered(Workers(found, processes=2), found)
