"""The clock. `now` enters here alone and leaves only as facts, each with the edge that ends it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec


class Change(msgspec.Struct, frozen=True, order=True):
    """When, in UTC, the next fact changes by the clock alone, and what that is."""

    at: datetime
    what: str


class Clock:
    """Answers questions about `now` and remembers when an answer will change."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self.now = now.astimezone(UTC)
        self.zone = zone
        self.today = now.astimezone(zone).date()
        self._next = Change(self.midnight(self.today + timedelta(days=1)), "a new day begins")

    def reached(self, at: datetime, what: str) -> bool:
        """Whether `at` has come; if not, `what` happens then."""
        if at <= self.now:
            return True
        self._next = min(self._next, Change(at.astimezone(UTC), what))
        return False

    def midnight(self, day: date) -> datetime:
        """Return the first instant of a day in the site's zone, in UTC."""
        return datetime.combine(day, time(), tzinfo=self.zone).astimezone(UTC)

    def day_of(self, at: datetime) -> date:
        """Return the day of an instant in the site's zone."""
        return at.astimezone(self.zone).date()

    def days_back(self, count: int) -> Iterable[date]:
        """Return the last `count` days, today last."""
        return [self.today - timedelta(days=back) for back in range(count - 1, -1, -1)]

    @property
    def next_change(self) -> Change:
        """The earliest edge asked about so far, never later than midnight."""
        return self._next
