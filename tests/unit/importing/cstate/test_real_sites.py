"""The real cState sites: every post, every word, every old address; no invented time."""

from collections import Counter
from datetime import UTC, datetime
from functools import cache

import pytest

from stillup.build import build
from stillup.importing.cstate import import_cstate
from stillup.importing.folder import read_tree
from stillup.importing.front_matter import read_front
from stillup.importing.outcome import Import
from stillup.model.parsed import Conventions
from stillup.model.post import Incident
from stillup.model.sources import Kind
from stillup.parse.file import parse_file
from tests.support.imported import lost_words, times_in, times_of
from tests.support.project import Project
from tests.support.real import real_data

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SITES = {
    "packit__status": 108,
    "X4BNet__x4b-status": 107,
    "ocf__status": 3,
    "cstate__cstate/exampleSite": 11,
}
every_site = pytest.mark.parametrize("name", SITES)


@cache
def old(name: str) -> dict[str, bytes]:
    return read_tree(real_data() / name)


@cache
def new(name: str) -> Import:
    return import_cstate(old(name), NOW)


def posts(name: str) -> dict[str, bytes]:
    """The old posts by the id that their file name has in our format."""
    found = {p: d for p, d in old(name).items() if p.startswith("content/issues/")}
    return {
        path.removeprefix("content/issues/").removesuffix(".md").replace(".", "-"): data
        for path, data in found.items()
        if path.endswith(".md")
    }


def incident(name: str, id_: str) -> Incident:
    path = f"content/incidents/{id_}.md"
    parsed = parse_file(path, new(name).files[path], "", Conventions())
    assert parsed.diagnostics == ()
    assert isinstance(parsed.item, Incident)
    return parsed.item


@every_site
def test_every_post_comes_out_and_none_is_a_draft(name: str) -> None:
    assert new(name).posts == len(posts(name)) == SITES[name]
    for id_ in posts(name):
        assert not incident(name, id_).draft


@every_site
def test_every_word_of_every_body_comes_out(name: str) -> None:
    for id_, source in posts(name).items():
        file = new(name).files[f"content/incidents/{id_}.md"].decode()
        assert lost_words(source, file) == Counter(), id_


@every_site
def test_no_time_is_stated_that_the_source_does_not_state(name: str) -> None:
    for id_, source in posts(name).items():
        assert times_of(incident(name, id_)) <= times_in(source), id_


@every_site
def test_what_was_resolved_is_resolved_and_what_was_open_is_open(name: str) -> None:
    for id_, source in posts(name).items():
        was_open = read_front(source.decode("utf-8-sig")).text("resolved") == "false"
        statuses = [update.status for update in incident(name, id_).updates]
        assert ("resolved" in statuses) is not was_open, id_


@every_site
def test_the_new_site_builds_and_old_addresses_answer(name: str) -> None:
    result = build(Project(new(name).files).sources(), NOW)
    assert [d for d in result.diagnostics if d.is_error] == []
    paths = {document.path for document in result.documents if document.kind is Kind.REDIRECT}
    for path in old(name):
        if path.startswith("content/issues/") and path.endswith(".md"):
            stem = path.removeprefix("content/issues/").removesuffix(".md").lower()
            assert f"issues/{stem}/index.html" in paths
    assert {"index.xml", "issues/index.xml"} <= {document.path for document in result.documents}


@every_site
def test_a_file_cut_off_anywhere_is_imported_without_an_error(name: str) -> None:
    for path, source in old(name).items():
        if path.startswith("content/issues/") and path.endswith(".md"):
            for end in range(0, len(source), max(len(source) // 6, 1)):
                files = {"config.yml": old(name)["config.yml"], path: source[:end]}
                found = import_cstate(files, NOW)
                assert found.posts == 1
                for each, data in found.files.items():
                    if each.endswith(".md"):
                        parsed = parse_file(each, data, "", Conventions())
                        assert not [d for d in parsed.diagnostics if d.is_error], (path, end)


def test_doubts_are_those_that_reading_the_posts_finds() -> None:
    packit = Counter(doubt.kind for doubt in new("packit__status").doubts)
    assert packit["component"] == 23
    assert packit["end-before-start"] == 1
    assert packit["time-repaired"] == 3
    assert packit["renamed"] == 2
    x4b = Counter(doubt.kind for doubt in new("X4BNet__x4b-status").doubts)
    assert x4b["end-before-start"] == x4b["no-end"] == 5
    assert x4b["component-case"] == 5
    assert x4b["file"] == 1


@pytest.mark.parametrize(
    ("file", "started"),
    [
        ("no-opening-fence--d0dabaf5--2023-10-31-release-monitoring.org-outage.md", "13:00"),
        ("odd-date--5220cc45--2024-08-13-github-outage.md", "13:00"),
        ("odd-date--8f86a24b--2021-12-07-response-delays.md", "08:06"),
        ("odd-resolvedwhen--79781371--2023-01-21-srpm-builds-stuck-in-submitted-state.md", "20:19"),
        ("odd-resolvedwhen--7883936f--2023-05-25-copr-upgrade.md", "10:00"),
    ],
)
def test_malformed_posts_keep_the_time_they_can_only_mean(file: str, started: str) -> None:
    data = (real_data() / "packit__status" / "HISTORY-malformed" / file).read_bytes()
    name = file.split("--", 2)[2]
    found = import_cstate({"config.yml": b"", f"content/issues/{name}": data}, NOW)
    path = f"content/incidents/{name.removesuffix('.md').replace('.', '-')}.md"
    item = parse_file(path, found.files[path], "", Conventions()).item
    assert isinstance(item, Incident)
    assert f"{item.updates[0].at:%H:%M}" == started
    assert {"front-matter", "time-repaired"} & {doubt.kind for doubt in found.doubts}
