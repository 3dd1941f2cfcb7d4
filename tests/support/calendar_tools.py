"""Readers of calendars that are not ours: icalendar, vobject, node-ical, vdirsyncer with khal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import vobject
from icalendar import Calendar

from tests.support.tools import CHECKOUT, node_file, program, run

_NODE_SCRIPT = CHECKOUT / "tests" / "world" / "tools" / "calendars.cjs"
_FORMAT = "{start-long} to {end-long}, {status}, {title}"


@dataclass(frozen=True)
class Seen:
    """An event as a reader understood it: moments in UTC, or days."""

    uid: str
    starts: datetime | date
    ends: datetime | date
    status: str
    sequence: int
    summary: str
    url: str


Read = Mapping[str, Seen]
"""What a reader found in a file, by UID."""


def by_icalendar(file: Path) -> Read:
    """Read with icalendar; a property that it can't make sense of is an error."""
    calendar = Calendar.from_ical(file.read_bytes())
    found = [component for component in calendar.walk() if component.errors]
    assert not found, f"{file}: {found}"
    return _by_uid(
        file,
        [
            Seen(
                str(e["UID"]),
                _as_utc(e.decoded("DTSTART")),
                _as_utc(e.decoded("DTEND")),
                str(e["STATUS"]),
                int(str(e["SEQUENCE"])),
                str(e["SUMMARY"]),
                str(e["URL"]),
            )
            for e in calendar.walk("VEVENT")
        ],
    )


def by_vobject(file: Path) -> Read:
    """Read with vobject, which also judges which properties must and may be there."""
    calendar = vobject.readOne(file.read_bytes().decode())
    assert calendar.validate(raiseException=True)
    return _by_uid(
        file,
        [
            Seen(
                e.uid.value,
                _as_utc(e.dtstart.value),
                _as_utc(e.dtend.value),
                e.status.value,
                int(e.sequence.value),
                e.summary.value,
                e.url.value,
            )
            for e in calendar.contents.get("vevent", [])
        ],
    )


def by_node_ical(*files: Path) -> list[Read]:
    """Read several files with node-ical."""
    module = node_file("node-ical/node-ical.js")
    done = run(program("node"), _NODE_SCRIPT, module, *files)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return [_by_uid(f, [_of_node(e) for e in found]) for f, found in zip(files, told, strict=True)]


def _of_node(e: dict[str, Any]) -> Seen:
    """Return an event; node-ical gives a day as its midnight where it runs."""
    starts, ends = (
        [date(*day) for day in e["day"]]
        if e["days"]
        else [datetime.fromisoformat(e[name]) for name in ("starts", "ends")]
    )
    return Seen(e["uid"], starts, ends, e["status"], e["sequence"], e["summary"], e["url"])


def _by_uid(file: Path, found: list[Seen]) -> Read:
    by_uid = {seen.uid: seen for seen in found}
    assert len(by_uid) == len(found), f"{file}: two events have one UID"
    return by_uid


def _as_utc(at: datetime | date) -> datetime | date:
    if not isinstance(at, datetime):
        return at
    assert at.tzinfo is not None, f"{at} floats"
    return at.astimezone(UTC)


@dataclass(frozen=True)
class CalendarSubscriber:
    """A person with a calendar of her own: vdirsyncer fetches by HTTP, khal shows it in her zone."""

    home: Path
    zone: str = "Europe/Lisbon"

    def subscribe(self, address: str) -> "CalendarSubscriber":
        """Return a subscriber to a calendar."""
        (self.home / "vdir").mkdir(parents=True)
        (self.home / "vdirsyncer").write_text(
            f'[general]\nstatus_path = "{self.home}/status/"\n'
            '[pair both]\na = "mine"\nb = "site"\ncollections = null\nconflict_resolution = "b wins"\n'
            f'[storage mine]\ntype = "filesystem"\npath = "{self.home}/vdir/"\nfileext = ".ics"\n'
            f'[storage site]\ntype = "http"\nurl = "{address}"\n'
        )
        (self.home / "khal").write_text(
            f"[calendars]\n[[site]]\npath = {self.home}/vdir/\nreadonly = True\n"
            f"[sqlite]\npath = {self.home}/khal.db\n"
            f"[locale]\nlocal_timezone = {self.zone}\ndefault_timezone = {self.zone}\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        )
        self._vdirsyncer("discover")
        return self

    def sync(self) -> "CalendarSubscriber":
        """Fetch what is new."""
        self._vdirsyncer("sync")
        return self

    def events(self, since: str, days: int) -> list[str]:
        """Return what khal shows: beginning, end, status and title, each event once."""
        done = run(
            program("khal"), "-c", self.home / "khal", "list", "--once", "--day-format", "",
            "--format", _FORMAT, since, f"{days}d", seconds=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return [line.replace(" , ", ", ", 1) for line in done.stdout.splitlines() if line]

    def _vdirsyncer(self, verb: str) -> None:
        done = run(program("vdirsyncer"), "-c", self.home / "vdirsyncer", verb, seconds=60)
        assert done.returncode == 0, done.stdout + done.stderr
