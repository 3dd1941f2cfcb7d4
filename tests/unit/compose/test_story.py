"""Clock facts: phases of maintenance, promises, offers. Each has an edge at which it changes."""

from stillup.compose.story import Facts, Phase, Promise
from stillup.model.status import ComponentStatus
from tests.support.site import BASE, built, composed, with_incident, with_maintenance

PLAN = "title: New store\ncomponents: email\nstarts: 2026-12-01 22:00\nends: 2026-12-02 01:00"
DAY_ONLY = "title: New store\ncomponents: email\nstarts: 2026-12-01\nends: 2026-12-01"
ANNOUNCED = "## Scheduled · 2026-11-25 10:00\n\na\n"


def facts_of_maintenance(now: str, front: str = PLAN, updates: str = ANNOUNCED) -> Facts:
    project = with_maintenance(f"---\n{front}\n---\n\n{updates}")
    return composed(project, now).by_id["2026-12-01-store"].facts


def facts_of_incident(now: str, front: str, updates: str) -> Facts:
    project = with_incident(f"---\ntitle: Slow\nimpact: major\n{front}---\n\n{updates}")
    return composed(project, now).by_id["2026-11-21-email"].facts


def test_maintenance_follows_the_clock() -> None:
    before = facts_of_maintenance("2026-12-01T21:59:59+00:00")
    during = facts_of_maintenance("2026-12-01T22:00:00+00:00")
    after = facts_of_maintenance("2026-12-02T01:00:00+00:00")

    assert (before.phase, before.running) == (Phase.SCHEDULED, False)
    assert (during.phase, during.running) == (Phase.IN_PROGRESS, True)
    assert (after.phase, after.running) == (Phase.OVERDUE, True)


def test_the_next_change_is_the_beginning_of_the_work() -> None:
    project = with_maintenance(f"---\n{PLAN}\n---\n\n{ANNOUNCED}")

    change = built(project, "2026-12-01T12:00:00+00:00").next_change

    assert change is not None
    assert (change.at.isoformat(), change.what) == (
        "2026-12-01T22:00:00+00:00",
        "maintenance 2026-12-01-store begins",
    )


def test_an_incident_a_little_ahead_of_the_clock_is_no_maintenance() -> None:
    text = "---\ntitle: Slow\nimpact: major\ncomponents: email\n---\n\n"
    project = with_incident(f"{text}## Investigating · 2026-11-21 12:05\n\na\n")

    change = built(project, "2026-11-21T12:00:00+00:00").next_change

    assert change is not None
    assert change.what == "2026-11-21-email begins"


def test_work_without_a_time_waits_for_a_word() -> None:
    assert facts_of_maintenance("2026-12-01T12:00:00+00:00", DAY_ONLY).phase is Phase.UNANNOUNCED
    over = facts_of_maintenance("2026-12-02T12:00:00+00:00", DAY_ONLY)
    assert (over.phase, over.running) == (Phase.OVERDUE, False)


def test_work_that_began_early_runs() -> None:
    updates = f"{ANNOUNCED}\n## In progress · 2026-12-01 21:40\n\nb\n"
    assert facts_of_maintenance("2026-12-01T21:45:00+00:00", PLAN, updates).running


def test_work_on_no_component_in_particular_runs_too() -> None:
    front = PLAN.replace("components: email\n", "")
    assert facts_of_maintenance("2026-12-01T22:30:00+00:00", front).running


def test_withdrawn_work_never_runs() -> None:
    front = f"{PLAN}\nwithdrawn: the part did not come"
    assert not facts_of_maintenance("2026-12-01T22:30:00+00:00", front).running


def test_planned_work_does_not_colour_the_site_before_it_starts() -> None:
    project = with_maintenance(f"---\n{PLAN}\n---\n\n{ANNOUNCED}")

    before = composed(project, "2026-12-01T21:59:00+00:00").status
    during = composed(project, "2026-12-01T22:01:00+00:00").status

    assert before.overall is ComponentStatus.OPERATIONAL
    assert during.components["email"] is ComponentStatus.UNDER_MAINTENANCE


def test_a_promise_is_ahead_until_its_time_and_late_after_it() -> None:
    updates = "## Investigating · 2026-11-21 12:41\nnext_update: 13:15\n\na\n"

    ahead = facts_of_incident("2026-11-21T13:00:00+00:00", "", updates)
    late = facts_of_incident("2026-11-21T13:15:00+00:00", "", updates)

    assert (ahead.promise, late.promise) == (Promise.AHEAD, Promise.LATE)


def test_a_later_update_keeps_the_promise() -> None:
    updates = (
        "## Investigating · 2026-11-21 12:41\nnext_update: 13:15\n\na\n\n"
        "## Update · 2026-11-21 13:10\n\nb\n"
    )
    assert facts_of_incident("2026-11-21T14:00:00+00:00", "", updates).promise is None


def test_an_offer_counts_its_days_and_then_has_ended() -> None:
    front = "offer:\n  what: a month\n  until: 2026-11-28 18:00\n"
    updates = "## Resolved · 2026-11-21 12:41\n\na\n"

    open_ = facts_of_incident("2026-11-21T14:00:00+00:00", front, updates)
    last_day = facts_of_incident("2026-11-28T14:00:00+00:00", front, updates)
    ended = facts_of_incident("2026-11-28T18:00:00+00:00", front, updates)

    assert (open_.days_left, last_day.days_left) == (7, 0)
    assert (ended.days_left, ended.offer_ended) == (None, True)


def test_no_open_incident_leaves_the_site_green() -> None:
    project = with_incident(
        "---\ntitle: Slow\nimpact: critical\ncomponents: email\n---\n\n"
        "## Monitoring · 2026-11-21 12:00\ncomponents: email: operational\n\na\n"
    )

    status = composed(project, "2026-11-21T13:00:00+00:00").status

    assert status.components["email"] is ComponentStatus.OPERATIONAL
    assert status.overall is ComponentStatus.MAJOR_OUTAGE


def test_an_embargo_hides_a_post_until_its_moment_and_is_an_edge() -> None:
    project = with_incident(
        "---\ntitle: Slow\nimpact: minor\npublish_at: 2026-11-21 18:00\n---\n\n"
        "## Resolved · 2026-11-21 12:00\n\na\n"
    )

    before = built(project, "2026-11-21T17:59:00+00:00")
    after = composed(project, "2026-11-21T18:00:00+00:00")

    assert before.site is not None
    assert before.site.stories == ()
    assert [post.id for post in before.site.hidden] == ["2026-11-21-email"]
    assert before.next_change is not None
    assert before.next_change.at.isoformat() == "2026-11-21T18:00:00+00:00"
    assert list(after.by_id) == ["2026-11-21-email"]


def test_a_site_without_posts_is_a_site() -> None:
    site = composed(BASE, "2026-11-21T13:00:00+00:00")

    assert site.stories == ()
    assert site.status.overall is ComponentStatus.OPERATIONAL
