"""A time of day as written, and how corrected times are put to the writer."""

from datetime import date

import msgspec


class Clock(msgspec.Struct, frozen=True):
    """A time of day, and the zone written behind it."""

    hour: int
    minute: int
    second: int | None = None
    zone: str = ""


def as_written(day: date, clock: Clock) -> str:
    """Return day, clock and zone in the form of the format."""
    seconds = "" if clock.second is None else f":{clock.second:02}"
    zone = f" {clock.zone}" if clock.zone else ""
    return f"{day.isoformat()} {clock.hour:02}:{clock.minute:02}{seconds}{zone}"


def choose(lines: list[str] | list[date], otherwise: str) -> str:
    """Return the words above the lines printed as a fix."""
    if not lines:
        return otherwise
    return "write it so:" if len(lines) == 1 else "write the one that you mean:"
