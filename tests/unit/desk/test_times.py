"""Times as typed at the desk, and as written into a post."""

from datetime import UTC, datetime

import pytest

from stillup.desk.times import Unclear, next_time, past_time, planned_time, short_time
from stillup.parse.zones import zone_of
from stillup.writing.times import written_moment

LISBON = zone_of("Europe/Lisbon")
NOW = datetime(2026, 11, 21, 13, 10, 20, tzinfo=UTC)


def shown(at: datetime) -> str:
    return f"{at.astimezone(LISBON):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("now", "2026-11-21 13:10:00"),
        ("12:20", "2026-11-21 12:20:00"),
        ("13:10", "2026-11-21 13:10:00"),
        ("20 minutes ago", "2026-11-21 12:50:00"),
        ("an hour ago", "2026-11-21 12:10:00"),
        ("-20m", "2026-11-21 12:50:00"),
        ("yesterday 22:00", "2026-11-20 22:00:00"),
        ("2026-11-20 22:00", "2026-11-20 22:00:00"),
        ("2026-11-20 22:00 Z", "2026-11-20 22:00:00"),
        ("11am", "2026-11-21 11:00:00"),
    ],
)
def test_when_it_happened(typed: str, meant: str) -> None:
    assert shown(past_time(typed, NOW, LISBON)) == meant


@pytest.mark.parametrize("typed", ["2026-11-21 14:00", "tomorrow 09:00", "soon", "32:00"])
def test_what_can_not_have_happened_is_refused(typed: str) -> None:
    with pytest.raises(Unclear) as unclear:
        past_time(typed, NOW, LISBON)

    assert typed.rsplit(maxsplit=1)[-1] in " ".join(unclear.value.told)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30m", "2026-11-21 13:40:20"),
        ("in 30 minutes", "2026-11-21 13:40:20"),
        ("half an hour", "2026-11-21 13:40:20"),
        ("+2h", "2026-11-21 15:10:20"),
        ("1h30", "2026-11-21 14:40:20"),
        ("13:45", "2026-11-21 13:45:00"),
        ("00:15", "2026-11-22 00:15:00"),
        ("tomorrow 09:00", "2026-11-22 09:00:00"),
        ("tomorrow 9am", "2026-11-22 09:00:00"),
        ("11pm", "2026-11-21 23:00:00"),
        ("2026-11-23 09:00", "2026-11-23 09:00:00"),
    ],
)
def test_when_the_next_word_comes(typed: str, meant: str) -> None:
    assert shown(next_time(typed, NOW, LISBON)) == meant


@pytest.mark.parametrize("typed", ["09:00", "2026-11-21 12:00", "soonish", "quarter past", "0m"])
def test_what_is_no_promise_is_refused(typed: str) -> None:
    with pytest.raises(Unclear):
        next_time(typed, NOW, LISBON)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2026-12-01 22:00", "2026-12-01 22:00"),
        ("2026-12-01 22:00 UTC", "2026-12-01 22:00"),
        ("2026-12-01T23:00+01:00", "2026-12-01 22:00"),
        ("2026-12-01", "2026-12-01"),
        ("tomorrow 22:00", "2026-11-22 22:00"),
        ("22:00", "2026-11-21 22:00"),
        ("3h", "2026-11-21 16:10"),
    ],
)
def test_plans_are_written_with_their_day(typed: str, written: str) -> None:
    assert written_moment(planned_time(typed, NOW, LISBON), LISBON) == written


@pytest.mark.parametrize(
    ("at", "heading", "written"),
    [
        ("2026-11-21 13:40", "2026-11-21 13:10", "13:40"),
        ("2026-11-21 12:50", "2026-11-21 13:10", "12:50"),
        ("2026-11-22 00:15", "2026-11-21 13:10", "00:15"),
        ("2026-11-20 23:50", "2026-11-21 00:10", "2026-11-20 23:50"),
        ("2026-11-22 09:00", "2026-11-21 13:10", "2026-11-22 09:00"),
        ("2026-11-21 13:40:30", "2026-11-21 13:10", "2026-11-21 13:40:30"),
    ],
)
def test_what_stands_below_a_heading_is_as_short_as_can_be(
    at: str, heading: str, written: str
) -> None:
    moment, above = datetime.fromisoformat(f"{at}Z"), datetime.fromisoformat(f"{heading}Z")

    assert short_time(moment, above, LISBON) == written


def test_the_hour_that_comes_twice_is_written_with_its_offset() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    assert short_time(first, first, LISBON) == "2026-10-25 01:30 +01:00"
    assert short_time(second, first, LISBON) == "2026-10-25 01:30 UTC"
