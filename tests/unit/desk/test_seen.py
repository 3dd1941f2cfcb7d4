"""One sentence tells the writer what readers see."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from stillup.desk.seen import seen_by_readers
from tests.support.desks import DISKS, EMAIL, NOW, OLD, SITE, desk_of, story_of
from tests.support.project import Project

RESOLVED = "\n## Resolved · 2026-11-21 13:00\nended: 12:50\n"


def seen(folder: Path, path: str, site: Project = SITE, now: datetime = NOW) -> str:
    desk = desk_of(folder, site, now)
    return seen_by_readers(desk, story_of(desk, path))


def test_an_open_incident(tmp_path: Path) -> None:
    assert seen(tmp_path, EMAIL) == (
        "Readers see: “Email arrives late” is being investigated, major impact; "
        "Email: partial outage; next update by 13:15."
    )


def test_one_that_is_over(tmp_path: Path) -> None:
    text = SITE.files[EMAIL].decode() + RESOLVED

    assert seen(tmp_path, EMAIL, SITE.with_files({EMAIL: text})) == (
        "Readers see: “Email arrives late” is resolved; from 12:20 to 12:50."
    )


def test_one_of_another_day(tmp_path: Path) -> None:
    assert seen(tmp_path, OLD) == (
        "Readers see: “Webmail was slow” is resolved; from 2026-11-10 09:00 to 10:00."
    )


def test_an_announcement(tmp_path: Path) -> None:
    site = SITE.replace(EMAIL, "impact: major\ncomponents: email", "impact: none")

    assert seen(tmp_path, EMAIL, site) == (
        "Readers see: “Email arrives late” is being investigated, an announcement; "
        "next update by 13:15."
    )


def test_a_draft(tmp_path: Path) -> None:
    site = SITE.replace(EMAIL, "author:", "draft: true\nauthor:")

    assert seen(tmp_path, EMAIL, site) == (
        "Readers see nothing of it: it is a draft. Take `draft: true` out when it is ready."
    )


def test_an_embargo(tmp_path: Path) -> None:
    site = SITE.replace(EMAIL, "author:", "publish_at: 2026-11-22 09:00\nauthor:")

    assert seen(tmp_path, EMAIL, site) == "Readers see nothing of it before 2026-11-22 09:00."


def test_what_was_withdrawn(tmp_path: Path) -> None:
    site = SITE.replace(EMAIL, "author:", "withdrawn: a false alarm\nauthor:")

    assert seen(tmp_path, EMAIL, site) == (
        "Readers see: “Email arrives late” is withdrawn: a false alarm"
    )


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-21 13:00", "is planned, 2026-12-01 22:00 to 2026-12-02 01:00"),
        ("2026-12-01 23:00", "is in progress, 2026-12-01 22:00 to 2026-12-02 01:00"),
        ("2026-12-02 02:00", "has not been said to be over, 2026-12-01 22:00 to 2026-12-02 01:00"),
    ],
)
def test_planned_work(tmp_path: Path, now: str, said: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)

    assert seen(tmp_path, DISKS, now=at) == f"Readers see: “New disks” {said}."


def test_work_on_a_day_without_a_time(tmp_path: Path) -> None:
    site = SITE.replace(DISKS, "2026-12-01 22:00", "2026-12-01").replace(
        DISKS, "2026-12-02 01:00", "2026-12-01"
    )

    assert seen(tmp_path, DISKS, site) == (
        "Readers see: “New disks” is planned, 2026-12-01 (time to be announced)."
    )
