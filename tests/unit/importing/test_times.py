"""Times as users of other products type them."""

from datetime import date

import pytest

from stillup.importing.times import read_file_day, read_time
from stillup.parse.zones import zone_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2018-04-13 15:54:00", "2018-04-13 15:54:00"),
        ("2018-04-13T15:54", "2018-04-13 15:54:00"),
        ("2026-06-11T07:00:00-00:00", "2026-06-11 07:00:00"),
        ("2021-07-01T10:55:00+02:00", "2021-07-01 08:55:00"),
        ("2021-07-01 10:55 +0230", "2021-07-01 08:25:00"),
        ("2026-08-13 17:54 UTC", "2026-08-13 17:54:00"),
        ("2026-08-13 17:54 Europe/Lisbon", "2026-08-13 16:54:00"),
        ("2020-12-13T05:53:02.543Z", "2020-12-13 05:53:02"),
        ("2021-12-07T9:06:14+01:00", "2021-12-07 08:06:14"),
        ("2024-08-13T015:00:00+02:00", "2024-08-13 13:00:00"),
        ("2023-05-25T13:00:00+0:00", "2023-05-25 13:00:00"),
        ("2024-08-13", "2024-08-13 00:00:00"),
    ],
)
def test_what_can_mean_one_moment_only_is_read(typed: str, meant: str) -> None:
    time = read_time(typed)
    assert time is not None
    assert f"{time.at:%Y-%m-%d %H:%M:%S}" == meant


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "2021-13-01 10:00", "2023-02-30", "13/08/2024 10:00", "2024-08-13T115:00:00",
     "2024-08-13 25:00", "2024-08-13 10:61", "2024-08-13 10:00 CST", "2024-08-13 10:00 Mars/Base",
     "2024-08-13 10:00 +19:00", "0024-08-13 10:00", "9999-12-31 23:59 -12:00"],
)  # fmt: skip
def test_what_has_no_meaning_or_two_is_refused(typed: str) -> None:
    assert read_time(typed) is None


def test_a_time_without_a_zone_is_in_the_zone_of_the_site() -> None:
    time = read_time("2021-07-01 10:55", zone_of("Europe/Lisbon"))
    assert time is not None
    assert f"{time.at:%H:%M}" == "09:55"
    assert f"{time.wall:%H:%M}" == "10:55"


@pytest.mark.parametrize(
    ("typed", "doubts"),
    [
        ("2021-12-07T09:06:14+01:00", (False, False, False)),
        ("2021-12-07T9:06:14+01:00", (True, False, False)),
        ("2021-12-07T09:06:14+1:00", (True, False, False)),
        ("2021-12-07", (False, True, False)),
        ("2021-12-07T09:06:14.5Z", (False, False, True)),
        ("2021-12-07T09:06:14.000Z", (False, False, False)),
    ],
)
def test_a_time_says_what_was_not_as_it_should_be(
    typed: str, doubts: tuple[bool, bool, bool]
) -> None:
    time = read_time(typed)
    assert time is not None
    assert (time.repaired, time.day_only, time.fraction) == doubts


def test_an_update_id_has_the_digits_as_written() -> None:
    first, second = read_time("2021-07-01T10:55:00+02:00"), read_time("2021-07-01 10:55:07")
    assert first is not None
    assert second is not None
    assert (first.update_id, second.update_id) == ("u2021-07-01-1055", "u2021-07-01-105507")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2021-06-04-postgresql-12", date(2021, 6, 4)),
        ("2021-07-56-vacation", None),
        ("i-testing", None),
        ("2022-10-28-30-copr", date(2022, 10, 28)),
    ],
)
def test_a_file_name_may_begin_with_a_day(name: str, day: date | None) -> None:
    assert read_file_day(name) == day
