"""What a page foresees is what a build of that moment finds, if nobody writes a word until then."""

from datetime import UTC, datetime

import pytest

from stillup.compose.ahead import COUNTED_DAYS, STEPS, counted, late_at, offer_ahead, phases_ahead
from stillup.compose.home import row_ahead
from stillup.compose.site import Site
from stillup.model.status import ComponentStatus
from tests.support.project import Project
from tests.support.site import BASE, composed, with_incident, with_maintenance

STORE = "title: Store\ncomponents: email\nstarts: 2026-12-01 22:00\nends: 2026-12-02 01:00"
CABLE = "title: Cable\ncomponents: {all: degraded_performance}\nstarts: 2026-12-01 23:00\nends: 2026-12-03 01:00"
DAY_ONLY = "title: Some day\ncomponents: webmail\nstarts: 2026-12-01\nends: 2026-12-01"
ANNOUNCED = "## Scheduled · 2026-11-25 10:00\n\na\n"
NOW = "2026-12-01T12:00:00+00:00"


def planned(*fronts: str, updates: str = ANNOUNCED, base: Project = BASE) -> Project:
    for number, front in enumerate(fronts):
        base = with_maintenance(f"---\n{front}\n---\n\n{updates}", f"2026-12-01-{number}", base)
    return base


def incident(front: str, updates: str) -> Project:
    return with_incident(f"---\ntitle: Slow\nimpact: major\n{front}---\n\n{updates}")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


OPEN = incident("components: email\n", "## Investigating · 2026-11-30 11:00\n\na\n")


@pytest.mark.parametrize(
    "project",
    [
        planned(STORE),
        planned(STORE, CABLE, DAY_ONLY),
        planned(STORE, CABLE, base=OPEN),
        planned(STORE, updates=f"{ANNOUNCED}\n## Cancelled · 2026-11-26 10:00\n\na\n"),
        planned(f"{STORE}\nwithdrawn: a mistake", CABLE),
    ],
)
def test_each_step_is_what_a_build_of_that_moment_finds(project: Project) -> None:
    foreseen = {step.at: step.status for step in composed(project, NOW).ahead}

    for at, status in foreseen.items():
        assert composed(project, at.isoformat()).status == status
    for hour in range(13, 24):
        at = moment(f"2026-12-01T{hour}:30")
        found = [status for begins, status in foreseen.items() if begins <= at]
        expected = found[-1] if found else composed(project, NOW).status
        assert composed(project, at.isoformat()).status.components == expected.components


def test_only_what_changes_something_is_a_step() -> None:
    assert [step.at for step in composed(planned(STORE, STORE, CABLE), NOW).ahead] == [
        moment("2026-12-01T22:00"),
        moment("2026-12-01T23:00"),
    ]
    assert composed(planned(DAY_ONLY), NOW).ahead == ()
    assert composed(planned(STORE), "2026-12-01T22:00:00+00:00").ahead == ()


def test_a_page_foresees_no_more_than_a_few_beginnings() -> None:
    days = range(2, 2 + STEPS + 3)
    listed = "".join(f"  - {{id: c{day}, name: C}}\n" for day in days)
    base = BASE.replace("content/site.yaml", "components:\n", f"components:\n{listed}")
    fronts = [
        f"title: A\ncomponents: c{day}\nstarts: 2026-12-{day:02} 22:00\nends: 2026-12-31 22:00"
        for day in days
    ]

    assert len(composed(planned(*fronts, base=base), NOW).ahead) == STEPS


def test_a_component_has_the_steps_that_change_it() -> None:
    site = composed(planned(STORE, CABLE), NOW)

    email, hosting = row_ahead(site, "email"), row_ahead(site, "hosting")

    assert [(step.at.hour, step.status) for step in email] == [
        (22, ComponentStatus.UNDER_MAINTENANCE),
        (23, ComponentStatus.DEGRADED_PERFORMANCE),
    ]
    assert [(step.at.hour, step.status) for step in hosting] == [
        (23, ComponentStatus.DEGRADED_PERFORMANCE)
    ]


@pytest.mark.parametrize(
    ("front", "now", "expected"),
    [
        (STORE, NOW, {"2026-12-01T22:00": "in_progress", "2026-12-02T01:00": "overdue"}),
        (STORE, "2026-12-01T23:00:00+00:00", {"2026-12-02T01:00": "overdue"}),
        (STORE, "2026-12-02T01:00:00+00:00", {}),
        (DAY_ONLY, NOW, {"2026-12-02T00:00": "overdue"}),
        (f"{STORE}\nwithdrawn: a mistake", NOW, {}),
    ],
)
def test_phases_follow_the_plan(front: str, now: str, expected: dict[str, str]) -> None:
    (story,) = composed(planned(front), now).stories

    foreseen = {step.at: step.phase for step in phases_ahead(story)}

    assert foreseen == {moment(at): phase for at, phase in expected.items()}
    for at, phase in foreseen.items():
        (then,) = composed(planned(front), at.isoformat()).stories
        assert then.facts.phase == phase


@pytest.mark.parametrize("word", ["Completed", "Cancelled"])
def test_work_that_is_over_has_no_phases_ahead(word: str) -> None:
    updates = f"{ANNOUNCED}\n## {word} · 2026-11-26 10:00\n\na\n"
    (story,) = composed(planned(STORE, updates=updates), NOW).stories

    assert phases_ahead(story) == ()


def promised(now: str) -> Site:
    text = "## Investigating · 2026-12-01 11:50\nnext_update: 12:30\n\na\n"
    return composed(incident("components: email\n", text), now)


def test_a_promise_will_be_late_when_it_is_due() -> None:
    (before,), (after,) = promised(NOW).stories, promised("2026-12-01T12:30:00+00:00").stories

    assert late_at(before) == moment("2026-12-01T12:30")
    assert late_at(after) is None


def offering(until: str, now: str = NOW) -> Site:
    front = f"components: email\noffer: {{what: A month, until: {until}}}\n"
    return composed(incident(front, "## Resolved · 2026-11-30 11:00\n\na\n"), now)


def test_the_days_of_an_offer_run_out_at_midnight_in_the_sites_zone() -> None:
    site = offering("2026-12-04 18:00")
    (story,) = site.stories

    foreseen = offer_ahead(story, "Europe/Lisbon")

    assert story.facts.days_left == 3
    assert [(step.at, step.days_left, step.ended) for step in foreseen] == [
        (moment("2026-12-02T00:00"), 2, False),
        (moment("2026-12-03T00:00"), 1, False),
        (moment("2026-12-04T00:00"), 0, False),
        (moment("2026-12-04T18:00"), None, True),
    ]
    for step in foreseen:
        (then,) = offering("2026-12-04 18:00", step.at.isoformat()).stories
        assert (then.facts.days_left, then.facts.offer_ended) == (step.days_left, step.ended)


def test_days_are_counted_only_when_they_are_few() -> None:
    (story,) = offering("2027-06-01 18:00").stories

    foreseen = offer_ahead(story, "Europe/Lisbon")

    assert foreseen[0].days_left == COUNTED_DAYS
    assert len(foreseen) == COUNTED_DAYS + 2
    assert (counted(COUNTED_DAYS), counted(COUNTED_DAYS + 1), counted(None)) == (31, None, None)


def test_an_offer_without_an_end_never_ends() -> None:
    project = incident(
        "components: email\noffer: {what: A month}\n", "## Resolved · 2026-11-30 11:00\n\na\n"
    )
    (story,) = composed(project, NOW).stories

    assert offer_ahead(story, "Europe/Lisbon") == ()
