"""The clock answers, and knows when its answers will change."""

from datetime import UTC, date, datetime, timedelta

from stillup.compose.clock import NEVER_ASKED, Change, Clock, Listener
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


def test_what_was_never_asked_holds_for_ever() -> None:
    assert Listener(Clock(NOON, LISBON)).answers is NEVER_ASKED


def test_answers_hold_until_a_clock_gives_others() -> None:
    listener = Listener(Clock(NOON, LISBON))
    assert not listener.reached(NOON + timedelta(hours=1), "news is due")

    assert Clock(NOON + timedelta(minutes=59), LISBON).repeats(listener.answers)
    assert not Clock(NOON + timedelta(minutes=60), LISBON).repeats(listener.answers)
    assert Clock(NOON - timedelta(days=9), LISBON).repeats(listener.answers)


def test_answers_about_days_hold_on_that_day_alone() -> None:
    listener = Listener(Clock(NOON, LISBON))
    assert listener.days_until(NOON + timedelta(days=3)) == 3

    assert Clock(NOON + timedelta(hours=10), LISBON).repeats(listener.answers)
    assert not Clock(NOON + timedelta(hours=12), LISBON).repeats(listener.answers)


def test_repeated_questions_are_edges_as_if_they_were_new() -> None:
    listener, later = Listener(Clock(NOON, LISBON)), Clock(NOON, LISBON)
    listener.reached(NOON + timedelta(hours=1), "news is due")

    later.repeats(listener.answers)

    assert later.next_change == Change(NOON + timedelta(hours=1), "news is due")
