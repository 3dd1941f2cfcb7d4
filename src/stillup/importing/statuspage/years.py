"""Printed times to moments. A feed prints no year, and a zone as letters: both are found out.

The year of one update is that of the entry's own date, which has one; the others follow from the
order, newest first. Letters mean what they are seen to mean at an entry's date, else what the
site's zone calls so, else their only meaning. What stays open is left open.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import msgspec

from stillup.importing.statuspage.blocks import Printed
from stillup.importing.times import Time
from stillup.parse.abbreviations import PLACES

_ZERO = frozenset({"UTC", "GMT", "Z", ""})
_NEAR = timedelta(days=7)
_BACK = 8
"""A day such as the 29th of February comes at least once in so many years."""

Offsets = dict[str, timedelta]
"""How far ahead of UTC the letters of a zone are."""


class Dated(msgspec.Struct, frozen=True):
    """The moments of an entry's updates, in their order; None for what nobody can tell.

    `sure` is whether one of them is the entry's own date, which has a year, or near to it.
    """

    times: tuple[Time | None, ...]
    sure: bool = True


def seen_offsets(entries: Iterable[tuple[Time | None, Sequence[Printed | None]]]) -> Offsets:
    """Return what the letters mean, by entries whose date is one of their updates' to the minute.

    Letters seen with two meanings mean nothing.
    """
    seen: dict[str, set[timedelta]] = {}
    for published, printed in entries:
        if published is None:
            continue
        ahead = published.wall - published.at.replace(tzinfo=None)
        for each in printed:
            if each and _wall(each, published.wall.year) == _minute(published.wall):
                letters = each.zone.upper()
                if letters not in PLACES or ahead in _meanings(letters):
                    seen.setdefault(letters, set()).add(ahead)
    return {letters: found.pop() for letters, found in seen.items() if len(found) == 1}


class Years:
    """Reads printed times of one site."""

    def __init__(self, offsets: Offsets, zone: ZoneInfo | None) -> None:
        self._offsets = offsets
        self._zone = zone

    def dated(
        self, printed: Sequence[Printed | None], published: Time | None, updated: Time | None
    ) -> Dated:
        """Return the moments of an entry's updates, which stand newest first."""
        known = [number for number, each in enumerate(printed) if each is not None]
        anchor = updated or published
        if not known or anchor is None:
            return Dated((None,) * len(printed), sure=False)
        times: list[Time | None] = [None] * len(printed)
        pivot, sure = self._pivot(printed, known, published, anchor)
        times[pivot] = begun = self._near(printed[pivot], published or anchor)
        if begun and not sure:
            sure = abs(begun.at - (published or anchor).at) <= _NEAR
        for number in (n for n in known if n > pivot):
            times[number] = self._before(printed[number], times[:number])
        for number in (n for n in reversed(known) if n < pivot):
            times[number] = self._after(printed[number], times[number + 1 :])
        return Dated(tuple(times), sure)

    def at(self, printed: Printed | None, year: int) -> Time | None:
        """Return a printed time in a year, None if it has no such day or its zone is unknown."""
        wall = _wall(printed, year) if printed else None
        zone = self._zone_of(printed, wall) if printed and wall else None
        if wall is None or zone is None:
            return None
        try:
            return Time(wall.replace(tzinfo=zone).astimezone(UTC), wall)
        except (OverflowError, ValueError):
            return None

    def first_after(self, printed: Printed | None, moment: datetime) -> Time | None:
        """Return the first moment of a printed time that is not before another."""
        years = range(moment.year - 1, moment.year + _BACK + 1)
        found = (self.at(printed, year) for year in years)
        return next((each for each in found if each and each.at >= moment), None)

    def _pivot(
        self,
        printed: Sequence[Printed | None],
        known: list[int],
        published: Time | None,
        anchor: Time,
    ) -> tuple[int, bool]:
        """Return the update whose year is certain, and whether it is."""
        for number in known if published else ():
            found = self._near(printed[number], published or anchor)
            if found and published and _minute(found.at) == _minute(published.at):
                return number, True
        return known[0], False

    def _near(self, printed: Printed | None, anchor: Time) -> Time | None:
        years = range(anchor.at.year - 1, anchor.at.year + 2)
        found = [each for year in years if (each := self.at(printed, year))]
        return min(found, key=lambda each: abs(each.at - anchor.at), default=None)

    def _before(self, printed: Printed | None, newer: Sequence[Time | None]) -> Time | None:
        limit = next((each.at for each in reversed(newer) if each), None)
        if limit is None:
            return None
        years = range(limit.year + 1, limit.year - _BACK, -1)
        found = (self.at(printed, year) for year in years)
        return next((each for each in found if each and each.at <= limit), None)

    def _after(self, printed: Printed | None, older: Sequence[Time | None]) -> Time | None:
        limit = next((each.at for each in older if each), None)
        return self.first_after(printed, limit) if limit else None

    def _zone_of(self, printed: Printed, wall: datetime) -> tzinfo | None:
        letters = printed.zone.upper()
        if letters in _ZERO:
            return UTC
        if letters in self._offsets:
            return timezone(self._offsets[letters])
        for fold in (0, 1) if self._zone else ():
            local = wall.replace(tzinfo=self._zone, fold=fold)
            if local.tzname() == letters:
                return timezone(local.utcoffset() or timedelta())
        meanings = _meanings(letters)
        return timezone(meanings[0]) if len(meanings) == 1 else None


def _meanings(letters: str) -> list[timedelta]:
    """Return how far ahead of UTC each place is that uses these letters, or what `+02` says."""
    written = [offset for offset, _ in PLACES.get(letters, ())] or [letters]
    found = []
    for each in written:
        if each[:1] in {"+", "-"}:
            digits = each[1:].replace(":", "").ljust(4, "0")
            ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
            found.append(-ahead if each[0] == "-" else ahead)
    return found


def _wall(printed: Printed, year: int) -> datetime | None:
    try:
        return datetime(  # noqa: DTZ001 - as the clock showed it
            printed.year or year, printed.month, printed.day, printed.hour, printed.minute
        )
    except ValueError:
        return None


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
