"""What is written behind a time to say in which zone it is."""

from datetime import UTC, date, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import msgspec

from stillup.model.diagnostic import Problems
from stillup.parse.abbreviations import PLACES
from stillup.parse.clocks import Clock, as_written, choose
from stillup.parse.nearness import nearest
from stillup.parse.nodes import Scalar
from stillup.parse.time_repairs import likely_times
from stillup.parse.zones import find_zone, zone_names

_UNIVERSAL = frozenset({"Z", "UTC", "GMT"})
_HOURS = frozenset({"h", "hr", "hrs", "hours", "Uhr"})
_FAR_EAST = timedelta(hours=14)


def read_zone(
    scalar: Scalar, day: date, clock: Clock, zone: ZoneInfo, problems: Problems
) -> tzinfo | None:
    """Return the zone written behind a time, `zone` if none is; report what is none."""
    written = clock.zone
    if not written:
        return zone
    if written.upper() in _UNIVERSAL:
        return UTC
    if written[0] in "+-":
        return _read_offset(scalar, written, problems)
    if written.upper() in PLACES:
        _report_abbreviation(scalar, day, clock, problems)
        return None
    if (found := find_zone(written)) is not None:
        return found
    _report_unknown_zone(scalar, day, clock, problems)
    return None


def _read_offset(scalar: Scalar, written: str, problems: Problems) -> tzinfo | None:
    hours, minutes = written[1:].replace(":", "")[:-2], written[-2:]
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset <= _FAR_EAST and int(minutes) <= 59:  # noqa: PLR2004
        return timezone(-offset if written[0] == "-" else offset)
    problems.error(
        "unknown-zone",
        scalar.place.span,
        f"no place on earth is {written} away from UTC",
        help="write the offset as `+01:00`, or the name of the zone as `Europe/Lisbon`",
    )
    return None


def _report_abbreviation(scalar: Scalar, day: date, clock: Clock, problems: Problems) -> None:
    meanings = PLACES[clock.zone.upper()]
    where = ", ".join(f"{offset} ({place})" for offset, place in meanings)
    lines = [as_written(day, msgspec.structs.replace(clock, zone=o)) for o, _ in meanings]
    problems.error(
        "zone-abbreviation",
        scalar.place.span,
        f"`{clock.zone}` is not the name of a time zone: "
        + ("it means " if len(meanings) == 1 else f"it means {len(meanings)} things: ")
        + where,
        help=choose(lines, ""),
        fix="\n".join(scalar.place.mended(line) for line in lines),
    )


def _report_unknown_zone(scalar: Scalar, day: date, clock: Clock, problems: Problems) -> None:
    meant = nearest_zone(clock.zone)
    if meant:
        lines = [as_written(day, msgspec.structs.replace(clock, zone=meant))]
    else:
        likely = likely_times(scalar.text)
        lines = [each for each in likely if clock.zone in _HOURS or each[-6] in "+-"]
    problems.error(
        "unknown-zone",
        scalar.place.span,
        f"there is no time zone `{clock.zone}`",
        help=f"did you mean `{meant}`?"
        if meant
        else choose(lines, "write `UTC`, an offset as `+01:00` or a name as `Europe/Lisbon`"),
        fix="\n".join(scalar.place.mended(line) for line in lines),
    )


def nearest_zone(written: str) -> str:
    """Return the zone that was probably meant: by its city, or by its whole name."""
    cities = {name.rpartition("/")[2].casefold(): name for name in sorted(zone_names())}
    return cities.get(written.casefold().replace(" ", "_")) or nearest(written, zone_names(), 0.8)
