"""Statusfy: containers become updates, and settings in JavaScript are read without being run."""

from datetime import UTC, datetime

import pytest

from stillup.build import build
from stillup.importing.outcome import Import, times_told
from stillup.importing.statusfy import import_statusfy
from stillup.importing.statusfy.body import read_containers
from stillup.importing.statusfy.front import read_marked_front
from stillup.model.post import Incident, Maintenance
from stillup.model.sources import Kind
from stillup.model.status import ComponentStatus
from tests.support.imported import errors_in, parsed, times_in
from tests.support.project import Project
from tests.support.statusfy import CONFIG, PLANNED, SLOW, TOML, site

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def imported(**posts: bytes) -> Import:
    found = import_statusfy(site(**posts), NOW)
    assert errors_in(found.files) == []
    return found


def only(found: Import) -> Incident | Maintenance:
    (path,) = (path for path in found.files if path.endswith(".md"))
    item = parsed(path, found.files[path]).item
    assert isinstance(item, Incident | Maintenance)
    return item


def kinds(found: Import) -> set[str]:
    return {doubt.kind for doubt in found.doubts}


def test_containers_are_updates_by_time_and_the_rest_is_the_summary() -> None:
    told = only(imported(slow=SLOW))

    assert isinstance(told, Incident)
    assert told.impact == "minor"
    assert [mark.name for mark in told.components] == ["api", "cdn"]
    assert f"{told.started:%H:%M:%S}" == "18:28:48"
    assert [(u.status, f"{u.at:%H:%M}") for u in told.updates] == [
        ("update", "22:28"),
        ("monitoring", "23:28"),
        ("resolved", "23:58"),
    ]
    assert told.updates[0].text.markdown == "**Second wave**\n\nIt got worse."
    assert told.summary.markdown.startswith("Conversions were slow.\n\n<!-- What happened -->")


@pytest.mark.parametrize("mark", ["json", "toml", "yaml", ""])
def test_front_matter_says_behind_the_dashes_what_it_is_in(mark: str) -> None:
    inside = {
        "json": '{"title": "x", "resolved": true}',
        "toml": 'title = "x"\nresolved = true',
    }.get(mark, "title: x\nresolved: true")
    front = read_marked_front(f"---{mark}\n{inside}\n---\nBody\n")

    assert (front.text("title"), front.text("resolved")) == ("x", "true")
    assert front.body.strip() == "Body"
    assert front.first == inside.count("\n") + 4


def test_maintenance_with_a_plan_is_planned_work() -> None:
    told = only(imported(planned=PLANNED))

    assert isinstance(told, Maintenance)
    assert f"{told.starts.at:%d %H:%M} {told.ends.at:%d %H:%M}" == "20 22:00 20 23:30"
    assert [(u.status, f"{u.at:%d %H:%M}") for u in told.updates] == [
        ("scheduled", "14 16:22"),
        ("completed", "20 23:30"),
    ]
    assert "no-completion" in kinds(imported(planned=PLANNED))


def test_what_is_not_resolved_stays_open_whatever_its_last_update_is_called() -> None:
    found = imported(down=TOML)
    told = only(found)

    assert isinstance(told, Incident)
    assert [update.status for update in told.updates] == ["update"]
    assert [mark.status for mark in told.components] == [ComponentStatus.MAJOR_OUTAGE]
    assert {"disagreement", "component"} <= kinds(found)


def test_resolved_without_an_update_is_resolved_as_of_modified() -> None:
    post = b"---\ntitle: x\nseverity: partial-outage\nresolved: true\ndate: 2018-02-03T10:00:00Z\n"
    found = imported(x=post + b"modified: 2018-02-03T12:00:00Z\n---\nText\n")
    told = only(found)

    assert [(u.status, f"{u.at:%H:%M}") for u in told.updates] == [
        ("update", "10:00"),
        ("resolved", "12:00"),
    ]
    assert told.updates[1].retrospective
    assert "no-end" in kinds(found)


def test_a_second_language_is_a_draft_of_its_own() -> None:
    found = imported(slow=SLOW, es__slow=SLOW)

    assert b"\ndraft: true\n" in found.files["content/incidents/slow-es.md"]
    assert b"feed_id" not in found.files["content/incidents/slow-es.md"]
    assert "translation" in kinds(found)


def test_settings_in_javascript_are_read_as_far_as_they_are_plain() -> None:
    settings = imported(slow=SLOW).files["content/site.yaml"].decode()

    assert 'name: Harbour "Status"\nurl: https://status.harbour.example\n' in settings
    assert "  - id: cdn\n    name: Files\n    description: What pages load\n" in settings
    assert "  - id: site-delivery\n" in settings
    assert "  feeds/incidents.en.xml: history.rss\n" in settings
    assert "# name: harbour\n" in settings


def test_settings_in_yaml_and_toml_are_read_whole() -> None:
    yaml = b"title: Harbour\nbaseUrl: https://x.example\ncontent:\n  systems: [a, b]\npwa: true\n"
    toml = b'title = "Harbour"\nbaseUrl = "https://x.example"\npwa = true\n[content]\nsystems = ["a", "b"]\n'
    for name, data in (("config.yml", yaml), ("config.toml", toml)):
        found = import_statusfy({name: data, "content/x.md": SLOW}, NOW)
        settings = found.files["content/site.yaml"].decode()
        assert "name: Harbour\nurl: https://x.example\n" in settings
        assert "  - id: a\n    name: a\n  - id: b\n    name: b\n" in settings
        assert "# pwa: true\n" in settings


def test_systems_that_a_program_makes_are_asked_for() -> None:
    script = CONFIG.replace(b"systems: [", b"systems: names().map([")
    found = import_statusfy({"config.js": script, "content/x.md": SLOW}, NOW)
    assert any("no plain list" in doubt.what for doubt in found.doubts)


def test_old_addresses_lead_to_the_posts_and_ids_in_feeds_stay() -> None:
    found = imported(slow=SLOW, planned=PLANNED)
    result = build(Project(found.files).sources(), NOW)

    assert not [d for d in result.diagnostics if d.is_error]
    redirects = {doc.path for doc in result.documents if doc.kind is Kind.REDIRECT}
    assert {"incidents/382ee1ab/index.html", "incidents/1a962850/index.html"} <= redirects
    assert (
        b"\nfeed_id: https://status.harbour.example/incidents/382ee1ab\n"
        in (found.files["content/incidents/slow.md"])
    )


def test_a_container_in_code_is_none_and_an_open_one_ends_with_the_next() -> None:
    body = (
        "```\n::: update Resolved | 2018-01-01T10:00:00Z\n:::\n```\n\n"
        "::: update One | 2018-01-01T10:00:00Z\na\n"
        "::: update Two | 2018-01-01T11:00:00Z\nb\n:::\nc"
    )
    outside, found = read_containers(body)

    assert [(each.title, each.text, each.is_closed) for each in found] == [
        ("One", "a", False),
        ("Two", "b", True),
    ]
    assert outside.endswith("```\n\nc")


def test_an_update_without_a_time_keeps_its_words() -> None:
    body = "::: update Watching | soon\nWe wait.\n:::\n"
    post = b"---\ntitle: x\ndate: 2018-02-03T10:00:00Z\nresolved: false\n---\n" + body.encode()
    found = imported(x=post)
    told = only(found)

    assert "**Watching | soon**\n\nWe wait." in told.updates[0].text.markdown
    assert "untimed" in kinds(found)


def test_no_time_is_invented() -> None:
    for source in (SLOW, TOML, PLANNED):
        told = only(imported(x=source))
        plan = {told.ends.at} if isinstance(told, Maintenance) else set()
        assert times_told(told) - plan <= times_in(source)
