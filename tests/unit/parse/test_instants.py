from datetime import UTC, date, datetime

import pytest

from stillup.model.diagnostic import Problems
from stillup.parse.instants import first_instant, read_instant, read_moment
from stillup.parse.zones import zone_of
from tests.support.parsing import only, scalar

LISBON = zone_of("Europe/Lisbon")


@pytest.mark.parametrize(
    ("written", "at", "digits"),
    [
        ("2026-11-21 13:10", "2026-11-21T13:10:00", "2026-11-21-1310"),
        ("2026-06-21 13:10", "2026-06-21T12:10:00", "2026-06-21-1310"),
        ("2026-06-21 9:10", "2026-06-21T08:10:00", "2026-06-21-0910"),
        ("2026-06-21T09:10:05Z", "2026-06-21T09:10:05", "2026-06-21-091005"),
        ("2026-06-21 09:10 utc", "2026-06-21T09:10:00", "2026-06-21-0910"),
        ("2026-06-21 09:10 GMT", "2026-06-21T09:10:00", "2026-06-21-0910"),
        ("2026-06-21 09:10+05:30", "2026-06-21T03:40:00", "2026-06-21-0910"),
        ("2026-06-21 09:10 -0300", "2026-06-21T12:10:00", "2026-06-21-0910"),
        ("2026-07-01 09:10 America/New_York", "2026-07-01T13:10:00", "2026-07-01-0910"),
        ("2026-6-1 09:10:00", "2026-06-01T08:10:00", "2026-06-01-091000"),
    ],
)
def test_a_time_is_an_instant_and_its_digits_stay(written: str, at: str, digits: str) -> None:
    problems = Problems()
    found = read_instant(scalar(written), LISBON, problems)
    assert found is not None
    assert found.at == datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert found.digits == digits
    assert not problems


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("21.11.2026 13:10", "started: 2026-11-21 13:10"),
        ("11/21/2026 1:10pm", "started: 2026-11-21 13:10"),
        ("21 November 2026, 13.10", "started: 2026-11-21 13:10"),
        ("Sat, 21 Nov 2026 13:10:00 +0100", "started: 2026-11-21 13:10:00 +01:00"),
        ("2026/11/21 13h10", "started: 2026-11-21 13:10"),
        ("20261121 1310", "started: 2026-11-21 13:10"),
        ("2024-08-13T015:00:00+02:00", "started: 2024-08-13 15:00:00 +02:00"),
        ("2023-01-21 9:51:30+01", "started: 2023-01-21 09:51:30 +01:00"),
        ("12/11/2026 12:00 am", "started: 2026-11-12 00:00\nstarted: 2026-12-11 00:00"),
    ],
)
def test_a_time_in_another_form_is_printed_as_it_should_be(written: str, fix: str) -> None:
    problems = Problems()
    assert read_instant(scalar(written), LISBON, problems) is None
    assert only(problems) == ("time-not-understood", fix)


def test_both_readings_of_a_doubled_hour_are_an_hour_apart() -> None:
    problems = Problems()
    assert read_instant(scalar("2026-10-25 01:30"), LISBON, problems) is None
    code, fix = only(problems)
    assert code == "clock-change"
    times = [line.removeprefix("started: ") for line in fix.split("\n")]
    found = [read_instant(scalar(each), LISBON, Problems()) for each in times]
    assert [each and each.at.hour for each in found] == [0, 1]


def test_both_lines_for_a_missing_hour_can_be_pasted() -> None:
    problems = Problems()
    assert read_instant(scalar("2026-03-29 01:30"), LISBON, problems) is None
    for line in only(problems)[1].split("\n"):
        again = Problems()
        assert read_instant(scalar(line.removeprefix("started: ")), LISBON, again)
        assert not again


def test_the_ends_of_a_doubled_hour_are_plain() -> None:
    problems = Problems()
    assert read_instant(scalar("2026-10-25 00:59"), LISBON, problems)
    assert read_instant(scalar("2026-10-25 02:00"), LISBON, problems)
    assert not problems


def test_an_explicit_offset_settles_a_doubled_hour() -> None:
    found = read_instant(scalar("2026-10-25 01:30 +01:00"), LISBON, Problems())
    assert found
    assert found.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_day_alone_is_to_be_announced_and_ends_with_the_day() -> None:
    start = read_moment(scalar("2026-06-01"), LISBON, Problems())
    end = read_moment(scalar("2026-06-01"), LISBON, Problems(), is_end=True)
    assert start
    assert end
    assert (start.has_time, start.day) == (False, date(2026, 6, 1))
    assert start.at == datetime(2026, 5, 31, 23, tzinfo=UTC)
    assert end.at == datetime(2026, 6, 1, 23, tzinfo=UTC)
    assert end.day == date(2026, 6, 1)


def test_a_day_may_begin_at_one_oclock() -> None:
    beirut = zone_of("Asia/Beirut")  # the clocks go forward at midnight
    assert first_instant(date(2026, 3, 29), beirut) == datetime(2026, 3, 28, 22, tzinfo=UTC)


def test_the_edges_of_the_calendar_are_no_trouble() -> None:
    problems = Problems()
    assert read_instant(scalar("2199-12-31 23:59 -14:00"), LISBON, problems)
    assert read_instant(scalar("1970-01-01 00:00 +14:00"), LISBON, problems)
    assert read_moment(scalar("2199-12-31"), LISBON, problems, is_end=True)
    assert not problems
    assert read_instant(scalar("9999-12-31 28:00"), LISBON, problems) is None
    assert read_instant(scalar("0001-01-01 00:00"), LISBON, problems) is None
