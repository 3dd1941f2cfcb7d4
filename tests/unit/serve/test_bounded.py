"""What was rendered is kept within a limit; what nobody asks for goes first."""

from stillup.serve.bounded import Bounded


def test_what_was_put_is_got() -> None:
    kept = Bounded(1000)
    kept.put("a", b"x")
    kept.put("a", b"yy")

    assert (kept.get("a"), kept.get("b"), len(kept)) == (b"yy", None, 2)


def test_over_the_limit_what_was_asked_for_least_recently_goes() -> None:
    kept = Bounded(100)
    for name in "abcdefghij":
        kept.put(name, b"1234567890")
    kept.get("a")
    kept.put("k", b"1234567890")

    assert kept.get("a") is not None
    assert kept.get("b") is None
    assert len(kept) == 100


def test_what_would_push_out_much_of_the_rest_is_not_kept() -> None:
    kept = Bounded(80)
    kept.put("small", b"1")
    kept.put("big", b"1" * 11)

    assert kept.get("big") is None
    assert kept.get("small") == b"1"
