from datetime import datetime, timedelta

import pytest

from stillup.model.diagnostic import Problems
from stillup.parse.instants import Instant, read_instant
from stillup.parse.promises import read_ended, read_next
from stillup.parse.zones import zone_of
from tests.support.parsing import only, scalar

LISBON = zone_of("Europe/Lisbon")


def at(written: str) -> Instant:
    found = read_instant(scalar(written), LISBON, Problems())
    assert found
    return found


def promised(words: str, update: str = "2026-11-21 12:41") -> datetime:
    problems = Problems()
    found = read_next(scalar(words), at(update), LISBON, problems)
    assert found is not None, [d.message for d in problems]
    return found


def ended(words: str, update: str = "2026-11-21 15:02") -> datetime:
    problems = Problems()
    found = read_ended(scalar(words), at(update), LISBON, problems)
    assert found is not None, [d.message for d in problems]
    return found


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("13:15", "2026-11-21 13:15"),
        ("at 13:15:30", "2026-11-21 13:15:30"),
        ("00:40", "2026-11-22 00:40"),
        ("0:41", "2026-11-22 00:41"),
        ("today 23:00", "2026-11-21 23:00"),
        ("tomorrow 09:00", "2026-11-22 09:00"),
        ("Tomorrow at 9:00", "2026-11-22 09:00"),
        ("13:15 -01:00", "2026-11-21 14:15"),
        ("in 45 minutes", "2026-11-21 13:26"),
        ("in 2 hours", "2026-11-21 14:41"),
        ("in half an hour", "2026-11-21 13:11"),
        ("in an hour and a half", "2026-11-21 14:11"),
        ("in 1h30", "2026-11-21 14:11"),
        ("2026-11-23 09:00", "2026-11-23 09:00"),
    ],
)
def test_a_promise_is_a_moment_to_come(words: str, when: str) -> None:
    assert promised(words) == at(when).at


def test_a_length_of_time_is_counted_over_a_clock_change() -> None:
    update = at("2026-10-25 00:30")
    assert promised("in 2 hours", "2026-10-25 00:30") - update.at == timedelta(hours=2)


def test_the_next_clock_over_a_clock_change_is_that_on_the_wall() -> None:
    assert promised("06:00", "2026-10-24 22:00") == at("2026-10-25 06:00").at


@pytest.mark.parametrize("words", ["12:41", "12:40", "00:42"])
def test_more_than_twelve_hours_ahead_wants_a_date(words: str) -> None:
    problems = Problems()
    assert read_next(scalar(words), at("2026-11-21 12:41"), LISBON, problems) is None
    assert only(problems) == ("clock-far-away", f"started: 2026-11-22 {words}")


def test_a_clock_that_comes_twice_wants_an_offset() -> None:
    problems = Problems()
    assert read_next(scalar("01:30"), at("2026-10-25 00:30"), LISBON, problems) is None
    assert only(problems)[0] == "clock-change"


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("14:50", "2026-11-21 14:50"),
        ("15:02", "2026-11-21 15:02"),
        ("03:02", "2026-11-21 03:02"),
        ("yesterday 23:00", "2026-11-20 23:00"),
        ("2026-11-19 23:00", "2026-11-19 23:00"),
    ],
)
def test_an_end_is_a_moment_before(words: str, when: str) -> None:
    assert ended(words) == at(when).at


def test_just_after_midnight_an_end_was_yesterday() -> None:
    assert ended("23:50", "2026-11-22 00:20") == at("2026-11-21 23:50").at


def test_a_heading_in_the_sites_own_hour_leaves_no_doubt() -> None:
    assert promised("13:15", "2026-11-21 12:41 UTC") == at("2026-11-21 13:15").at


def test_a_heading_in_another_hour_does() -> None:
    problems = Problems()
    assert read_next(scalar("13:15"), at("2026-07-21 12:41 UTC"), LISBON, problems) is None
    assert only(problems) == ("which-zone", "started: 13:15 UTC\nstarted: 13:15 Europe/Lisbon")
