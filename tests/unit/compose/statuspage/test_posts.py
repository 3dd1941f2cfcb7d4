"""Incidents and maintenance in the words of the API. Contract: compose/statuspage."""

from typing import Any

import pytest

from tests.support.project import Project
from tests.support.site import with_incident, with_maintenance
from tests.support.statuspage import Answers, answers, complaints, contradictions

NOW = "2026-11-22T16:00:00+00:00"
BEFORE, DURING, AFTER = (
    "2026-11-30T12:00:00+00:00",
    "2026-12-01T22:30:00+00:00",
    "2026-12-02T02:00:00+00:00",
)

OPENED = "## Investigating · 2026-11-21 12:41\n\nWe look.\n\n"
RESOLVED = "## Resolved · 2026-11-21 15:02\n\nAll is well.\n\n"
EXAMINED = "## Postmortem · 2026-11-22 10:00\n\n### Why\n\nA **disk**.\n\n"


def sound(project: Project, now: str) -> Answers:
    told = answers(project, now)
    assert [c for name, answer in told.items() for c in complaints(name, answer)] == []
    assert contradictions(told) == []
    return told


def incident(updates: str, front: str = "impact: minor\ncomponents: email") -> dict[str, Any]:
    text = f"---\ntitle: Email is slow\n{front}\n---\n\n{updates}"
    (found,) = sound(with_incident(text), NOW)["incidents"]["incidents"]
    return dict(found)


def maintenance(updates: str, now: str, front: str = "") -> dict[str, Any]:
    plan = front or "starts: 2026-12-01 22:00\nends: 2026-12-02 01:00\n"
    text = f"---\ntitle: New store\ncomponents: email\n{plan}---\n\n{updates}"
    told = sound(with_maintenance(text), now)
    (found,) = told["scheduled-maintenances"]["scheduled_maintenances"]
    return dict(found)


def statuses(post: dict[str, Any]) -> list[str]:
    """Return the statuses of its updates, oldest first."""
    return [update["status"] for update in reversed(post["incident_updates"])]


def moves(post: dict[str, Any]) -> list[list[tuple[str, str, str]]]:
    """Return what its updates did to components, oldest first."""
    return [
        [(a["name"], a["old_status"], a["new_status"]) for a in update["affected_components"] or ()]
        for update in reversed(post["incident_updates"])
    ]


def test_an_incident_tells_all_its_times() -> None:
    told = incident(
        OPENED
        + "## Monitoring · 2026-11-21 14:00\nedited: 2026-11-21 14:20, a number was wrong\n\n"
        + "## Resolved · 2026-11-21 15:02\nended: 13:50\n",
        "impact: minor\ncomponents: email\nstarted: 2026-11-21 12:20",
    )

    assert {key: told[key][11:16] for key in told if key.endswith("_at") and told[key]} == {
        "created_at": "12:41",
        "started_at": "12:20",
        "monitoring_at": "14:00",
        "resolved_at": "15:02",
        "updated_at": "15:02",
    }
    resolved, monitored, _ = told["incident_updates"]
    assert monitored["created_at"] == monitored["display_at"] == "2026-11-21T14:00:00.000Z"
    assert monitored["updated_at"] == "2026-11-21T14:20:00.000Z"
    assert resolved["updated_at"] == resolved["created_at"]


def test_a_correction_moves_updated_at_and_nothing_else() -> None:
    before = incident(OPENED + RESOLVED)
    after = incident(
        OPENED.replace("\n\nWe look", "\nedited: 2026-11-21 16:00, a word\n\nWe look") + RESOLVED
    )

    assert after["updated_at"] == "2026-11-21T16:00:00.000Z"
    assert after["incident_updates"][0] == before["incident_updates"][0]
    assert {k for k in after if after[k] != before[k]} == {"updated_at", "incident_updates"}


def test_its_address_is_that_of_its_page_and_its_impact_the_highest() -> None:
    told = incident(OPENED + "## Update · 2026-11-21 13:00\nimpact: critical\n\n"
                    "## Update · 2026-11-21 13:30\nimpact: minor\n")  # fmt: skip

    assert told["shortlink"] == "https://status.harbour.example/incidents/2026-11-21-email/"
    assert told["impact"] == "critical"


def test_what_each_update_did_to_components() -> None:
    told = incident(
        OPENED
        + "## Identified · 2026-11-21 13:00\n"
        + "components: email: major_outage, hosting: partial_outage\n\n"
        + "## Update · 2026-11-21 13:30\n\nStill.\n\n"
        + "## Update · 2026-11-21 14:00\ncomponents: hosting: operational\n\n"
        + RESOLVED
    )

    assert moves(told) == [
        [("Messaging - Email", "operational", "degraded_performance")],
        [
            ("Messaging - Email", "degraded_performance", "major_outage"),
            ("Hosting", "operational", "partial_outage"),
        ],
        [],
        [("Hosting", "partial_outage", "operational")],
        [("Messaging - Email", "major_outage", "operational")],
    ]
    assert told["incident_updates"][2]["affected_components"] is None
    assert [c["name"] for c in told["components"]] == ["Email", "Hosting"]


def test_an_incident_told_in_one_update_still_says_who_was_hit() -> None:
    assert moves(incident(RESOLVED)) == [
        [("Messaging - Email", "degraded_performance", "operational")]
    ]


def test_an_incident_without_components_has_an_empty_list() -> None:
    told = incident(OPENED, "impact: major")

    assert (told["components"], told["incident_updates"][0]["affected_components"]) == ([], None)


@pytest.mark.parametrize(
    ("updates", "front", "expected", "state"),
    [
        ("## Update · 2026-11-21 12:41\n", "impact: minor", ["investigating"], "investigating"),
        ("## Update · 2026-11-21 12:41\n", "impact: none", ["monitoring"], "monitoring"),
        (
            "## Identified · 2026-11-21 12:41\n\n## Update · 2026-11-21 12:50\n",
            "impact: minor",
            ["identified", "identified"],
            "identified",
        ),
        (
            OPENED + RESOLVED + "## Update · 2026-11-21 16:00\n\nThe credit is paid.\n",
            "impact: minor",
            ["investigating", "resolved", "resolved"],
            "resolved",
        ),
        (
            OPENED + RESOLVED + EXAMINED,
            "impact: minor",
            ["investigating", "resolved", "postmortem"],
            "postmortem",
        ),
        (OPENED + EXAMINED, "impact: minor", ["investigating", "postmortem"], "investigating"),
        (
            OPENED + RESOLVED + "## Monitoring · 2026-11-21 16:00\n",
            "impact: minor",
            ["investigating", "resolved", "monitoring"],
            "monitoring",
        ),
        (
            OPENED + RESOLVED + EXAMINED + "## Investigating · 2026-11-22 11:00\n",
            "impact: minor",
            ["investigating", "resolved", "postmortem", "investigating"],
            "investigating",
        ),
        (EXAMINED, "impact: minor", ["postmortem"], "investigating"),
    ],
)
def test_every_update_has_a_state_of_theirs(
    updates: str, front: str, expected: list[str], state: str
) -> None:
    told = incident(updates, front)

    assert statuses(told) == expected
    assert told["status"] == state


def test_an_announcement_is_an_incident_without_impact() -> None:
    told = incident("## Update · 2026-11-21 12:41\n\nNew prices.\n", "impact: none")

    assert (told["impact"], told["resolved_at"]) == ("none", None)


def test_reopening_takes_the_end_back_and_a_second_end_is_the_one_that_counts() -> None:
    reopened = OPENED + RESOLVED + "## Investigating · 2026-11-21 16:00\n\n"

    assert incident(reopened)["resolved_at"] is None
    over = incident(reopened + "## Resolved · 2026-11-21 17:00\n\n## Resolved · 2026-11-21 18:00\n")
    assert over["resolved_at"] == "2026-11-21T17:00:00.000Z"
    assert moves(over)[2] == [("Messaging - Email", "operational", "degraded_performance")]


def test_watching_ends_when_something_breaks_again() -> None:
    watched = OPENED + "## Monitoring · 2026-11-21 13:00\n\n## Update · 2026-11-21 13:10\n\n"

    assert incident(watched)["monitoring_at"] == "2026-11-21T13:00:00.000Z"
    assert incident(watched + "## Identified · 2026-11-21 13:20\n")["monitoring_at"] is None


def test_a_postmortem_has_its_own_place() -> None:
    told = incident(
        OPENED + RESOLVED + EXAMINED.replace("\n\n###", "\nedited: 2026-11-22 11:00, why\n\n###", 1)
    )

    assert told["postmortem_body"] == "Why\n\nA disk."
    assert told["postmortem_published_at"] == "2026-11-22T10:00:00.000Z"
    assert told["postmortem_body_last_updated_at"] == "2026-11-22T11:00:00.000Z"
    assert told["incident_updates"][0]["body"] == "Why\n\nA disk."
    assert incident(OPENED)["postmortem_body"] is None


def test_a_second_postmortem_does_not_replace_the_first() -> None:
    told = incident(OPENED + RESOLVED + EXAMINED + "## Postmortem · 2026-11-22 12:00\n\nDone.\n")

    assert told["postmortem_body"] == "Why\n\nA disk.\n\nDone."
    assert told["postmortem_published_at"] == "2026-11-22T10:00:00.000Z"


def test_a_withdrawn_incident_is_over_says_why_and_hurt_nobody() -> None:
    told = incident(OPENED, "impact: critical\ncomponents: email\nwithdrawn: a false alarm")

    assert (told["status"], told["impact"], told["components"]) == ("resolved", "none", [])
    assert told["resolved_at"] == "2026-11-21T12:41:00.000Z"
    assert statuses(told) == ["investigating", "resolved"]
    assert told["incident_updates"][0]["body"] == "a false alarm"
    assert moves(told) == [[], []]


def test_nobody_is_told_of_what_was_written_afterwards() -> None:
    late = incident(OPENED + "## Update · 2026-11-21 13:00\nretrospective: true\n")
    assert [u["deliver_notifications"] for u in late["incident_updates"]] == [False, True]

    late = incident(OPENED, "impact: minor\nretrospective: true")
    assert [u["deliver_notifications"] for u in late["incident_updates"]] == [False]


ANNOUNCED = "## Scheduled · 2026-11-25 10:00\n\nWhat and why.\n\n"


@pytest.mark.parametrize(
    ("updates", "now", "state"),
    [
        (ANNOUNCED, BEFORE, "scheduled"),
        (ANNOUNCED, DURING, "in_progress"),
        (ANNOUNCED, AFTER, "in_progress"),
        (ANNOUNCED + "## Verifying · 2026-12-01 22:20\n", DURING, "verifying"),
        (ANNOUNCED + "## Verifying · 2026-12-01 22:20\n", AFTER, "verifying"),
        (ANNOUNCED + "## In progress · 2026-11-30 11:00\n", BEFORE, "in_progress"),
        (ANNOUNCED + "## Completed · 2026-12-01 22:20\n", DURING, "completed"),
        (ANNOUNCED + "## Cancelled · 2026-11-30 11:00\n", BEFORE, "completed"),
        (ANNOUNCED + "## Cancelled · 2026-11-30 11:00\n", DURING, "completed"),
    ],
)
def test_maintenance_follows_the_clock_and_the_word(updates: str, now: str, state: str) -> None:
    assert maintenance(updates, now)["status"] == state


def test_maintenance_has_its_plan_and_counts_as_no_outage() -> None:
    told = maintenance(ANNOUNCED, BEFORE)

    assert told["impact"] == "maintenance"
    assert told["scheduled_for"] == told["started_at"] == "2026-12-01T22:00:00.000Z"
    assert told["scheduled_until"] == "2026-12-02T01:00:00.000Z"
    assert told["created_at"] == "2026-11-25T10:00:00.000Z"
    assert [c["name"] for c in told["components"]] == ["Email"]
    assert moves(told) == [[]]


def test_a_moved_plan_is_the_latest_one() -> None:
    told = maintenance(
        ANNOUNCED + "## Update · 2026-11-26 10:00\nstarts: 2026-12-08 22:00\n"
        "ends: 2026-12-09 01:00\n",
        BEFORE,
    )

    assert told["scheduled_for"] == "2026-12-08T22:00:00.000Z"
    assert told["scheduled_until"] == "2026-12-09T01:00:00.000Z"
    assert statuses(told) == ["scheduled", "scheduled"]


def test_a_time_to_be_announced_spans_its_days() -> None:
    told = maintenance(ANNOUNCED, BEFORE, "starts: 2026-12-01\nends: 2026-12-01\n")

    assert told["status"] == "scheduled"
    assert told["scheduled_for"] == "2026-12-01T00:00:00.000Z"
    assert told["scheduled_until"] == "2026-12-02T00:00:00.000Z"


def test_work_whose_time_nobody_announced_never_begins_by_itself() -> None:
    told = maintenance(ANNOUNCED, "2026-12-03T12:00:00+00:00", "starts: 2026-12-01\nends: 2026-12-01\n")  # fmt: skip

    assert (told["status"], told["resolved_at"]) == ("scheduled", None)


def test_that_work_began_by_its_plan_is_news() -> None:
    assert maintenance(ANNOUNCED, BEFORE)["updated_at"] == "2026-11-25T10:00:00.000Z"
    assert maintenance(ANNOUNCED, DURING)["updated_at"] == "2026-12-01T22:00:00.000Z"
    assert maintenance(ANNOUNCED, AFTER)["updated_at"] == "2026-12-01T22:00:00.000Z"


def test_updates_of_work_that_began_by_its_plan() -> None:
    told = maintenance(
        ANNOUNCED
        + "## Update · 2026-11-30 10:00\n\nTomorrow.\n\n"
        + "## Update · 2026-12-01 22:20\n\nHalf done.\n\n"
        + "## Completed · 2026-12-02 00:31\n",
        AFTER,
    )

    assert statuses(told) == ["scheduled", "scheduled", "in_progress", "completed"]
    assert moves(told) == [
        [],
        [],
        [("Messaging - Email", "operational", "under_maintenance")],
        [("Messaging - Email", "under_maintenance", "operational")],
    ]
    assert told["resolved_at"] == "2026-12-02T00:31:00.000Z"


def test_cancelled_is_completed_and_the_words_say_it() -> None:
    told = maintenance(
        ANNOUNCED + "## Cancelled · 2026-11-30 11:00\n\nThe vendor is ill.\n", BEFORE
    )

    newest = told["incident_updates"][0]
    assert (newest["status"], newest["body"]) == ("completed", "Cancelled\n\nThe vendor is ill.")
    assert told["resolved_at"] == "2026-11-30T11:00:00.000Z"
    assert moves(told) == [[], []]


def test_work_taken_up_again_after_all_is_planned_again() -> None:
    told = maintenance(
        ANNOUNCED + "## Cancelled · 2026-11-30 11:00\n\n## Scheduled · 2026-11-30 11:30\n", BEFORE
    )

    assert statuses(told) == ["scheduled", "completed", "scheduled"]
    assert (told["status"], told["resolved_at"]) == ("scheduled", None)


def test_withdrawn_work_is_completed_and_says_why() -> None:
    text = f"---\ntitle: New store\nstarts: 2026-12-01 22:00\nends: 2026-12-02 01:00\nwithdrawn: a duplicate\n---\n\n{ANNOUNCED}"  # fmt: skip
    told = sound(with_maintenance(text), BEFORE)

    (found,) = told["scheduled-maintenances"]["scheduled_maintenances"]
    assert (found["status"], found["impact"]) == ("completed", "none")
    assert found["incident_updates"][0]["body"] == "a duplicate"
    assert told["scheduled-maintenances/upcoming"]["scheduled_maintenances"] == []
