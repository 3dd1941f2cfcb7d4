"""Upptime: what it watches comes along, and issues saved as JSON become posts."""

import json
from datetime import UTC, datetime

import pytest

from stillup.build import build
from stillup.importing.folder import read_tree
from stillup.importing.outcome import Import, times_told
from stillup.importing.times import read_time
from stillup.importing.upptime import import_upptime
from stillup.importing.upptime.sites import as_slug
from stillup.model.post import Incident, Maintenance
from stillup.model.sources import Kind
from stillup.model.status import ComponentStatus
from tests.support.imported import errors_in, parsed, times_in
from tests.support.project import Project
from tests.support.real import real_data
from tests.support.upptime import COMMENTS, DOWN, OTHER, SLOW, WORK, repository

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
REAL = {"tjcsl__status": (7, 2), "manticoresoftware__upptime": (18, 11)}


def imported(*issues: object, comments: object = COMMENTS) -> Import:
    found = import_upptime(repository(*issues, comments=comments), NOW)
    assert errors_in(found.files) == []
    return found


def post(found: Import, path: str) -> Incident | Maintenance:
    item = parsed(path, found.files[f"content/{path}.md"]).item
    assert isinstance(item, Incident | Maintenance)
    return item


def incident(issue: dict[str, object], comments: object = COMMENTS) -> Incident | Maintenance:
    found = imported(issue, comments=comments)
    (path,) = (path for path in found.files if path.endswith(".md"))
    item = parsed(path, found.files[path]).item
    assert isinstance(item, Incident | Maintenance)
    return item


def kinds(found: Import) -> set[str]:
    return {doubt.kind for doubt in found.doubts}


def test_an_issue_is_an_incident_with_its_comments_as_updates() -> None:
    told = incident(DOWN)

    assert isinstance(told, Incident)
    assert (told.id, told.impact) == ("2024-03-04-web-mail-is-down", "major")
    (mark,) = told.components
    assert (mark.name, mark.status) == ("web-mail", ComponentStatus.MAJOR_OUTAGE)
    assert [update.status for update in told.updates] == ["update", "investigating", "resolved"]
    assert [f"{u.at:%H:%M:%S}" for u in told.updates] == ["10:00:05", "10:12:00", "10:30:05"]
    assert told.updates[1].text.markdown == "a disk of the first store is full."
    assert [update.author for update in told.updates] == ["", "jane-roe", ""]


def test_what_gh_issue_list_saves_is_read_as_well() -> None:
    comments = [
        {"author": {"login": "jane-roe"}, "body": c["body"], "createdAt": c["created_at"]}
        for c in COMMENTS
    ]
    issue = {
        "number": 7, "title": DOWN["title"], "body": DOWN["body"], "state": "CLOSED",
        "createdAt": DOWN["created_at"], "closedAt": DOWN["closed_at"], "labels": DOWN["labels"],
        "comments": comments, "author": {"login": "x"}, "url": DOWN["html_url"],
    }  # fmt: skip
    assert incident(issue, comments=[]).updates[0] == incident(DOWN).updates[0]
    assert len(incident(issue, comments=[]).updates) == 3


def test_an_open_issue_stays_open_and_degraded_performance_is_minor() -> None:
    told = incident(SLOW)

    assert isinstance(told, Incident)
    assert told.impact == "minor"
    assert [mark.name for mark in told.components] == ["my-sql-playground"]
    assert "resolved" not in {update.status for update in told.updates}
    assert "open" in kinds(imported(SLOW))


def test_a_closed_issue_without_the_last_word_is_resolved_when_it_was_closed() -> None:
    told = incident(DOWN, comments=COMMENTS[:1])

    last = told.updates[-1]
    assert (last.status, f"{last.at:%H:%M:%S}", last.text.markdown) == ("resolved", "10:30:09", "")


def test_an_issue_of_the_label_maintenance_is_planned_work() -> None:
    told = incident(WORK)

    assert isinstance(told, Maintenance)
    assert f"{told.starts.at:%d %H:%M} {told.ends.at:%d %H:%M}" == "03 01:00 03 02:00"
    assert [mark.name for mark in told.components] == ["web-mail", "talk"]
    assert [(u.status, f"{u.at:%d %H:%M}") for u in told.updates] == [
        ("scheduled", "01 09:00"),
        ("completed", "03 02:10"),
    ]
    assert told.updates[0].text.markdown == "We replace the disks. Mail waits."
    assert told.updates[0].author == "jane-roe"


def test_maintenance_without_a_start_is_a_draft_that_says_so() -> None:
    found = imported(WORK | {"body": "We replace the disks.", "state": "open", "closed_at": None})

    draft = found.files["content/incidents/2024-03-01-disks-are-replaced.md"].decode()
    assert "\ndraft: true\n" in draft
    assert draft.endswith("\n\nWe replace the disks.\n")
    assert "plan" in kinds(found)


def test_old_addresses_lead_to_the_posts() -> None:
    result = build(Project(imported(DOWN, SLOW, WORK).files).sources(), NOW)

    redirects = {doc.path for doc in result.documents if doc.kind is Kind.REDIRECT}
    assert {f"incident/{n}/index.html" for n in (7, 8, 9)} <= redirects


def test_settings_keep_what_they_can_and_the_rest_as_comments() -> None:
    settings = imported(DOWN).files["content/site.yaml"].decode()

    assert "name: Harbour Status\nurl: https://status.harbour.example\n" in settings
    assert "since: 2024-03-04\n" in settings
    assert "  - id: talk\n    name: Forum\n" in settings
    assert (
        '# sites.MySQL Playground.__dangerous__body_down_if_text_missing: "title": "x"' in settings
    )
    assert "minutes down: 2024-03-04: 3, 2024-03-05: 12\n" in settings
    assert "  - id: jane-roe\n    name: jane-roe\n    contact: https://github.com/jane-roe\n" in (
        settings
    )


def test_other_issues_and_pull_requests_are_no_posts() -> None:
    pull = DOWN | {"number": 2, "pull_request": {"url": "x"}}
    found = imported(DOWN | {"pull_request": None}, OTHER, pull)
    assert found.posts == 1
    assert [doubt.path for doubt in found.doubts if doubt.kind == "file"] == ["issues.json#1"]


def test_two_outages_of_one_day_have_two_ids_the_older_one_the_plain() -> None:
    later = DOWN | {"number": 12, "created_at": "2024-03-04T20:00:00Z",
                    "closed_at": "2024-03-04T20:10:00Z"}  # fmt: skip
    files = imported(later, DOWN).files
    assert "/incident/7/" in files["content/incidents/2024-03-04-web-mail-is-down.md"].decode()
    assert "/incident/12/" in files["content/incidents/2024-03-04-web-mail-is-down-2.md"].decode()


def test_no_word_is_lost_and_no_time_invented() -> None:
    for issue in (DOWN, SLOW, WORK):
        source = json.dumps([issue, COMMENTS]).encode()
        told = incident(issue)
        assert times_told(told) <= times_in(source)
        text = "".join(update.text.markdown for update in told.updates)
        for line in str(issue["body"]).replace("\r", "").split("-->")[-1].split("\n"):
            assert line.strip() in text


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("MySQL Playground", "my-sql-playground"),
        ("GitHub", "git-hub"),
        ("Tiny (URL shortner)", "tiny-url-shortner"),
        ("Manual (dev)", "manual-dev"),
        ("Café & Bar", "cafe-and-bar"),
    ],
)
def test_slugs_are_those_of_upptime(name: str, slug: str) -> None:
    assert as_slug(name) == slug


@pytest.mark.parametrize("name", REAL)
def test_a_real_repository_without_its_issues_says_how_to_get_them(name: str) -> None:
    sites, counted = REAL[name]
    folder = real_data() / name
    found = import_upptime(read_tree(folder, ("history",), (".yml", ".json")), NOW)

    assert (found.posts, found.is_worth_it) == (0, True)
    assert found.files["content/site.yaml"].decode().count("  - id: ") == sites
    (missing,) = (doubt for doubt in found.doubts if doubt.kind == "nothing-found")
    assert f"gh issue list -R {name.replace('__', '/')} --state all" in missing.done
    assert len([doubt for doubt in found.doubts if doubt.kind == "counted"]) == counted
    result = build(Project(found.files).sources(), NOW)
    assert not [d for d in result.diagnostics if d.is_error]


@pytest.mark.parametrize("name", REAL)
def test_no_day_before_the_monitor_last_looked_seems_to_have_been_fine(name: str) -> None:
    files = read_tree(real_data() / name, ("history",), (".yml", ".json"))
    settings = import_upptime(files, NOW).files["content/site.yaml"].decode()
    looked = [
        time.at.date().isoformat()
        for path, data in files.items()
        for line in data.decode().splitlines()
        if path.startswith("history/")
        and line.startswith("lastUpdated:")
        and (time := read_time(line.partition(":")[2]))
    ]
    assert f"since: {max(looked)}\n" in settings
