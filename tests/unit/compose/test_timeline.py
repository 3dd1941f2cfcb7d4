"""How incidents and maintenance go: CONTENT, "Life cycle", "State", "Maintenance"."""

from datetime import UTC, datetime

from stillup.compose.timeline import Spell, Timeline
from stillup.model.status import ComponentStatus, Impact, UpdateStatus
from tests.support.site import BASE, composed, with_incident, with_maintenance

NOW = "2026-11-22T12:00:00+00:00"
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
MAJOR = ComponentStatus.MAJOR_OUTAGE
FINE = ComponentStatus.OPERATIONAL


def at(time: str, day: int = 21) -> datetime:
    """Return a time of November 2026, when Lisbon keeps UTC."""
    return datetime.fromisoformat(f"2026-11-{day:02}T{time}:00+00:00")


def incident(text: str, front: str = "impact: major\ncomponents: email") -> Timeline:
    file = f"---\ntitle: Email is slow\n{front}\n---\n\n{text}"
    return composed(with_incident(file), NOW).by_id["2026-11-21-email"].timeline


def maintenance(text: str, now: str, front: str = "") -> Timeline:
    plan = "starts: 2026-12-01 22:00\nends: 2026-12-02 01:00\n"
    file = f"---\ntitle: New store\ncomponents: email\n{front or plan}---\n\n{text}"
    return composed(with_maintenance(file), now).by_id["2026-12-01-store"].timeline


def test_a_component_has_the_status_that_the_impact_gives_until_resolved() -> None:
    told = incident(
        "## Investigating · 2026-11-21 12:41\n\na\n\n## Resolved · 2026-11-21 15:02\n\nb\n"
    )

    assert told.spells == (Spell("email", PARTIAL, at("12:41"), at("15:02")),)
    assert (told.is_open, told.status, told.ended) == (False, UpdateStatus.RESOLVED, at("15:02"))
    assert told.statuses == {"email": FINE}


def test_started_moves_the_beginning_and_ended_the_end() -> None:
    told = incident(
        "## Investigating · 2026-11-21 12:41\n\na\n\n"
        "## Resolved · 2026-11-21 15:02\nended: 14:50\n\nb\n",
        "impact: major\ncomponents: email\nstarted: 2026-11-21 12:20",
    )

    assert told.spells == (Spell("email", PARTIAL, at("12:20"), at("14:50")),)
    assert (told.started, told.ended) == (at("12:20"), at("14:50"))


def test_the_end_is_when_the_last_component_became_operational() -> None:
    told = incident(
        "## Investigating · 2026-11-21 12:00\n\na\n\n"
        "## Monitoring · 2026-11-21 13:00\ncomponents: email: operational\n\nb\n\n"
        "## Resolved · 2026-11-21 15:00\n\nc\n"
    )

    assert told.ended == at("13:00")


def test_what_an_update_omits_keeps_its_state() -> None:
    told = incident(
        "## Investigating · 2026-11-21 12:00\ncomponents: email: major_outage, webmail\n\na\n\n"
        "## Update · 2026-11-21 13:00\ncomponents: webmail: operational\n\nb\n"
    )

    assert told.statuses == {"email": MAJOR, "webmail": FINE}
    assert told.changes["u2026-11-21-1300"] == {"webmail": FINE}


def test_reopening_brings_back_what_was_before_resolved() -> None:
    told = incident(
        "## Investigating · 2026-11-21 10:00\ncomponents: email: major_outage\n\na\n\n"
        "## Resolved · 2026-11-21 11:00\n\nb\n\n"
        "## Investigating · 2026-11-21 12:00\n\nc\n"
    )

    assert told.is_open
    assert told.statuses == {"email": MAJOR}
    assert told.spells == (
        Spell("email", MAJOR, at("10:00"), at("11:00")),
        Spell("email", MAJOR, at("12:00"), None),
    )


def test_update_and_postmortem_never_change_the_state() -> None:
    told = incident(
        "## Resolved · 2026-11-21 12:00\n\na\n\n## Update · 2026-11-21 13:00\n\nb\n\n"
        "## Postmortem · 2026-11-22 10:00\n\nc\n"
    )

    assert (told.is_open, told.status) == (False, UpdateStatus.RESOLVED)


def test_resolved_again_changes_nothing() -> None:
    told = incident(
        "## Investigating · 2026-11-21 10:00\n\na\n\n## Resolved · 2026-11-21 11:00\n\nb\n\n"
        "## Resolved · 2026-11-21 14:00\n\nc\n"
    )

    assert told.ended == at("11:00")


def test_an_announcement_opened_again_ends_with_its_last_resolved() -> None:
    told = incident(
        "## Update · 2026-11-21 10:00\n\na\n\n## Resolved · 2026-11-21 11:00\n\nb\n\n"
        "## Monitoring · 2026-11-21 12:00\n\nc\n\n## Resolved · 2026-11-21 13:00\n\nd\n",
        "impact: none",
    )

    assert told.ended == at("13:00")


def test_who_is_hit_again_after_the_end_is_hit_until_resolved() -> None:
    told = incident(
        "## Investigating · 2026-11-21 10:00\n\na\n\n"
        "## Monitoring · 2026-11-21 11:00\nended: 10:50\n\nb\n\n"
        "## Identified · 2026-11-21 11:30\ncomponents: email: partial_outage\n\nc\n\n"
        "## Resolved · 2026-11-21 12:00\n\nd\n"
    )

    assert told.spells == (
        Spell("email", PARTIAL, at("10:00"), at("10:50")),
        Spell("email", PARTIAL, at("11:30"), at("12:00")),
    )
    assert told.ended == at("12:00")


def test_a_component_named_in_a_postmortem_is_not_hit_again() -> None:
    told = incident(
        "## Investigating · 2026-11-21 10:00\n\na\n\n## Resolved · 2026-11-21 11:00\n\nb\n\n"
        "## Postmortem · 2026-11-22 10:00\ncomponents: email, webmail\n\nc\n"
    )

    assert told.spells == (Spell("email", PARTIAL, at("10:00"), at("11:00")),)
    assert told.statuses == {"email": FINE, "webmail": FINE}


def test_the_site_as_a_whole_opens_again_with_the_impact_that_the_update_says() -> None:
    told = incident(
        "## Investigating · 2026-11-21 10:00\n\na\n\n## Resolved · 2026-11-21 11:00\n\nb\n\n"
        "## Investigating · 2026-11-21 12:00\nimpact: critical\n\nc\n",
        "impact: minor",
    )

    assert told.spells == (
        Spell("", DEGRADED, at("10:00"), at("11:00")),
        Spell("", MAJOR, at("12:00"), None),
    )


def test_the_order_in_the_file_does_not_matter() -> None:
    told = incident(
        "## Resolved · 2026-11-21 15:00\n\nb\n\n## Investigating · 2026-11-21 12:00\n\na\n"
    )

    assert told.status is UpdateStatus.RESOLVED
    assert told.started == at("12:00")


def test_the_highest_impact_is_kept_when_it_falls() -> None:
    told = incident(
        "## Investigating · 2026-11-21 12:00\nimpact: critical\n\na\n\n"
        "## Update · 2026-11-21 13:00\nimpact: minor\n\nb\n"
    )

    assert (told.impact, told.highest) == (Impact.MINOR, Impact.CRITICAL)


def test_an_incident_of_the_site_as_a_whole_has_spells_without_a_component() -> None:
    told = incident("## Investigating · 2026-11-21 12:00\n\na\n", "impact: critical")

    assert told.spells == (Spell("", MAJOR, at("12:00"), None),)
    assert told.statuses == {}


def test_a_withdrawn_incident_is_no_downtime() -> None:
    told = incident(
        "## Investigating · 2026-11-21 12:00\n\na\n",
        "impact: major\ncomponents: email\nwithdrawn: our probe was wrong",
    )

    assert (told.spells, told.is_open) == ((), False)


def test_an_announcement_colours_nothing() -> None:
    told = incident("## Update · 2026-11-21 12:00\n\na\n", "impact: none\ncomponents: email")

    assert told.spells == ()
    assert told.statuses == {"email": FINE}


def test_a_group_stands_for_its_members_and_a_member_beside_it_wins() -> None:
    told = incident(
        "## Investigating · 2026-11-21 12:00\n\na\n",
        "impact: minor\ncomponents: {messaging: degraded_performance, email: major_outage}",
    )

    assert told.statuses == {"email": MAJOR, "webmail": DEGRADED}


def test_all_means_every_component_in_use() -> None:
    told = incident("## Investigating · 2026-11-21 12:00\n\na\n", "impact: minor\ncomponents: all")

    assert list(told.statuses) == ["email", "webmail", "hosting", "billing-export"]


def test_all_means_every_component_in_use_on_the_day_in_the_sites_zone() -> None:
    far_east = BASE.replace("content/site.yaml", "Europe/Lisbon", "Pacific/Auckland")
    file = (
        "---\ntitle: Slow\nimpact: minor\ncomponents: all\n---\n\n"
        "## Investigating · {} 08:00\n\na\n"
    )

    def named(day: str) -> list[str]:
        project = with_incident(file.format(day), f"{day}-slow", far_east)
        return list(composed(project, NOW).by_id[f"{day}-slow"].timeline.statuses)

    assert "legacy" in named("2025-06-29")
    assert "legacy" not in named("2025-06-30")


def test_maintenance_begins_by_plan_and_ends_by_word() -> None:
    told = maintenance(
        "## Scheduled · 2026-11-25 10:00\n\na\n\n## Completed · 2026-12-02 00:31\n\nb\n",
        "2026-12-03T12:00:00+00:00",
    )

    start = datetime(2026, 12, 1, 22, tzinfo=UTC)
    end = datetime(2026, 12, 2, 0, 31, tzinfo=UTC)
    work = ComponentStatus.UNDER_MAINTENANCE
    assert told.spells == (Spell("email", work, start, end, planned=True),)


def test_maintenance_called_off_before_it_began_never_was() -> None:
    told = maintenance(
        "## Scheduled · 2026-11-25 10:00\n\na\n\n## Cancelled · 2026-11-26 00:31\n\nb\n",
        "2026-12-03T12:00:00+00:00",
    )

    assert (told.spells, told.is_open) == ((), False)


def test_an_update_moves_the_plan() -> None:
    told = maintenance(
        "## Scheduled · 2026-11-25 10:00\n\na\n\n"
        "## Update · 2026-11-26 09:00\nstarts: 2026-12-05 22:00\nends: 2026-12-06 01:00\n\nb\n",
        "2026-12-03T12:00:00+00:00",
    )

    assert told.started == datetime(2026, 12, 5, 22, tzinfo=UTC)


def test_an_announcement_investigates_nothing() -> None:
    told = incident("## Update · 2026-11-21 12:00\n\na\n", "impact: none")

    assert told.status is UpdateStatus.UPDATE
