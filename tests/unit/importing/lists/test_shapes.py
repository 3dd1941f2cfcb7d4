"""The same incident as many products write it comes out the same."""

import json
from datetime import UTC, datetime

import pytest

from stillup.importing.lists import import_json
from stillup.importing.outcome import Import
from stillup.model.post import Incident, Maintenance
from tests.support.imported import errors_in, parsed

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
BEGUN, ENDED = "2024-03-04T10:00:00.000Z", "2024-03-04T11:30:00.000Z"
INSTATUS = [{
    "id": "clx1", "name": "Mail is slow", "status": "RESOLVED", "impact": "DEGRADEDPERFORMANCE",
    "started": BEGUN, "resolved": ENDED, "components": [{"id": "c1", "name": "Mail"}],
    "updates": [
        {"id": "u2", "message": "All is well.", "status": "RESOLVED", "started": ENDED},
        {"id": "u1", "message": "We look.", "status": "INVESTIGATING", "started": BEGUN},
    ],
}]  # fmt: skip
OPENSTATUS = {"statusReports": [{
    "id": 5, "title": "Mail is slow", "status": "resolved", "impact": "minor",
    "monitors": [{"id": 9, "name": "Mail"}],
    "statusReportUpdates": [
        {"status": "investigating", "date": BEGUN, "message": "We look."},
        {"status": "resolved", "date": ENDED, "message": "All is well."},
    ],
}]}  # fmt: skip
GOOGLE = [{
    "id": "abc", "number": "1", "begin": "2024-03-04T10:00:00+00:00",
    "created": "2024-03-04T10:00:00+00:00", "end": "2024-03-04T11:30:00+00:00",
    "external_desc": "Mail is slow", "status_impact": "SERVICE_INFORMATION", "severity": "low",
    "service_name": "Multiple", "affected_products": [{"title": "Mail", "id": "m"}],
    "uri": "incidents/abc",
    "updates": [
        {"when": "2024-03-04T11:30:00+00:00", "text": "All is well.", "status": "AVAILABLE"},
        {"when": "2024-03-04T10:00:00+00:00", "text": "We look.", "status": "SERVICE_DISRUPTION"},
    ],
}]  # fmt: skip
BETTER_STACK = {
    "data": {"id": "1", "type": "status_page", "attributes": {"company_name": "Harbour"}},
    "included": [
        {
            "id": "7", "type": "status_report",
            "attributes": {"title": "Mail is slow", "report_type": "manual", "starts_at": BEGUN,
                           "ends_at": ENDED, "aggregate_state": "degraded"},
            "relationships": {"status_updates": {"data": [
                {"id": "71", "type": "status_update"}, {"id": "72", "type": "status_update"}]}},
        },
        {"id": "71", "type": "status_update",
         "attributes": {"message": "We look.", "published_at": BEGUN,
                        "affected_resources": [{"status": "degraded"}]}},
        {"id": "72", "type": "status_update",
         "attributes": {"message": "All is well.", "published_at": ENDED,
                        "affected_resources": [{"status": "resolved"}]}},
    ],
}  # fmt: skip
SHAPES = {
    "instatus": INSTATUS, "openstatus": OPENSTATUS, "google": GOOGLE, "betterstack": BETTER_STACK,
}  # fmt: skip


def imported(value: object, path: str = "incidents.json") -> Import:
    found = import_json({path: json.dumps(value).encode()}, NOW)
    assert errors_in(found.files) == []
    return found


def only(found: Import) -> Incident | Maintenance:
    (path,) = (path for path in found.files if path.endswith(".md"))
    item = parsed(path, found.files[path]).item
    assert isinstance(item, Incident | Maintenance)
    return item


@pytest.mark.parametrize("shape", SHAPES)
def test_an_incident_is_told_with_its_two_updates(shape: str) -> None:
    post = only(imported(SHAPES[shape]))

    assert isinstance(post, Incident)
    assert post.title == "Mail is slow"
    assert [update.text.markdown for update in post.updates] == ["We look.", "All is well."]
    assert [f"{update.at:%H:%M}" for update in post.updates] == ["10:00", "11:30"]
    assert post.updates[-1].status == "resolved"
    assert not post.draft


def test_the_components_of_a_post_are_the_list_where_nothing_declares_them() -> None:
    found = imported(INSTATUS)

    assert [mark.name for mark in only(found).components] == ["mail"]
    assert "  - id: mail\n    name: Mail\n" in found.files["content/site.yaml"].decode()
    assert any("nothing lists the components" in doubt.what for doubt in found.doubts)


def test_planned_work_is_known_by_its_plan_by_a_key_above_it_or_by_its_kind() -> None:
    plan = {"name": "Disks", "start": BEGUN, "duration": "90", "message": "We swap disks."}
    for value in (
        {"activeMaintenances": [plan]},
        [plan | {"report_type": "maintenance"}],
        [{"title": "Disks", "scheduled_for": BEGUN, "scheduled_until": ENDED, "body": "We swap"}],
        [{"title": "Disks", "from": BEGUN, "to": ENDED, "message": "We swap disks."}],
    ):
        post = only(imported(value))
        assert isinstance(post, Maintenance)
        assert f"{post.starts.at:%H:%M} {post.ends.at:%H:%M}" == "10:00 11:30"


def test_work_that_nobody_announced_yet_is_a_draft_and_work_announced_is_not() -> None:
    ahead = {"name": "Disks", "scheduledTime": "2027-01-01T10:00:00Z", "minutes": 30}
    found = imported([ahead | {"content": "We swap disks."}])
    draft = found.files["content/maintenance/2027-01-01-disks.md"].decode()
    assert draft.endswith("draft: true\n---\n\nWe swap disks.\n")
    assert "future" in {doubt.kind for doubt in found.doubts}

    told = only(imported([ahead | {"content": "We swap.", "createdAt": "2026-11-20T09:00:00Z"}]))
    assert not told.draft
    assert [update.status for update in told.updates] == ["scheduled"]


def test_numbers_are_moments_in_seconds_or_milliseconds() -> None:
    for number in (1709546400, 1709546400000):
        post = only(imported([{"title": "x", "updates": [{"time": number, "text": "a"}]}]))
        assert f"{post.updates[0].at:%Y-%m-%d %H:%M}" == "2024-03-04 10:00"


def test_an_update_without_a_time_is_told_with_the_others() -> None:
    updates = [{"date": BEGUN, "content": "One."}, {"content": "Two."}, "Three."]
    found = imported([{"name": "x", "updates": updates}])
    assert only(found).updates[0].text.markdown == "One.\n\nTwo.\n\nThree."
    assert [doubt.kind for doubt in found.doubts].count("untimed") == 2


def test_a_post_without_any_time_is_a_draft_with_all_its_words() -> None:
    found = imported([{"name": "x", "updates": [{"content": "One."}, "Two."]}])
    draft = found.files["content/incidents/x.md"].decode()
    assert draft.endswith("draft: true\n---\n\nOne.\n\nTwo.\n")
    assert "no-start" in {doubt.kind for doubt in found.doubts}


def test_a_report_that_was_not_published_stays_a_comment() -> None:
    post = {"title": "x", "updates": [{"date": BEGUN, "content": "One."}], "report": "Secret",
            "isReportPublished": False, "reportPublishedTime": ENDED}  # fmt: skip
    found = imported([post])
    assert [update.status for update in only(found).updates] == ["update"]
    assert "\n#json: report: Secret\n" in next(iter(found.files.values())).decode()


def test_what_is_open_there_stays_open_unless_an_end_says_more() -> None:
    updates = [{"date": BEGUN, "status": "resolved", "content": "Well."}]
    found = imported([{"title": "x", "status": "open", "updates": updates}])
    assert only(found).updates[0].status == "update"
    found = imported([{"title": "x", "status": "open", "endDate": BEGUN, "updates": updates}])
    assert only(found).updates[0].status == "resolved"
    assert "disagreement" in {doubt.kind for doubt in found.doubts}


def test_a_title_that_is_a_whole_text_is_cut_and_kept_above() -> None:
    title = "Mail is slow. " * 40
    found = imported([{"external_desc": title, "begin": BEGUN, "updates": [{"when": BEGUN}]}])
    post = only(found)
    assert len(post.title) < 210
    assert post.summary.markdown == title.strip()


def test_several_documents_in_one_file_are_read_one_after_the_other() -> None:
    one, two = (json.dumps([post]) for post in (INSTATUS[0], GOOGLE[0]))
    found = import_json({"all.json": f"{one}\n{two}".encode()}, NOW)
    assert found.posts == 2


def test_a_page_of_statuspage_is_read_and_its_own_importer_named() -> None:
    page = {
        "page": {"name": "Harbour", "url": "https://status.harbour.example"},
        "incidents": [{"id": "i", "name": "x", "incident_updates": [
            {"body": "One.", "status": "resolved", "display_at": BEGUN}]}],
    }  # fmt: skip
    found = imported(page)
    assert "name: Harbour\nurl: https://status.harbour.example\n" in (
        found.files["content/site.yaml"].decode()
    )
    assert any("stillup import statuspage" in doubt.done for doubt in found.doubts)


def test_one_file_that_holds_one_post_is_named_after_its_day_and_title() -> None:
    found = imported(INSTATUS[0], "incident.json")
    assert "content/incidents/2024-03-04-mail-is-slow.md" in found.files


def test_halves_of_characters_and_words_of_no_sense_do_no_harm() -> None:
    data = b'[{"title": "a\\ud800", "updates": [{"date": "%s", "content": "\\udfff"}]}]'
    found = import_json({"a.json": data % BEGUN.encode()}, NOW)
    assert (found.posts, errors_in(found.files)) == (1, [])


@pytest.mark.parametrize(
    "item",
    ["- [ ] Buy disks (Team, due tomorrow)", "- [x] Buy disks (Team, due 2024-05-01)",
     "1. [ ] Buy disks (due 2024-05-01)"],
)  # fmt: skip
def test_a_task_list_in_a_report_is_words_where_it_is_no_action_item_of_ours(item: str) -> None:
    post = {"title": "x", "updates": [{"date": BEGUN, "status": "postmortem", "content": item}]}
    found = imported([post])
    assert "Buy disks" in only(found).updates[0].text.markdown
    assert "action" in {doubt.kind for doubt in found.doubts}


def test_a_task_list_in_a_report_that_is_ours_becomes_action_items() -> None:
    text = "- [x] Buy disks (Store team, done 2024-05-01)"
    post = {"title": "x", "updates": [{"date": BEGUN, "status": "postmortem", "content": text}]}
    (action,) = only(imported([post])).updates[0].actions
    assert (action.what, action.team, action.state) == ("Buy disks", "Store team", "done")


def test_markdown_with_a_tag_in_it_stays_markdown_and_html_becomes_it() -> None:
    for text, told in (
        ("**Bold**<br>and `<name>`", "**Bold**<br>and `<name>`"),
        ("<p><b>Bold</b><br>a_b</p>", "**Bold**\\\na\\_b"),
    ):
        found = imported([{"title": "x", "updates": [{"date": BEGUN, "content": text}]}])
        assert only(found).updates[0].text.markdown == told


def test_two_lists_may_use_the_same_numbers_for_other_incidents() -> None:
    one = {"id": 1, "title": "a", "updates": [{"date": BEGUN, "content": "One."}]}
    two = {"id": 1, "title": "b", "updates": [{"date": ENDED, "content": "Two."}]}
    found = imported({"reports": [one], "others": [two]})
    assert found.posts == 2
    assert not [path for path, data in found.files.items() if b"draft: true" in data]
    assert imported({"reports": [one], "others": [one]}).posts == 1


def test_a_list_that_begins_with_the_newest_keeps_the_order_of_one_moment() -> None:
    updates = [
        {"date": ENDED, "content": "Last."},
        {"date": BEGUN, "content": "Second."},
        {"date": BEGUN, "content": "First."},
    ]
    post = {"title": "x", "updates": updates, "report": "Why", "reportPublishedTime": ENDED}
    told = only(imported([post])).updates
    assert [update.text.markdown for update in told] == ["First.", "Second.", "Last.", "Why"]


def test_a_file_whose_posts_another_one_holds_too_is_not_called_empty() -> None:
    told = json.dumps(INSTATUS).encode()
    again = import_json({"a.json": told, "b.json": told, "c.json": b"{}"}, NOW)

    assert again.posts == 1
    assert [doubt.path for doubt in again.doubts if doubt.kind == "file"] == ["c.json"]
