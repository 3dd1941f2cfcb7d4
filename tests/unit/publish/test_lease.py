"""Two runs are kept apart by one file, and one that died does not keep the others out for long."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from stillup.publish.held import Last, State, encode_state
from stillup.publish.lease import Lease, read_state, wait_for_turn
from stillup.publish.target import STATE, Abilities, TargetError, Why
from stillup.publish.timing import Timing
from tests.support.memory_target import Bucket, MemoryTarget

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LAST = Last(NOW, None, "content")
PLAIN = Abilities()


class Hours:
    """A clock that only sleeping moves; `tick` may do something each time."""

    def __init__(self, tick: Callable[[], object] = lambda: None) -> None:
        self.slept, self.tick = 0.0, tick

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.tick()

    def timing(self) -> Timing:
        return Timing(
            now=lambda: NOW + timedelta(seconds=self.slept),
            elapsed=lambda: self.slept,
            sleep=self.sleep,
        )


def target_on(bucket: Bucket) -> MemoryTarget:
    target = bucket.open()
    target.look()
    return target


def lease_on(bucket: Bucket, hours: Hours) -> Lease:
    target = target_on(bucket)
    return Lease(target, *read_state(target), hours.timing())


@pytest.mark.parametrize("abilities", [Abilities(conditional=True), PLAIN], ids=["if", "plain"])
def test_of_two_that_looked_at_once_only_one_gets_it(abilities: Abilities) -> None:
    bucket, hours = Bucket(abilities=abilities), Hours()
    one, two = lease_on(bucket, hours), lease_on(bucket, hours)
    one.take(frozenset({"a"}))

    with pytest.raises(TargetError) as raised:
        two.take(frozenset({"b"}))

    assert raised.value.why is Why.MOVED
    one.give_back(LAST)
    assert read_state(target_on(bucket))[0].last == LAST


def test_who_published_between_the_look_and_the_begin_is_noticed() -> None:
    bucket, hours = Bucket(), Hours()
    slow, fast = lease_on(bucket, hours), lease_on(bucket, hours)
    fast.take(frozenset())
    fast.give_back(LAST)

    with pytest.raises(TargetError):
        slow.take(frozenset())


def test_what_failed_leaves_noted_what_it_was_about_to_change() -> None:
    bucket, hours = Bucket(), Hours()
    lease = lease_on(bucket, hours)
    lease.take(frozenset({"b", "a"}), frozenset({"new"}))
    lease.give_back(None)

    state, _ = read_state(target_on(bucket))

    assert (state.holder, state.pending, state.new) == ("", ("a", "b"), ("new",))
    again = lease_on(bucket, hours)
    again.take(frozenset({"c"}))
    assert read_state(target_on(bucket))[0].pending == ("a", "b", "c")
    again.give_back(LAST)
    assert read_state(target_on(bucket))[0].pending == ()


def test_a_run_that_is_silent_for_a_lease_is_dead() -> None:
    bucket, hours = Bucket(), Hours()
    bucket.write(STATE, encode_state(State(holder="dead", seen=NOW)))

    state, _ = wait_for_turn(target_on(bucket), hours.timing())

    assert state.holder == "dead"
    assert 90 <= hours.slept < 100


def test_one_that_cannot_say_that_it_is_alive_is_believed_to_be_for_longer() -> None:
    bucket, hours = Bucket(abilities=PLAIN), Hours()
    bucket.write(STATE, encode_state(State(holder="who knows", seen=NOW)))

    with pytest.raises(TargetError) as raised:
        wait_for_turn(target_on(bucket), hours.timing())

    assert raised.value.why is Why.BUSY
    hours.sleep(480)
    wait_for_turn(target_on(bucket), hours.timing())
    assert hours.slept == 600


def test_of_two_that_write_their_names_at_once_the_last_goes_on() -> None:
    bucket = Bucket(abilities=PLAIN)
    hours = Hours(lambda: bucket.write(STATE, encode_state(State(holder="the other"))))
    lease = lease_on(bucket, hours)

    with pytest.raises(TargetError) as raised:
        lease.take(frozenset())

    assert raised.value.why is Why.MOVED


def test_one_whose_last_word_is_long_ago_is_dead_at_once() -> None:
    bucket, hours = Bucket(), Hours()
    bucket.write(STATE, encode_state(State(holder="dead", seen=NOW - timedelta(minutes=10))))

    wait_for_turn(target_on(bucket), hours.timing())

    assert hours.slept == 0


def test_one_that_ends_lets_the_next_in() -> None:
    bucket = Bucket()
    bucket.write(STATE, encode_state(State(holder="alive", seen=NOW)))
    hours = Hours(lambda: bucket.write(STATE, encode_state(State(last=LAST))))

    state, _ = wait_for_turn(target_on(bucket), hours.timing())

    assert state.last == LAST
    assert hours.slept == 3


def test_one_that_is_alive_is_waited_for_and_named_at_last() -> None:
    bucket = Bucket()
    beats = iter(range(1, 1000))
    bucket.write(STATE, encode_state(State(holder="alive", seen=NOW)))
    hours = Hours(
        lambda: bucket.write(STATE, encode_state(State(holder="alive", beat=next(beats), seen=NOW)))
    )

    with pytest.raises(TargetError) as raised:
        wait_for_turn(target_on(bucket), hours.timing())

    assert raised.value.why is Why.BUSY
    assert "last heard of at 12:00:00 UTC" in raised.value.message
    assert hours.slept == 120


def test_who_could_not_say_that_it_is_alive_stops_before_another_takes_over() -> None:
    bucket, hours = Bucket(), Hours()
    lease = lease_on(bucket, hours)
    lease.take(frozenset())
    hours.sleep(44)
    lease.check()
    hours.sleep(2)

    with pytest.raises(TargetError) as raised:
        lease.check()

    assert raised.value.why is Why.MOVED
    lease.stop()


def test_nonsense_in_the_file_keeps_nobody_out() -> None:
    bucket, hours = Bucket(), Hours()
    bucket.write(STATE, b"<html>")
    lease = lease_on(bucket, hours)

    lease.take(frozenset())
    lease.give_back(LAST)

    assert read_state(target_on(bucket))[0].last == LAST


def test_nothing_of_where_we_are_stands_in_public() -> None:
    bucket, hours = Bucket(), Hours()
    lease = lease_on(bucket, hours)
    lease.take(frozenset())

    state, _ = read_state(target_on(bucket))

    assert len(state.holder) == 16
    assert set(state.holder) <= set("0123456789abcdef")
    lease.stop()
