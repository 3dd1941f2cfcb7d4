"""Day bars: days of the site's zone, no data before `since`, maintenance is not downtime."""

from datetime import UTC, date, datetime, timedelta

from stillup.compose.bars import DAYS, Day, bars_of
from stillup.compose.clock import Clock
from stillup.compose.timeline import Spell
from stillup.model.status import ComponentStatus
from stillup.parse.zones import zone_of

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LISBON = Clock(NOW, zone_of("Europe/Lisbon"))
PARTIAL = ComponentStatus.PARTIAL_OUTAGE
DEGRADED = ComponentStatus.DEGRADED_PERFORMANCE


def bars(*spells: Spell, since: date | None = None, clock: Clock = LISBON) -> dict[date, Day]:
    marked = [(f"post-{i}", spell) for i, spell in enumerate(spells)]
    return {day.day: day for day in bars_of("email", marked, since, clock)}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_there_are_ninety_days_and_today_is_the_last() -> None:
    days = list(bars())

    assert len(days) == DAYS
    assert (days[0], days[-1]) == (date(2026, 8, 24), date(2026, 11, 21))


def test_before_since_there_is_no_data() -> None:
    found = bars(since=date(2026, 11, 1))

    assert found[date(2026, 10, 31)].status is None
    assert found[date(2026, 11, 1)].status is ComponentStatus.OPERATIONAL


def test_an_incident_over_midnight_belongs_to_both_days() -> None:
    found = bars(Spell("email", PARTIAL, moment("2026-11-10T23:30"), moment("2026-11-11T00:45")))

    assert found[date(2026, 11, 10)].minutes == {"partial_outage": 30}
    assert found[date(2026, 11, 11)].minutes == {"partial_outage": 45}


def test_the_day_is_that_of_the_sites_zone() -> None:
    tokyo = Clock(NOW, zone_of("Asia/Tokyo"))
    spell = Spell("email", PARTIAL, moment("2026-11-10T16:00"), moment("2026-11-10T17:00"))

    assert bars(spell, clock=tokyo)[date(2026, 11, 11)].status is PARTIAL
    assert bars(spell, clock=tokyo)[date(2026, 11, 10)].status is ComponentStatus.OPERATIONAL


def test_a_minute_hit_twice_counts_once_for_the_worse() -> None:
    found = bars(
        Spell("email", DEGRADED, moment("2026-11-10T10:00"), moment("2026-11-10T11:00")),
        Spell("email", PARTIAL, moment("2026-11-10T10:30"), moment("2026-11-10T10:40")),
    )

    assert found[date(2026, 11, 10)].minutes == {"degraded_performance": 50, "partial_outage": 10}
    assert found[date(2026, 11, 10)].posts == ("post-0", "post-1")


def test_maintenance_shows_but_is_never_downtime() -> None:
    spell = Spell(
        "email",
        ComponentStatus.UNDER_MAINTENANCE,
        moment("2026-11-10T10:00"),
        moment("2026-11-10T11:00"),
    )

    day = bars(spell)[date(2026, 11, 10)]

    assert (day.status, day.minutes) == (ComponentStatus.UNDER_MAINTENANCE, {})


def test_an_outage_that_planned_work_brings_shows_but_is_no_downtime() -> None:
    over = Spell(
        "email", PARTIAL, moment("2026-11-10T10:00"), moment("2026-11-10T11:00"), planned=True
    )
    running = Spell("email", PARTIAL, moment("2026-11-21T10:00"), planned=True)

    found = bars(over, running)

    assert (found[date(2026, 11, 10)].status, found[date(2026, 11, 10)].minutes) == (PARTIAL, {})
    assert found[date(2026, 11, 21)].ongoing is False


def test_what_still_lasts_has_no_length_yet() -> None:
    found = bars(Spell("email", PARTIAL, moment("2026-11-20T22:00")))

    assert found[date(2026, 11, 20)].minutes == {"partial_outage": 120}
    assert (found[date(2026, 11, 21)].ongoing, found[date(2026, 11, 21)].minutes) == (True, {})


def test_what_has_not_begun_is_not_shown() -> None:
    later = NOW + timedelta(hours=3)
    spell = Spell("email", ComponentStatus.UNDER_MAINTENANCE, later)

    assert bars(spell)[date(2026, 11, 21)].status is ComponentStatus.OPERATIONAL


def test_a_day_of_twenty_five_hours_is_counted_in_full() -> None:
    spell = Spell("email", PARTIAL, moment("2026-10-24T22:00"), moment("2026-10-26T02:00"))

    assert bars(spell)[date(2026, 10, 25)].minutes == {"partial_outage": 25 * 60}
