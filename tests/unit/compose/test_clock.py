"""The clock answers, and knows when its answers will change."""

from datetime import UTC, date, datetime, timedelta

from stillup.compose.clock import Change, Clock
from stillup.parse.zones import zone_of

LISBON = zone_of("Europe/Lisbon")
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_a_day_begins_at_midnight_in_the_sites_zone() -> None:
    clock = Clock(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), LISBON)

    assert clock.today == date(2026, 7, 1)
    assert clock.midnight(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, tzinfo=UTC)


def test_without_any_question_the_next_change_is_midnight() -> None:
    clock = Clock(NOON, LISBON)

    assert clock.next_change == Change(datetime(2026, 7, 1, 23, tzinfo=UTC), "a new day begins")


def test_an_edge_asked_about_becomes_the_next_change() -> None:
    clock = Clock(NOON, LISBON)

    assert not clock.reached(NOON + timedelta(hours=2), "work begins")
    assert not clock.reached(NOON + timedelta(hours=1), "news is due")
    assert clock.reached(NOON, "it is noon")
    assert clock.next_change == Change(NOON + timedelta(hours=1), "news is due")


def test_an_edge_after_midnight_waits_for_midnights_build() -> None:
    clock = Clock(NOON, LISBON)

    clock.reached(NOON + timedelta(days=3), "work begins")

    assert clock.next_change.what == "a new day begins"
