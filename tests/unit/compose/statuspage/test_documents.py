"""Which posts each of the eight documents tells of, and what changes it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from stillup.model.sources import FACTS, Kind
from tests.support.project import Project
from tests.support.site import BASE, built, with_incident, with_maintenance
from tests.support.statuspage import NAMES, answers, bytes_of, complaints, contradictions

NOW = "2026-11-21T16:00:00+00:00"
EMAIL = "content/incidents/2026-11-21-email.md"
FIRST = datetime.fromisoformat("2026-01-01T10:00:00+00:00")

OVER = with_incident("""
    ---
    title: Email is slow
    impact: minor
    components: email
    ---

    ## Investigating · 2026-11-21 12:41

    Some mail is late.

    ## Resolved · 2026-11-21 15:02

    All is well.
    """)
WORK = with_maintenance("""
    ---
    title: New store
    components: hosting
    starts: 2026-12-01 22:00
    ends: 2026-12-02 01:00
    ---

    ## Scheduled · 2026-11-20 10:00

    What and why.
    """)


def keys(project: Project, now: str) -> dict[str, str]:
    """Return the key of each document."""
    return {d.subject: d.key for d in built(project, now).documents if d.kind is Kind.STATUSPAGE}


def changed(before: Project, after: Project, now: str = NOW, later: str = "") -> set[str]:
    """Return which documents have other bytes afterwards; a key moves with each."""
    first, second = built(before, now), built(after, later or now)
    told, retold = bytes_of(first), bytes_of(second)
    moved = {name for name in told if told[name] != retold[name]}
    known, rekeyed = keys(before, now), keys(after, later or now)
    assert moved <= {name for name in known if known[name] != rekeyed[name]}
    return moved


def listed(project: Project, name: str, now: str = NOW) -> list[str]:
    answer: dict[str, Any] = answers(project, now)[name]
    posts = answer["incidents"] if "incidents" in name else answer["scheduled_maintenances"]
    return [post["name"] for post in posts]


def many(count: int, *, open_first: bool) -> Project:
    """Return a site with so many incidents, a day each; all but the first are over."""
    files = {}
    for number in range(count):
        at = FIRST + timedelta(days=number)
        over = "" if open_first and not number else f"\n## Resolved · {at:%Y-%m-%d} 11:00\n"
        files[f"content/incidents/{at:%Y-%m-%d}-n.md"] = (
            f"---\ntitle: Number {number}\nimpact: minor\n---\n\n"
            f"## Investigating · {at:%Y-%m-%d %H:%M}\n{over}"
        )
    return BASE.with_files(dict(files))


def test_there_are_eight_and_only_in_the_default_language() -> None:
    made = built(OVER, NOW)
    told = [d for d in made.documents if d.kind is Kind.STATUSPAGE]

    assert [d.path for d in told] == [f"api/v2/{name}.json" for name in NAMES]
    assert {d.language for d in told} == {"en"}
    assert FACTS[Kind.STATUSPAGE].media_type == "application/json; charset=utf-8"
    assert FACTS[Kind.STATUSPAGE].caching == "fresh"


def test_a_site_without_a_word_has_every_document_and_empty_lists() -> None:
    told = answers(BASE, NOW)

    assert [c for name, answer in told.items() for c in complaints(name, answer)] == []
    assert contradictions(told) == []
    assert told["summary"]["incidents"] == told["incidents"]["incidents"] == []
    assert told["summary"]["scheduled_maintenances"] == []
    assert told["summary"]["page"]["updated_at"] == "2024-01-01T00:00:00.000Z"


def test_a_site_without_components_has_an_empty_list() -> None:
    bare = Project.parse("""
        -- content/site.yaml --
        name: Bare
        url: https://bare.example
        """)

    assert answers(bare, NOW)["components"]["components"] == []


def test_the_page_says_who_and_where_it_is() -> None:
    page = answers(OVER, NOW)["status"]["page"]

    assert page.pop("id")
    assert page == {
        "name": "Harbour Status",
        "url": "https://status.harbour.example",
        "time_zone": "Europe/Lisbon",
        "updated_at": "2026-11-21T15:02:00.000Z",
    }


def test_all_incidents_are_the_newest_fifty_and_the_open_ones() -> None:
    shown = listed(many(60, open_first=True), "incidents")

    assert shown == [f"Number {n}" for n in range(59, 9, -1)] + ["Number 0"]
    assert listed(many(60, open_first=True), "incidents/unresolved") == ["Number 0"]
    assert len(listed(many(60, open_first=False), "incidents")) == 50


def test_planned_work_comes_soonest_first_and_all_of_it_newest_first() -> None:
    def work(title: str, day: int, announced: int) -> str:
        return (
            f"---\ntitle: {title}\nstarts: 2026-12-{day:02} 22:00\nends: 2026-12-{day:02} 23:00\n"
            f"---\n\n## Scheduled · 2026-11-{announced} 10:00\n"
        )

    project = BASE.with_files(
        {
            "content/maintenance/2026-12-05-a.md": work("late", 5, 19),
            "content/maintenance/2026-12-01-b.md": work("soon", 1, 18),
            "content/maintenance/2026-12-03-c.md": work("then", 3, 20),
        }
    )

    upcoming = "scheduled-maintenances/upcoming"
    assert listed(project, upcoming) == ["soon", "then", "late"]
    assert listed(project, "scheduled-maintenances") == ["then", "late", "soon"]
    then = "2026-12-01T22:30:00+00:00"
    assert listed(project, upcoming, then) == ["then", "late"]
    assert listed(project, "scheduled-maintenances/active", then) == ["soon"]
    summary = answers(project, then)["summary"]["scheduled_maintenances"]
    assert [post["name"] for post in summary] == ["soon", "then", "late"]


@pytest.mark.parametrize("front", ["draft: true", "publish_at: 2026-11-21 18:00"])
def test_what_is_not_public_is_in_none(front: str) -> None:
    hidden = OVER.replace(EMAIL, "impact:", f"{front}\nimpact:")

    assert bytes_of(built(hidden, NOW)) == bytes_of(built(BASE, NOW))


def test_words_of_an_old_incident_change_only_the_lists_that_show_them() -> None:
    assert changed(OVER, OVER.replace(EMAIL, "is late", "was late")) == {"incidents"}


def test_words_of_an_open_incident_change_what_shows_them() -> None:
    said = OVER.replace(EMAIL, "## Resolved", "## Monitoring")

    reworded = said.replace(EMAIL, "is late", "was late")
    assert changed(said, reworded) == {"summary", "incidents", "incidents/unresolved"}


def test_another_impact_changes_the_state_though_no_word_says_when() -> None:
    said = OVER.replace(EMAIL, "## Resolved", "## Monitoring").replace(
        EMAIL, "components: email\n", ""
    )

    worse = changed(said, said.replace(EMAIL, "impact: minor", "impact: critical"))
    assert worse == {"summary", "status", "incidents", "incidents/unresolved"}


def test_news_changes_all_of_them_since_the_page_says_when_it_came() -> None:
    update = "\n## Update · 2026-11-21 15:30\n\nThe credit is paid.\n"
    after = OVER.with_files({EMAIL: OVER.files[EMAIL].decode() + update})

    assert changed(OVER, after) == set(NAMES)
    assert answers(after, NOW)["status"]["page"]["updated_at"] == "2026-11-21T15:30:00.000Z"


def test_time_alone_changes_nothing() -> None:
    assert changed(OVER, OVER, later="2026-11-29T10:00:00+00:00") == set()


def test_a_promise_that_is_late_changes_nothing() -> None:
    said = OVER.replace(EMAIL, "## Resolved · 2026-11-21 15:02\n", "## Monitoring · 2026-11-21 15:02\nnext_update: 16:30\n")  # fmt: skip

    assert changed(said, said, later="2026-11-21T17:00:00+00:00") == set()
    assert keys(said, NOW) == keys(said, "2026-11-21T17:00:00+00:00")


def test_planned_work_that_begins_changes_what_tells_of_it() -> None:
    before, after = "2026-12-01T21:59:00+00:00", "2026-12-01T22:00:00+00:00"

    assert changed(WORK, WORK, before, after) == set(NAMES)
    next_change = built(WORK, before).next_change
    assert next_change is not None
    assert next_change.at == datetime.fromisoformat(after)


def test_planned_work_that_is_overdue_changes_nothing_more() -> None:
    during, after = "2026-12-01T22:00:00+00:00", "2026-12-02T05:00:00+00:00"

    assert changed(WORK, WORK, during, after) == set()


def test_a_component_that_is_retired_at_midnight_is_gone_from_then_on() -> None:
    retiring = BASE.replace("content/site.yaml", "name: Hosting}", "name: Hosting, retired: 2026-11-22}")  # fmt: skip

    gone = changed(retiring, retiring, later="2026-11-22T00:00:00+00:00")
    assert gone == {"summary", "components"}


def test_a_new_address_leaves_every_id() -> None:
    moved = OVER.replace("content/site.yaml", "url: https://status.harbour.example", "url: https://new.example\nid_base: https://status.harbour.example")  # fmt: skip

    (told,) = answers(moved, NOW)["incidents"]["incidents"]
    (known,) = answers(OVER, NOW)["incidents"]["incidents"]
    assert told["shortlink"] == "https://new.example/incidents/2026-11-21-email/"
    assert told | {"shortlink": ""} == known | {"shortlink": ""}
