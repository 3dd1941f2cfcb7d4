"""Every update has a time of its own, and it can be read in one way only."""

from datetime import UTC, datetime

import pytest

from stillup.model.post import Update
from stillup.model.status import UpdateStatus
from stillup.model.text import Text
from stillup.parse.zones import zone_of
from stillup.writing.free_time import free_moment, free_time, taken_by

LISBON = zone_of("Europe/Lisbon")


@pytest.mark.parametrize(
    ("taken", "at", "written"),
    [
        ([], "2026-11-21T13:10:05", "2026-11-21 13:10"),
        (["u2026-11-21-1309", "kept"], "2026-11-21T13:10:05", "2026-11-21 13:10"),
        (["u2026-11-21-1310"], "2026-11-21T13:10:05", "2026-11-21 13:10:05"),
        (["u2026-11-21-1310"], "2026-11-21T13:10:00", "2026-11-21 13:10:01"),
        (["u2026-11-21-131030"], "2026-11-21T13:10:40", "2026-11-21 13:10:40"),
        (["u2026-11-21-1310", "u2026-11-21-131005"], "2026-11-21T13:10:05", "2026-11-21 13:10:06"),
        (["u2026-11-21-131059"], "2026-11-21T13:10:59", "2026-11-21 13:11"),
        (["u2026-11-21-131059", "u2026-11-21-1311"], "2026-11-21T13:10:59", "2026-11-21 13:11:01"),
        ([], "2026-10-25T00:30:00", "2026-10-25 01:30 +01:00"),
        ([], "2026-10-25T01:30:00", "2026-10-25 01:30 UTC"),
        (["u2026-10-25-0130"], "2026-10-25T01:30:09", "2026-10-25 01:30:09 UTC"),
    ],
)
def test_a_time_is_free(taken: list[str], at: str, written: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC, microsecond=7)
    assert free_time(taken, moment, LISBON) == written


def test_the_moment_is_the_one_that_is_written() -> None:
    at = datetime(2026, 11, 21, 13, 10, 5, tzinfo=UTC)
    assert free_moment([], at, LISBON) == at.replace(second=0)
    assert free_moment(["u2026-11-21-1310"], at, LISBON) == at


def test_an_update_that_kept_its_id_stands_in_its_minute() -> None:
    at = datetime(2026, 7, 21, 13, 10, 5, tzinfo=UTC)
    kept = Update(id="old", status=UpdateStatus.UPDATE, at=at.replace(second=0), text=Text("", ""))
    assert taken_by([kept], LISBON) == {"old", "u2026-07-21-1410"}
    assert free_time(taken_by([kept], LISBON), at, LISBON) == "2026-07-21 14:10:05"
