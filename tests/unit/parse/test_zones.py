import os
import subprocess
import sys

from stillup.parse.zones import find_zone, zone_names, zone_of

_ASK = (
    "from datetime import datetime; from stillup.parse.zones import zone_of;"
    "print(datetime(2026, 7, 1, tzinfo=zone_of('Europe/Lisbon')).utcoffset())"
)


def test_every_name_is_a_zone() -> None:
    assert len(zone_names()) > 500
    assert all(find_zone(name) for name in zone_names())


def test_no_name_leads_out_of_the_package() -> None:
    assert find_zone("../../etc/localtime") is None
    assert find_zone("/etc/localtime") is None
    assert find_zone("") is None


def test_an_unknown_zone_counts_as_utc() -> None:
    assert zone_of("Mars/Olympus").key == "UTC"


def test_zones_are_the_same_on_a_machine_without_any() -> None:
    bare = os.environ | {"PYTHONTZPATH": "", "TZ": "Asia/Tokyo", "TZDIR": "/nowhere"}
    asked = [sys.executable, "-c", _ASK]
    found = subprocess.run(asked, env=bare, capture_output=True, text=True, check=True)
    assert found.stdout == "1:00:00\n"
