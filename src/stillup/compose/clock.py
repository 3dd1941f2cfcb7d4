"""The clock. `now` enters here alone and leaves only as facts, each with the edge that ends it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec


class Change(msgspec.Struct, frozen=True, order=True):
    """When, in UTC, the next fact changes by the clock alone, and what that is."""

    at: datetime
    what: str


class Answers(msgspec.Struct, frozen=True):
    """What a clock was asked about one thing, and said: (when, what then, whether it has come).

    `day` is the day it was, if that was asked. What follows from answers holds for as long as a
    clock gives them again.
    """

    edges: tuple[tuple[datetime, str, bool], ...] = ()
    day: date | None = None


NEVER_ASKED = Answers()


class Teller(Protocol):
    """Who answers questions about now."""

    @property
    def zone(self) -> ZoneInfo:
        """The site's zone."""

    def reached(self, at: datetime, what: str) -> bool:
        """Whether `at` has come; if not, `what` happens then."""

    def days_until(self, at: datetime) -> int:
        """Return how many midnights lie between now and `at`, in the site's zone."""


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

    def days_until(self, at: datetime) -> int:
        """Return how many midnights lie between now and `at`, in the site's zone."""
        return (self.day_of(at) - self.today).days

    def repeats(self, answers: Answers) -> bool:
        """Whether each question is answered as before, asking no further than that holds."""
        return all(self.reached(at, what) is said for at, what, said in answers.edges) and (
            answers.day in {None, self.today}
        )

    @property
    def next_change(self) -> Change:
        """The earliest edge asked about so far, never later than midnight."""
        return self._next


class Listener:
    """Asks a clock, and notes what it said."""

    def __init__(self, clock: Clock) -> None:
        self.zone = clock.zone
        self._clock = clock
        self._edges: list[tuple[datetime, str, bool]] = []
        self._day: date | None = None

    def reached(self, at: datetime, what: str) -> bool:
        """Whether `at` has come; if not, `what` happens then."""
        said = self._clock.reached(at, what)
        self._edges.append((at, what, said))
        return said

    def days_until(self, at: datetime) -> int:
        """Return how many midnights lie between now and `at`, in the site's zone."""
        self._day = self._clock.today
        return self._clock.days_until(at)

    @property
    def answers(self) -> Answers:
        """All that the clock said."""
        if not self._edges and self._day is None:
            return NEVER_ASKED
        return Answers(tuple(self._edges), self._day)
