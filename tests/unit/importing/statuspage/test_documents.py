"""The API's documents, v2 and v1: ids, times, states, components and words come along."""

import json
from datetime import UTC, datetime

import pytest

from stillup.importing.outcome import Import
from stillup.importing.statuspage import import_statuspage
from stillup.model.parsed import Conventions
from stillup.model.post import Incident, Maintenance
from stillup.model.status import ComponentStatus, UpdateStatus
from stillup.parse.file import parse_file
from stillup.parse.settings import parse_settings
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.project import Project
from tests.support.real import real_data
from tests.support.saved_statuspage import (
    API,
    COMPONENTS,
    HOST,
    LOGIN,
    MESSAGES,
    PAGE,
    SHOP,
    UPGRADE,
    Json,
    affected,
    component,
    incident,
    saved,
    update,
    v2,
)
from tests.support.site import themed

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
AT = "2022-02-15T10:00:00.000-08:00"
LATER = "2022-02-15T11:00:00.000-08:00"


def new(files: dict[str, bytes], now: datetime = NOW) -> Import:
    return import_statuspage(files, now)


def posts(files: dict[str, bytes]) -> dict[str, Incident | Maintenance]:
    """Return our posts by their ids in the API; they must be without an error."""
    made, found = new(files).files, {}
    settings, _ = parse_settings("site.yaml", made["content/site.yaml"], "")
    assert settings is not None
    for path, data in made.items():
        if path.endswith(".md"):
            read = parse_file(path, data, "", Conventions(time_zone=settings.time_zone))
            assert [d for d in read.diagnostics if d.is_error] == []
            assert isinstance(read.item, Incident | Maintenance)
            found[read.item.api_id] = read.item
    return found


def only(*told: Json) -> Incident:
    """Return the one incident that these are."""
    (post,) = posts(v2(*told)).values()
    assert isinstance(post, Incident)
    return post


def kinds(files: dict[str, bytes]) -> list[str]:
    return [doubt.kind for doubt in new(files).doubts if doubt.kind != "feed-id"]


def simple(*updates: Json, **other: object) -> Json:
    """Return an incident of which only what is given matters."""
    told = updates or (update("7gv6pn1zyz2n", "resolved", AT, "All is well."),)
    return incident("n4njzfn1mqy0", "Messaging issues", *told, **other)


def test_an_incident_keeps_its_ids_times_states_and_components() -> None:
    post = only(MESSAGES)

    assert (post.api_id, post.rss_id) == ("n4njzfn1mqy0", f"{HOST}/incidents/n4njzfn1mqy0")
    assert [alias.id for alias in post.aliases] == ["incidents/n4njzfn1mqy0/"]
    assert post.id == "2022-02-15-messaging-issues"
    assert [(u.id, u.status.value, f"{u.at:%H:%M:%S}") for u in post.updates] == [
        ("7gv6pn1zyz2n", "investigating", "21:14:17"),
        ("8hw7qo2aza3o", "identified", "21:18:00"),
        ("2shj4d01hc9g", "monitoring", "21:21:55"),
        ("5tij7e34if0h", "resolved", "21:37:37"),
    ]
    assert [(mark.name, mark.status) for mark in post.components] == [
        ("api", ComponentStatus.PARTIAL_OUTAGE),
        ("shop", ComponentStatus.OPERATIONAL),
    ]
    changes = [[(m.name, str(m.status)) for m in u.components] for u in post.updates]
    assert changes == [
        [],
        [("api", "major_outage"), ("shop", "degraded_performance")],
        [("api", "operational")],
        [],
    ]


def test_html_entities_and_line_ends_become_markdown() -> None:
    _, identified, monitoring, _ = only(MESSAGES).updates

    assert identified.text.markdown == (
        "A database is slow.\\\nNext steps:\n\n- fail over\n- verify"
    )
    assert monitoring.text.markdown == (
        "The **root cause** is gone.\n\n"
        "See [the blog](https://blog.harbour.example/a_b) & wait for \\<5 minutes."
    )


def test_planned_work_keeps_its_plan_and_its_states() -> None:
    (work,) = posts(v2(maintenances=(UPGRADE,))).values()

    assert isinstance(work, Maintenance)
    assert f"{work.starts.at:%m-%d %H:%M} {work.ends.at:%m-%d %H:%M}" == "02-26 06:00 02-26 07:00"
    assert [(u.id, u.status.value) for u in work.updates] == [
        ("9ix8rp3bzb4p", "scheduled"),
        ("0jy9sq4czc5q", "in_progress"),
        ("1kz0tr5dzd6r", "completed"),
    ]
    assert [(mark.name, mark.status) for mark in work.components] == [("api", None)]
    assert not any(u.components for u in work.updates)


def test_the_page_its_groups_and_its_components_keep_their_ids() -> None:
    settings = new(v2(MESSAGES)).files["content/site.yaml"].decode()

    assert f"name: Harbour Shops\nurl: {HOST}\n" in settings
    assert "api_id: srhpyqt94yxb\n" in settings
    assert "time_zone: America/Los_Angeles\n" in settings
    assert "- id: core\n    name: Core\n    api_id: gr0upgr0upg1\n" in settings
    assert f"- id: api\n    name: API\n    group: core\n    api_id: {API}\n" in settings
    assert f"description: Who you are\n    listed: false\n    api_id: {LOGIN}\n" in settings
    assert settings.index("id: api") < settings.index("id: login") < settings.index("id: shop")


def test_the_new_site_gives_the_same_ids_to_those_who_read_its_api() -> None:
    made = themed(Project(new(v2(MESSAGES, maintenances=(UPGRADE,))).files), NOW.isoformat())
    assert made.diagnostics == ()
    renderer = Renderer(made, Fragments())
    told = {d.path: d for d in made.documents}
    incidents = json.loads(renderer.render(told["api/v2/incidents.json"]))
    works = json.loads(renderer.render(told["api/v2/scheduled-maintenances.json"]))
    summary = json.loads(renderer.render(told["api/v2/summary.json"]))

    (found,), (work,) = incidents["incidents"], works["scheduled_maintenances"]
    assert summary["page"]["id"] == PAGE["id"]
    assert {c["id"] for c in summary["components"]} >= {API, SHOP, "gr0upgr0upg1"}
    for now, then in ((found, MESSAGES), (work, UPGRADE)):
        updates = then["incident_updates"]
        assert isinstance(updates, list)
        assert now["id"] == then["id"]
        assert [u["id"] for u in now["incident_updates"]] == [u["id"] for u in updates]
        assert [u["status"] for u in now["incident_updates"]] == [u["status"] for u in updates]
    assert work["scheduled_for"] == "2022-02-26T06:00:00.000Z"


def test_two_incidents_of_one_day_and_title_are_two_posts_dated_or_not() -> None:
    twins = [{**simple(), "id": code} for code in ("aaaaaaaaaaa1", "aaaaaaaaaaa2")]
    assert {code: post.id for code, post in posts(v2(*twins)).items()} == {
        "aaaaaaaaaaa1": "2022-02-15-messaging-issues",
        "aaaaaaaaaaa2": "2022-02-15-messaging-issues-2",
    }
    undated = [{**each, "incident_updates": [], "started_at": None} for each in twins]
    assert len([path for path in new(v2(*undated)).files if path.endswith(".md")]) == 2


def test_a_second_run_changes_nothing_and_order_and_names_of_files_do_not_matter() -> None:
    files = v2(MESSAGES, maintenances=(UPGRADE,))
    renamed = {f"z/{9 - n}.JSON": data for n, data in enumerate(files.values())}
    mended = {name.replace(".JSON", ".json"): data for name, data in renamed.items()}

    assert new(files).files == new(files).files
    ours, theirs = new(files).files, new(mended).files
    assert {p: d for p, d in ours.items() if p.endswith(".md")} == {
        p: d for p, d in theirs.items() if p.endswith(".md")
    }


@pytest.mark.parametrize(
    "document",
    [
        {"incidents": [MESSAGES]},
        [MESSAGES],
        MESSAGES,
        {"incident": MESSAGES},
        [[MESSAGES]],
        {"page": PAGE, "incidents": [MESSAGES], "components": COMPONENTS, "status": {}},
    ],
)
def test_an_incident_is_found_however_it_was_saved(document: object) -> None:
    assert list(posts({"x.json": json.dumps(document).encode()})) == ["n4njzfn1mqy0"]


def test_answers_may_stand_one_after_the_other_and_end_in_the_middle() -> None:
    pages = b"\n".join(json.dumps([each]).encode() for each in (MESSAGES, UPGRADE))
    assert new({"all.json": pages}).posts == 2
    cut = new({"all.json": pages[:-20]})
    assert cut.posts == 1
    assert "file" in {doubt.kind for doubt in cut.doubts}


def test_of_two_answers_the_newer_one_counts_with_what_only_the_other_knows() -> None:
    older = {**simple(), "name": "Old name", "updated_at": "2022-02-15T00:00:00Z", "metadata": {}}
    newer = {**simple(), "updated_at": "2022-02-16T00:00:00Z", "impact_override": None}
    older["impact_override"] = "critical"
    for one, other in ((older, newer), (newer, older)):
        post = only(one, other)
        assert (post.title, post.impact.value) == ("Messaging issues", "critical")


def test_the_v1_export_says_more_and_is_read_as_well() -> None:
    page = {"id": "pg", "name": "Harbour", "url": "https://harbour.example", "subdomain": "harbour",
            "domain": "status.harbour.example", "time_zone": "UTC"}  # fmt: skip
    groups = [{"id": "g1", "page_id": "pg", "name": "Core", "components": ["c1"], "position": 1}]
    components = [component("c1", "API", automation_email="a@b.example")]
    told = simple(
        impact_override="critical",
        impact="minor",
        postmortem_body="## Why\n\nA disk was full.",
        postmortem_published_at="2022-02-20T10:00:00.000Z",
        metadata={"jira": {"issue_id": "OPS-7"}},
    )
    files = {
        "page.json": json.dumps(page).encode(),
        "component-groups.json": json.dumps(groups).encode(),
        "components.json": json.dumps(components).encode(),
        "incidents-1.json": json.dumps([told]).encode(),
    }

    (post,) = posts(files).values()
    found = new(files).files
    settings = found["content/site.yaml"].decode()

    assert isinstance(post, Incident)
    assert post.impact.value == "critical"
    assert (post.updates[-1].status, f"{post.updates[-1].at:%F}") == ("postmortem", "2022-02-20")
    assert post.updates[-1].text.markdown == "### Why\n\nA disk was full."
    assert "url: https://status.harbour.example\n" in settings
    assert "group: core\n" in settings
    assert "automation_email: a@b.example" in settings
    assert '#Statuspage: metadata: {"jira": {"issue_id": "OPS-7"}}' in str(found)


def test_a_postmortem_that_was_never_published_stays_a_comment() -> None:
    files = v2(simple(postmortem_body="Our secret", postmortem_published_at=None))
    (path,) = (path for path in new(files).files if path.endswith(".md"))

    assert "#Statuspage: postmortem_body, never published: Our secret" in str(
        new(files).files[path]
    )
    assert "unread" in kinds(files)
    made = themed(Project(new(files).files), NOW.isoformat())
    renderer = Renderer(made, Fragments())
    assert not any(b"Our secret" in renderer.render(d) for d in made.documents)


def test_a_postmortem_that_is_an_update_already_is_told_once() -> None:
    told = update("9gv6pn1zyz2n", "postmortem", LATER, "A **disk** was full.")
    post = only(
        simple(
            update("7gv6pn1zyz2n", "resolved", AT, "Well."),
            told,
            status="postmortem",
            postmortem_body="A **disk** was full.",
            postmortem_published_at=LATER,
        )
    )
    assert [u.status.value for u in post.updates] == ["resolved", "postmortem"]


def test_a_backdated_update_says_that_it_was_written_afterwards() -> None:
    told = simple(update("7gv6pn1zyz2n", "resolved", LATER, "Well.", display_at=AT))
    (only_update,) = only(told).updates
    assert only_update.retrospective
    assert f"{only_update.at:%H:%M}" == "18:00"
    assert kinds(v2(told)) == ["backdated"]


def test_when_it_began_is_kept_where_no_update_says_it() -> None:
    assert f"{only(simple(started_at='2022-02-15T09:30:00.000-08:00')).started:%H:%M}" == "17:30"
    assert only(simple(started_at=AT)).started is None
    late = simple(started_at="2022-02-15T10:05:00.000-08:00", resolved_at=LATER)
    assert only(late).started is None
    assert "disagreement" in kinds(v2(late))


def test_a_resolution_without_an_update_takes_its_own_time_or_the_last_one() -> None:
    begun = update("7gv6pn1zyz2n", "investigating", AT, "We look.")
    timed = simple(begun, status="resolved", resolved_at=LATER)
    untimed = simple(begun, status="resolved", resolved_at=None)

    assert [u.status.value for u in only(timed).updates] == ["investigating", "resolved"]
    (last,) = only(untimed).updates
    assert (last.status, last.retrospective) == (UpdateStatus.RESOLVED, True)
    assert "no-end" in kinds(v2(untimed))


def test_an_open_incident_stays_open_and_is_named() -> None:
    begun = simple(update("7gv6pn1zyz2n", "investigating", AT, "We look."))
    assert kinds(v2(begun)) == ["open"]
    said = simple(update("7gv6pn1zyz2n", "resolved", AT, "?"), status="monitoring")
    assert [u.status.value for u in only(said).updates] == ["update"]
    assert kinds(v2(said)) == ["disagreement", "open"]


def test_updates_of_one_second_stay_in_order_and_lose_their_ids_only_if_they_must() -> None:
    first = update("bbbbbbbbbbb1", "investigating", "2022-02-15T10:00:00.100-08:00", "One")
    second = update("aaaaaaaaaaa1", "resolved", "2022-02-15T10:00:00.900-08:00", "Two")
    third = {**second, "id": "ccccccccccc1"}

    told = [(u.id, u.text.markdown) for u in only(simple(first, second)).updates]
    assert told == [("u2022-02-15-1000", "One"), ("u2022-02-15-1000-02", "Two")]
    assert kinds(v2(simple(first, second))) == ["new-id", "new-id"]
    assert [u.id for u in only(simple(first, third)).updates] == ["bbbbbbbbbbb1", "ccccccccccc1"]


def test_a_component_that_was_deleted_is_shown_only_while_affected() -> None:
    gone = affected("g0neg0neg0ne", "Fax", "operational", "major_outage")
    told = simple(update("7gv6pn1zyz2n", "investigating", AT, "x", affected_components=[gone]))
    assert [(m.name, str(m.status)) for m in only(told).components] == [("fax", "major_outage")]
    settings = new(v2(told)).files["content/site.yaml"].decode()
    assert "- id: fax\n    name: Fax\n    listed: false\n    api_id: g0neg0neg0ne" in settings
    assert kinds(v2(told)) == ["open", "component"]


def test_components_of_one_name_are_told_apart_by_their_group() -> None:
    groups = [component(f"g{n}", name, group=True) for n, name in enumerate(("EU", "US"))]
    twins = [component(f"c{n}", "API", group_id=f"g{n}") for n in range(2)]
    files = saved(components={"components": [*groups, *twins]}, incidents={"incidents": [simple()]})
    settings = new(files).files["content/site.yaml"].decode()
    assert "- id: api\n" in settings
    assert "- id: us-api\n" in settings


def test_what_stands_still_affected_after_the_end_is_a_doubt() -> None:
    left = affected(API, "API", "major_outage", "degraded_performance")
    told = simple(update("7gv6pn1zyz2n", "resolved", AT, "x", affected_components=[left]))
    assert only(told).updates[0].components == ()
    assert kinds(v2(told)) == ["now-affected"]
    ill = saved(components={"components": [component(API, "API", status="major_outage")]},
                incidents={"incidents": [simple()]})  # fmt: skip
    assert kinds(ill) == ["now-affected"]


def test_a_component_hit_again_when_the_incident_opens_again_is_said_to_be() -> None:
    steps = [("investigating", "partial_outage"), ("resolved", "operational"),
             ("investigating", "operational"), ("monitoring", "major_outage")]  # fmt: skip
    updates = [
        update(f"{n}gv6pn1zyz2n", status, f"2022-02-15T1{n}:00:00.000-08:00", "x",
               affected_components=[affected(API, "API", "operational", now)])
        for n, (status, now) in enumerate(steps)
    ]  # fmt: skip
    changes = [
        [(m.name, str(m.status)) for m in u.components] for u in only(simple(*updates)).updates
    ]
    assert changes == [[], [], [("api", "operational")], [("api", "major_outage")]]


def test_words_of_no_list_are_said_and_nothing_looks_fine_for_them() -> None:
    told = simple(update("7gv6pn1zyz2n", "pondering", AT, "x"), impact="apocalyptic", status="odd")
    post = only(told)
    assert (post.impact.value, post.updates[0].status.value) == ("minor", "update")
    assert sorted(kinds(v2(told))) == ["impact", "open", "state", "state"]


def test_work_whose_plan_is_not_whole_takes_what_was_done_or_becomes_a_draft() -> None:
    half = {**UPGRADE, "scheduled_until": None}
    (work,) = posts(v2(maintenances=(half,))).values()
    assert isinstance(work, Maintenance)
    assert f"{work.ends.at:%m-%d %H:%M}" == "02-26 06:40"
    assert "plan" in kinds(v2(maintenances=(half,)))
    told = incident("vw0nq0fb2zm1", "x", update("9ix8rp3bzb4p", "scheduled", AT, "Soon"))
    (draft,) = posts(v2(told)).values()
    assert draft.draft
    assert draft.updates[0].text.markdown == "Soon"


def test_updates_without_a_time_are_told_with_one_that_has_it() -> None:
    lost = update("7gv6pn1zyz2n", "resolved", "yesterday", "Nobody knows when.")
    told = simple(update("8gv6pn1zyz2n", "investigating", AT, "We look."), lost)
    assert only(told).updates[0].text.markdown == "We look.\n\nNobody knows when."
    (draft,) = (d.decode() for p, d in new(v2(simple(lost))).files.items() if p.endswith(".md"))
    assert "draft: true" in draft
    assert draft.endswith("---\n\nNobody knows when.\n")


def test_an_incident_without_an_update_keeps_its_times_as_comments() -> None:
    bare = incident("0ld0ld0ld0ld", "Of old", status="resolved", resolved_at=LATER)
    (draft,) = (d.decode() for p, d in new(v2(bare)).files.items() if p.endswith(".md"))
    assert "draft: true" in draft
    assert "\n#Statuspage: status: resolved\n" in draft
    assert f"\n#Statuspage: resolved_at: {LATER}\n" in draft
    assert "words are there" not in " ".join(d.done for d in new(v2(bare)).doubts)


@pytest.mark.parametrize("left", ["{{ time }}", "[INSERT TIME]", "<insert service>", "[xx]"])
def test_what_a_template_left_to_be_filled_in_is_named(left: str) -> None:
    told = simple(update("7gv6pn1zyz2n", "resolved", AT, f"It began at {left}, we think."))
    assert kinds(v2(told)) == ["leftover"]
    assert "leftover" not in kinds(v2(MESSAGES))


def test_a_link_that_named_no_host_leads_where_it_led() -> None:
    told = simple(update("7gv6pn1zyz2n", "resolved", AT, "See [this](/incidents/x) and #1."))
    assert only(told).updates[0].text.markdown == f"See [this]({HOST}/incidents/x) and #1."
    assert kinds(v2(told)) == ["link"]


def test_what_lies_ahead_of_now_is_a_draft() -> None:
    early = datetime(2022, 1, 1, tzinfo=UTC)
    (path,) = (p for p in new(v2(MESSAGES), early).files if p.endswith(".md"))
    assert "draft: true" in new(v2(MESSAGES), early).files[path].decode()
    assert "future" in {doubt.kind for doubt in new(v2(MESSAGES), early).doubts}


def test_subscribers_are_neither_read_nor_named() -> None:
    people = [{"id": "x", "email": "ada@private.example", "mode": "email"}]
    found = new({**v2(MESSAGES), "subscribers.json": json.dumps(people).encode()})
    assert not any(b"private" in data for data in found.files.values())
    (doubt,) = (doubt for doubt in found.doubts if doubt.kind == "file")
    assert "private" not in repr(doubt)
    assert (doubt.path, doubt.what) == ("subscribers.json", "it is a list of subscribers")


def test_placeholders_of_the_documentation_are_imported_without_an_error() -> None:
    folder = real_data() / "stephenyeargin__hubot-statuspage" / "test" / "fixtures"
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    (work,) = posts(files).values()
    assert isinstance(work, Maintenance)
    assert f"{work.starts.at:%F %H:%M}" == "2013-05-07 03:00"
    made = themed(Project(new(files).files), NOW.isoformat())
    assert [d for d in made.diagnostics if d.is_error] == []


def test_a_folder_of_something_else_gives_no_post_and_says_why() -> None:
    found = new({"package.json": b'{"name": "x"}', "broken.json": b"{", "readme.txt": b"x"})
    assert found.posts == 0
    assert {doubt.kind for doubt in found.doubts} >= {"nothing-found", "file"}
