"""Components, groups and the state of the page, in the words of the API."""

from typing import Any

import pytest

from tests.support.project import Project
from tests.support.site import BASE, with_incident, with_maintenance
from tests.support.statuspage import answers

NOW = "2026-11-21T16:00:00+00:00"


def components(project: Project, now: str = NOW) -> dict[str, dict[str, Any]]:
    return {c["name"]: c for c in answers(project, now)["components"]["components"]}


def state(project: Project, now: str = NOW) -> tuple[str, str]:
    said = answers(project, now)["status"]["status"]
    return said["indicator"], said["description"]


def incident(front: str, updates: str = "## Investigating · 2026-11-21 12:41\n") -> Project:
    return with_incident(f"---\ntitle: It is slow\n{front}\n---\n\n{updates}")


def work(front: str = "components: email\n", updates: str = "") -> Project:
    plan = "starts: 2026-12-01 22:00\nends: 2026-12-02 01:00\n"
    said = f"## Scheduled · 2026-11-20 10:00\n{updates}"
    return with_maintenance(f"---\ntitle: New store\n{front}{plan}---\n\n{said}")


def test_members_follow_their_group_and_each_has_its_place() -> None:
    shown = [
        (c["name"], c["position"], c["group"], c["group_id"]) for c in components(BASE).values()
    ]

    group = components(BASE)["Messaging"]["id"]
    assert shown == [
        ("Messaging", 1, True, None),
        ("Email", 1, False, group),
        ("Webmail", 2, False, group),
        ("Hosting", 2, False, None),
        ("Billing export", 3, False, None),
    ]


def test_a_group_has_its_members_and_the_worst_of_their_states() -> None:
    told = components(incident("impact: major\ncomponents: {email: degraded_performance, webmail: partial_outage}"))  # fmt: skip

    assert told["Messaging"]["status"] == "partial_outage"
    assert told["Messaging"]["components"] == [told["Email"]["id"], told["Webmail"]["id"]]
    assert "components" not in told["Email"]


def test_an_unlisted_component_shows_only_if_degraded() -> None:
    told = components(BASE)

    assert told["Billing export"]["only_show_if_degraded"] is True
    assert told["Billing export"]["showcase"] is False
    assert told["Email"]["only_show_if_degraded"] is False


def test_a_retired_component_is_gone_and_an_old_incident_still_names_it() -> None:
    told = answers(
        with_incident(
            "---\ntitle: POP3 is slow\nimpact: minor\ncomponents: [legacy, email]\n---\n\n"
            "## Investigating · 2025-05-01 10:00\n\n## Resolved · 2025-05-01 11:00\n",
            "2025-05-01-pop3",
        ),
        NOW,
    )

    (old,) = told["incidents"]["incidents"]
    assert "POP3" not in {c["name"] for c in told["components"]["components"]}
    assert [c["name"] for c in old["components"]] == ["Email"]
    resolved, opened = old["incident_updates"]
    assert [a["name"] for a in opened["affected_components"]] == ["Messaging - Email", "POP3"]
    assert [a["new_status"] for a in resolved["affected_components"]] == ["operational"] * 2


def test_a_retired_component_comes_back_while_it_is_hit() -> None:
    told = components(
        with_incident(
            "---\ntitle: POP3 is slow\nimpact: minor\ncomponents: legacy\n---\n\n"
            "## Investigating · 2025-06-29 10:00\n",
            "2025-06-29-pop3",
        )
    )

    assert told["POP3"]["status"] == "degraded_performance"


def test_a_group_of_retired_components_is_gone() -> None:
    site = "content/site.yaml"
    retired = BASE.replace(site, "name: Email,", "name: Email, retired: 2025-01-01,")
    retired = retired.replace(site, "name: Webmail,", "name: Webmail, retired: 2025-01-01,")

    assert list(components(retired)) == ["Hosting", "Billing export"]
    assert components(retired)["Hosting"]["position"] == 1


def test_the_time_of_a_component_is_that_of_its_last_change() -> None:
    told = components(
        incident(
            "impact: minor\ncomponents: email\nstarted: 2026-11-21 12:20",
            "## Investigating · 2026-11-21 12:41\n\n"
            "## Update · 2026-11-21 12:50\ncomponents: webmail\n\n"
            "## Update · 2026-11-21 13:00\n\nStill slow.\n",
        )
    )

    assert told["Email"]["updated_at"] == "2026-11-21T12:20:00.000Z"
    assert told["Webmail"]["updated_at"] == "2026-11-21T12:50:00.000Z"
    assert told["Messaging"]["updated_at"] == "2026-11-21T12:50:00.000Z"
    assert told["Hosting"]["updated_at"] == told["Hosting"]["created_at"]
    assert told["Hosting"]["created_at"] == "2024-01-01T00:00:00.000Z"
    assert told["Hosting"]["start_date"] == "2024-01-01"


def test_work_to_come_changes_no_component_before_it_begins() -> None:
    assert components(work())["Email"]["updated_at"] == "2024-01-01T00:00:00.000Z"
    begun = components(work(), "2026-12-01T22:00:00+00:00")["Email"]
    assert (begun["status"], begun["updated_at"]) == (
        "under_maintenance",
        "2026-12-01T22:00:00.000Z",
    )


@pytest.mark.parametrize("since", ["", "since: 2030-01-01\n"])
def test_a_site_that_has_not_begun_to_tell_has_no_day(since: str) -> None:
    told = components(BASE.replace("content/site.yaml", "since: 2024-01-01\n", since))

    assert told["Email"]["start_date"] is None
    assert told["Email"]["created_at"] == "2000-01-01T00:00:00.000Z"


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("impact: minor\ncomponents: email", ("minor", "Partially Degraded Service")),
        ("impact: minor", ("minor", "Minor Service Outage")),
        ("impact: minor\ncomponents: {email: operational}", ("minor", "Minor Service Outage")),
        ("impact: major\ncomponents: email", ("major", "Partial System Outage")),
        ("impact: major", ("major", "Partial System Outage")),
        ("impact: critical\ncomponents: email", ("critical", "Major Service Outage")),
        ("impact: critical", ("critical", "Major Service Outage")),
        ("impact: minor\ncomponents: {email: major_outage}", ("critical", "Major Service Outage")),
        ("impact: minor\ncomponents: billing-export", ("minor", "Partially Degraded Service")),
        ("impact: none", ("none", "All Systems Operational")),
    ],
)
def test_no_open_incident_leaves_the_page_green(front: str, said: tuple[str, str]) -> None:
    assert state(incident(front)) == said


@pytest.mark.parametrize("front", ["impact: minor\ncomponents: email", "impact: minor"])
def test_a_reopened_incident_leaves_the_page_no_longer_green(front: str) -> None:
    over = "## Investigating · 2026-11-21 12:41\n\n## Resolved · 2026-11-21 13:00\n"

    assert state(incident(front, over))[0] == "none"
    assert state(incident(front, f"{over}\n## Monitoring · 2026-11-21 14:00\n"))[0] == "minor"


def test_work_under_way_is_maintenance_and_what_breaks_besides_is_worse() -> None:
    assert state(work()) == ("none", "All Systems Operational")
    running = "2026-12-01T22:30:00+00:00"
    assert state(work(), running) == ("maintenance", "Service Under Maintenance")
    broken = work().with_files(
        {
            "content/incidents/2026-12-01-web.md": "---\ntitle: Web is slow\nimpact: minor\n"
            "components: webmail\n---\n\n## Investigating · 2026-12-01 22:10\n"
        }
    )
    assert state(broken, running) == ("minor", "Partially Degraded Service")


def test_a_withdrawn_incident_leaves_the_page_green() -> None:
    assert (
        state(incident("impact: critical\ncomponents: email\nwithdrawn: false alarm"))[0] == "none"
    )


def test_names_and_descriptions_are_those_of_the_default_language() -> None:
    site = BASE.replace(
        "content/site.yaml",
        "name: Webmail,",
        'name: {ca: Correu, en: Webmail}, description: {en: "Read \\"mail\\"", ca: Llegir},',
    )

    told = components(site)["Webmail"]
    assert told["description"] == 'Read "mail"'
    assert components(site)["Email"]["description"] is None
