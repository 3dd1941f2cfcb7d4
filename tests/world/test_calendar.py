"""Calendars as other people's programs read them, and as they reach those who subscribed."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.calendar_tools import (
    CalendarSubscriber,
    Read,
    by_icalendar,
    by_node_ical,
    by_vobject,
)
from tests.support.project import Project
from tests.support.site import with_maintenance
from tests.support.tools import stillup
from tests.support.web import served
from tests.world.sites import Built

POST = "content/maintenance/2026-12-01-store.md"
UID = "2026-12-01-store@status.harbour.example"
_PLAN = re.compile(r'<p class="plan">.*?</p>', re.DOTALL)
_TIME = re.compile(r'<time datetime="([^"]+)"')

WAITING = with_maintenance("""
    ---
    title: New store, no. 2; *really*
    components: email
    starts: 2026-12-01
    ends: 2026-12-01
    ---

    ## Scheduled · 2026-11-20 10:00

    What and why, in `code` and [with a link](https://a.example/x,y;z).
    """)
SETTLED = """
## Update · 2026-11-21 09:00
starts: 2026-12-01 22:00
ends: 2026-12-02 01:00

Now we know when.
"""
MOVED = """
## Update · 2026-11-22 09:00
starts: 2026-12-03 22:30
ends: 2026-12-04 01:30

The disks are late.
"""
CANCELLED = """
## Cancelled · 2026-11-23 09:00

No need of it any more.
"""


def told(project: Project, *words: str) -> Project:
    return project.with_files({POST: project.files[POST].decode() + "".join(words)})


def planned(zone: str, starts: str, ends: str) -> Project:
    """Return a site in a zone whose work is planned so."""
    return (
        WAITING.replace("content/site.yaml", "Europe/Lisbon", zone)
        .replace(POST, "starts: 2026-12-01", f"starts: {starts}")
        .replace(POST, "ends: 2026-12-01", f"ends: {ends}")
    )


def build(project: Project, folder: Path, now: str) -> Path:
    """Build a site into the same folder again and again, and return its output."""
    project.write(folder)
    done = stillup("-C", folder, "build", "--now", now)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "public"


def read_by_all(*files: Path) -> list[Read]:
    """Return what the three readers agree to be in each file."""
    found = by_node_ical(*files)
    for file, read in zip(files, found, strict=True):
        assert by_icalendar(file) == by_vobject(file) == read
    return found


def test_every_calendar_is_understood_by_all_in_the_same_way(built: Built) -> None:
    files = sorted(built.tree.rglob("*.ics"))
    assert built.tree / "maintenance.ics" in files

    found = dict(zip(files, read_by_all(*files), strict=True))

    everything = found[built.tree / "maintenance.ics"]
    for file, read in found.items():
        assert read.keys() <= everything.keys(), file
        assert all(read[uid].sequence == everything[uid].sequence for uid in read)


def test_what_is_to_come_is_at_the_times_of_its_page(sample: Built) -> None:
    (read,) = read_by_all(sample.tree / "maintenance.ics")

    compared = 0
    for seen in read.values():
        path = seen.url.removeprefix(sample.url).strip("/")
        page = (sample.tree / path / "index.html").read_text("utf-8")
        if seen.summary.startswith("Maintenance:"):
            plan = _PLAN.search(page)
            assert plan
            shown = [datetime.fromisoformat(at) for at in _TIME.findall(plan[0])]
            assert shown == [seen.starts, seen.ends]
            compared += 1
    assert compared


def test_a_change_of_plan_reaches_a_subscriber_as_the_same_event(tmp_path: Path) -> None:
    title = "New store, no. 2; *really*"
    history = [
        ("", f"2026-12-01 to 2026-12-01, TENTATIVE, Scheduled, time to be announced: {title}"),
        (SETTLED, f"2026-12-01 22:00 to 2026-12-02 01:00, CONFIRMED, Maintenance: {title}"),
        (MOVED, f"2026-12-03 22:30 to 2026-12-04 01:30, CONFIRMED, Maintenance: {title}"),
        (CANCELLED, f"2026-12-03 22:30 to 2026-12-04 01:30, CANCELLED, Cancelled: {title}"),
    ]
    site, project, jo = tmp_path / "site", WAITING, CalendarSubscriber(tmp_path / "jo")
    calendar = site / "public/components/email/maintenance.ics"
    with served(site) as address:
        jo.subscribe(f"{address}/public/components/email/maintenance.ics")
        for sequence, (words, shown) in enumerate(history):
            project = told(project, words)
            build(project, site, f"2026-11-{20 + sequence}T12:00Z")
            assert jo.sync().events("2026-11-20", 60) == [shown]
            (read,) = read_by_all(calendar)
            assert [(each.uid, each.sequence) for each in read.values()] == [(UID, sequence)]


@pytest.mark.parametrize(
    ("zone", "starts", "ends", "in_utc"),
    [
        # In Lisbon the hour from 01:00 to 02:00 exists twice on 25 October 2026,
        (
            *("Europe/Lisbon", "2026-10-25 00:30", "2026-10-25 02:30"),
            (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), datetime(2026, 10, 25, 2, 30, tzinfo=UTC)),
        ),
        (
            *("Europe/Lisbon", "2026-10-25 01:30 +01:00", "2026-10-25 01:30 Z"),
            (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ),
        # in New York the hour from 02:00 to 03:00 not at all on 14 March 2027.
        (
            *("America/New_York", "2027-03-14 01:30", "2027-03-14 03:30"),
            (datetime(2027, 3, 14, 6, 30, tzinfo=UTC), datetime(2027, 3, 14, 7, 30, tzinfo=UTC)),
        ),
    ],
)
def test_a_clock_change_within_the_work_is_read_rightly(
    tmp_path: Path,
    zone: str,
    starts: str,
    ends: str,
    in_utc: tuple[datetime, datetime],
) -> None:
    tree = build(planned(zone, starts, ends), tmp_path / "site", "2026-11-20T18:00Z")

    (read,) = read_by_all(tree / "maintenance.ics")
    assert (read[UID].starts, read[UID].ends) == in_utc
    with served(tree) as address:
        jo = (
            CalendarSubscriber(tmp_path / "jo", zone).subscribe(f"{address}/maintenance.ics").sync()
        )
        (line,) = jo.events(starts[:10], 2)
    assert line.startswith(f"{starts[:16]} to {ends[:16]}, CONFIRMED")
