"""Every real site comes out whole: each post, no invented time, and the doubts as they were read."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from stillup.build import Build, build
from stillup.importing.folder import write_import
from stillup.model.post import Incident, Maintenance, Moment
from tests.support.project import Project
from tests.support.real_sites import NOW, SITES, RealSite

every_site = pytest.mark.parametrize("site", SITES, ids=str)


def built(site: RealSite) -> Build:
    return build(Project(site.imported().files).sources(), NOW)


@every_site
def test_every_post_comes_out(site: RealSite) -> None:
    theirs = Counter(" ".join(title.split()) for title in site.titles(site.files()))

    assert Counter(item.title for item in site.items()) == theirs
    assert site.imported().posts == site.posts == len(site.items())


@every_site
def test_it_builds_without_an_error_and_every_post_has_its_page(site: RealSite) -> None:
    result = built(site)

    assert [d for d in result.diagnostics if d.is_error] == []
    pages = {document.path for document in result.documents}
    public = [item for item in site.items() if not item.draft]
    assert len(public) == site.posts - site.drafts
    for item in public:
        folder = "incidents" if isinstance(item, Incident) else "maintenance"
        assert f"{folder}/{item.id}/index.html" in pages


@every_site
def test_no_time_is_stated_that_the_source_does_not_state(site: RealSite) -> None:
    stated = site.stated_times()

    for item in site.items():
        assert set(times_of(item)) <= stated, item.id


@every_site
def test_a_second_run_changes_nothing(site: RealSite, tmp_path: Path) -> None:
    files = site.imported().files

    assert write_import(tmp_path, files).new == tuple(sorted(files))
    again = write_import(tmp_path, files)
    assert (again.new, again.kept, len(again.same)) == ((), (), len(files))


@every_site
def test_the_doubts_are_those_that_were_read_and_found_true(site: RealSite) -> None:
    assert Counter(doubt.kind for doubt in site.imported().doubts) == site.doubts


@every_site
def test_nothing_is_open_that_was_not(site: RealSite) -> None:
    still_open = site.doubts.get("open", 0)

    assert sum(is_open(item) for item in site.items() if not item.draft) == still_open


def is_open(item: Incident | Maintenance) -> bool:
    """Whether an incident was never resolved, or planned work never over, by its last word."""
    words = [u.status for u in item.updates if u.status not in {"update", "postmortem"}]
    return not words or words[-1] not in {"resolved", "completed", "cancelled"}


def times_of(item: Incident | Maintenance) -> Iterator[datetime]:
    for update in item.updates:
        yield update.at
        yield from (m for m in (update.ended, update.next_update) if m)
        yield from (_shown(m) for m in (update.starts, update.ends) if m)
    if isinstance(item, Incident):
        yield from [item.started] if item.started else []
    else:
        yield from (_shown(item.starts), _shown(item.ends))


def _shown(moment: Moment) -> datetime:
    """A day alone counts as its midnight."""
    if moment.has_time or moment.day is None:
        return moment.at
    return datetime.combine(moment.day, time(), UTC)
