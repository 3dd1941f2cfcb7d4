"""When it is time to publish, by the clock or by the content."""

from datetime import UTC, datetime, timedelta

import pytest

from stillup.publish.due import find_due, is_due
from stillup.publish.held import Last, State, encode_state
from stillup.publish.target import STATE, TargetError, Why
from tests.support.memory_target import Bucket

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
LAST = Last(NOON, LATER, "content")


def published() -> Bucket:
    bucket = Bucket()
    bucket.write(STATE, encode_state(State(last=LAST)))
    return bucket


@pytest.mark.parametrize(
    ("now", "content", "due"),
    [
        (NOON, "content", False),
        (LATER - timedelta(seconds=1), "content", False),
        (LATER, "content", True),
        (NOON, "other", True),
    ],
)
def test_it_is_due_when_the_clock_or_the_content_changed(
    now: datetime, content: str, *, due: bool
) -> None:
    assert is_due(LAST, now, content) is due


def test_only_the_targets_that_are_due_are_named() -> None:
    fresh, never = published().open("fresh"), Bucket().open("never")

    assert find_due([fresh, never], NOON, "content") == ([never], LATER)
    assert find_due([fresh], NOON, "content") == ([], LATER)


def test_one_that_cannot_be_asked_is_due() -> None:
    down = published().open()

    def happen(*_: object) -> None:
        raise TargetError(Why.UNREACHABLE, "down", "wait")

    down.happen = happen

    assert find_due([down], NOON, "content") == ([down], None)


def test_asking_takes_two_requests() -> None:
    target = published().open()

    find_due([target], NOON, "content")

    assert target.requests == [("look", ""), ("read", STATE)]
