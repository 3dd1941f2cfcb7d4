"""Time zones from the tzdata package, so that no result depends on the machine."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

UTC = "UTC"


@cache
def zone_names() -> frozenset[str]:
    """Return every IANA name that can be used."""
    return frozenset((files("tzdata") / "zones").read_text("ascii").split())


@cache
def find_zone(name: str) -> ZoneInfo | None:
    """Return the zone of that IANA name, or None if there is none."""
    if name not in zone_names():
        return None
    *folders, last = name.split("/")
    data = files(".".join(["tzdata", "zoneinfo", *folders])) / last
    return ZoneInfo.from_file(BytesIO(data.read_bytes()), key=name)


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of that name, UTC if there is none."""
    found = find_zone(name) or find_zone(UTC)
    assert found is not None  # noqa: S101 - tzdata always has UTC
    return found
