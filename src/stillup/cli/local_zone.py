"""Which time zone this computer stands in, by its IANA name."""

import os
from pathlib import Path

_LINK = Path("/etc/localtime")


def local_zone() -> str:
    """Return a zone such as `Europe/Lisbon`; UTC where the computer does not tell."""
    from stillup.parse.zones import UTC, find_zone

    for name in (os.environ.get("TZ", "").lstrip(":"), _linked()):
        if name and find_zone(name):
            return name
    return UTC


def _linked() -> str:
    try:
        target = _LINK.readlink().as_posix()
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2].removeprefix("Etc/")
