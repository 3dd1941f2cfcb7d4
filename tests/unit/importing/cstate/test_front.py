"""Severity, systems, flags, names and addresses of a cState post."""

from datetime import UTC, datetime

import pytest

from stillup.importing.cstate import import_cstate
from stillup.importing.outcome import Import
from stillup.model.parsed import Parsed
from stillup.model.post import Incident, Maintenance
from tests.support.imported import errors_in, issue, parsed, site

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
BASE = "title: Outage\ndate: 2021-03-04 10:00:00\nresolved: true\nresolvedWhen: 2021-03-04 12:00"


def run(front: str = BASE, body: str = "Text", name: str = "2021_03_04_x") -> Import:
    found = import_cstate(site(**{name: issue(front, body)}), NOW)
    assert errors_in(found.files) == []
    return found


def post(found: Import) -> Parsed:
    path = next(p for p in found.files if p.startswith(("content/incidents", "content/maint")))
    return parsed(path, found.files[path])


def incident(front: str, body: str = "Text", name: str = "2021_03_04_x") -> Incident:
    item = post(run(front, body, name)).item
    assert isinstance(item, Incident)
    return item


def text(found: Import) -> str:
    path = next(p for p in found.files if p.startswith(("content/incidents", "content/maint")))
    return found.files[path].decode()


@pytest.mark.parametrize(
    ("severity", "impact", "status"),
    [
        ("notice", "none", None),
        ("disrupted", "minor", None),
        ("down", "major", "major_outage"),
        ("Down", "major", "major_outage"),
        ("dissrupted", "minor", None),
        ("monitoring", "minor", None),
        ("", "minor", None),
    ],
)
def test_severity_becomes_impact_and_state(severity: str, impact: str, status: str | None) -> None:
    front = f"{BASE}\nseverity: {severity}\naffected: [API]"
    item = incident(front)
    assert item.impact.value == impact
    assert [mark.status and mark.status.value for mark in item.components] == [status]
    doubted = {doubt.kind for doubt in run(front).doubts} & {"severity"}
    assert bool(doubted) is (severity not in {"notice", "disrupted", "down"})


def test_down_without_a_system_is_the_whole_site() -> None:
    assert incident(f"{BASE}\nseverity: down").impact.value == "critical"


def test_what_is_informational_colours_nothing_whatever_its_severity() -> None:
    assert incident(f"{BASE}\nseverity: down\ninformational: true").impact.value == "none"


def test_a_severity_that_was_not_understood_stays_as_a_comment() -> None:
    assert "\n#cState: severity: monitoring\n" in text(run(f"{BASE}\nseverity: monitoring"))


def test_systems_are_found_in_every_letter_case_and_unknown_ones_are_kept() -> None:
    front = f"{BASE}\nseverity: down\naffected: [api, Media Proxy, API, GitHub, all]"
    found = run(front)
    names = [mark.name for mark in incident(front).components]
    assert names == ["api", "media-proxy", "github", "all-unlisted"]
    settings = found.files["content/site.yaml"].decode()
    assert "  - id: github\n    name: GitHub\n    listed: false\n" in settings
    kinds = [doubt.kind for doubt in found.doubts]
    assert kinds.count("component") == 2
    assert kinds.count("component-case") == 1


@pytest.mark.parametrize("affected", ["affected:", "affected: null", "affected: []", "x: y"])
def test_no_system_is_no_component(affected: str) -> None:
    assert incident(f"{BASE}\nseverity: down\n{affected}").components == ()


def test_the_old_address_and_the_id_in_the_feed_are_kept() -> None:
    item = incident(f"{BASE}\naliases: [/old/, other.html]", name="2021_03_04_Bodhi")
    assert item.id == "2021-03-04-Bodhi"
    assert [alias.id for alias in item.aliases] == [
        "issues/2021-03-04-bodhi/",
        "old/",
        "other.html",
    ]
    assert item.feed_id == "https://old.example/issues/2021-03-04-bodhi/"


@pytest.mark.parametrize(
    ("key", "address"), [("slug: New Name", "issues/new-name/"), ("url: /a/b.html", "a/b.html")]
)
def test_hugo_may_have_put_a_post_elsewhere(key: str, address: str) -> None:
    assert [alias.id for alias in incident(f"{BASE}\n{key}").aliases] == [address]


def test_drafts_embargoes_and_pins_stay_so() -> None:
    item = incident(f"{BASE}\ndraft: true\npublishDate: 2021-03-03\npin: true")
    assert item.draft
    assert item.publish_at == datetime(2021, 3, 3, tzinfo=UTC)
    assert not item.pin


def test_keys_without_a_place_stay_as_comments_and_are_doubts() -> None:
    found = run(f"{BASE}\nautomated: true\ntags: [a, b]")
    assert '#cState: automated: true\n#cState: tags: ["a","b"]\n' in text(found)
    assert [d.line for d in found.doubts if d.kind == "key"] == [6, 7]


def test_a_title_is_needed_by_us_if_not_by_them() -> None:
    found = run("date: 2021-03-04 10:00", name="2021_03_04_mail_down")
    assert "title: 2021 03 04 mail down\n" in text(found)
    assert "front-matter" in {doubt.kind for doubt in found.doubts}


@pytest.mark.parametrize("date", ["date:", "date: yesterday", "x: y"])
def test_a_post_without_a_start_is_a_draft_with_all_its_words(date: str) -> None:
    found = run(f"title: Outage\n{date}", "## All\n\nthe words")
    assert post(found).draft
    assert "### All\n\nthe words" in text(found)
    assert "no-start" in {doubt.kind for doubt in found.doubts}


def test_planned_work_that_lies_ahead_is_a_maintenance() -> None:
    found = run("title: Work\ndate: 2026-12-01 22:00\nresolved: true\nresolvedWhen: 2026-12-02 01:00\n"
                "severity: notice\naffected: [API]", name="2026_11_20_work")  # fmt: skip
    item = post(found).item
    assert isinstance(item, Maintenance)
    assert f"{item.starts.at:%m-%d %H:%M} {item.ends.at:%m-%d %H:%M}" == "12-01 22:00 12-02 01:00"
    assert [(u.status.value, f"{u.at:%m-%d %H:%M}") for u in item.updates] == [
        ("scheduled", "11-20 00:00")
    ]


@pytest.mark.parametrize(
    ("name", "end"),
    [("2026_11_20_work", ""), ("2026_12_01_work", "resolvedWhen: 2026-12-02"), ("work", "")],
)
def test_what_lies_ahead_without_an_end_or_an_announcement_is_a_draft(name: str, end: str) -> None:
    found = run(f"title: Work\ndate: 2026-12-01 22:00\nseverity: notice\n{end}", name=name)
    assert post(found).draft
    assert "future" in {doubt.kind for doubt in found.doubts}


def test_without_a_clock_nothing_is_asked_about_the_future() -> None:
    found = import_cstate(site(a=issue("title: Work\ndate: 2099-12-01 22:00")))
    assert "future" not in {doubt.kind for doubt in found.doubts}
