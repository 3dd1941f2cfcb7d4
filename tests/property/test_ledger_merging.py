"""Laws of merging copies of the ledger: earliest wins, nothing is ever removed, order is no matter."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from stillup.compose.ledger import merged
from stillup.model.ledger import Entry, Ledger, Rewording, decode_year, encode_year

BEGIN = datetime(2026, 11, 21, tzinfo=UTC)

moments = st.integers(0, 50).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
WORDS = ("w1", "w2", "w3")
words = st.sampled_from(WORDS)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Draw an entry as our own code writes them: changes by time, each to other words."""
    first, latest = draw(st.none() | moments), draw(words)
    changes: list[Rewording] = []
    at = first or BEGIN
    for _ in range(draw(st.integers(0, 3))):
        at += timedelta(minutes=draw(st.integers(1, 9)))
        last = changes[-1].words if changes else latest
        others = st.sampled_from([word for word in WORDS if word != last])
        changes.append(Rewording(at, draw(others), draw(st.booleans())))
    return Entry(
        first=first, words=latest, changes=tuple(changes), removed=draw(st.none() | moments)
    )


ledgers = st.builds(Ledger, st.dictionaries(st.sampled_from("abc"), entries()), st.booleans())


@settings(deadline=None)
@given(ledgers)
def test_a_copy_of_the_same_adds_nothing(one: Ledger) -> None:
    assert merged([one, one]) == one
    assert merged([one]) == one


@settings(deadline=None)
@given(ledgers, ledgers)
def test_the_order_of_two_copies_is_no_matter(one: Ledger, two: Ledger) -> None:
    assert merged([one, two]) == merged([two, one])


@settings(deadline=None)
@given(ledgers, ledgers)
def test_the_earliest_wins_and_nothing_is_removed(one: Ledger, two: Ledger) -> None:
    both = merged([one, two]).updates

    assert both.keys() == one.updates.keys() | two.updates.keys()
    for copy in (one, two):
        for key, entry in copy.updates.items():
            kept = both[key]
            if entry.first is not None:
                assert kept.first is not None
                assert kept.first <= entry.first
            assert {c.words for c in entry.changes} <= {
                kept.words,
                *(c.words for c in kept.changes),
            }
            assert entry.removed is None or kept.removed is not None


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=8), entries(), max_size=5))
def test_a_year_makes_the_journey_into_public_and_back(updates: dict[str, Entry]) -> None:
    assert decode_year(encode_year(updates)) == updates


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_no_bytes_from_afar_raise(data: bytes) -> None:
    decode_year(data)
