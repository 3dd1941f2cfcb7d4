import pytest

from stillup.parse.durations import parse_duration


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("15m", 900),
        ("2h", 7200),
        ("90 s", 90),
        ("1 day", 86400),
        ("2 weeks", 1209600),
        ("1h30", 5400),
        ("1h 30m", 5400),
        ("1 hour and 30 minutes", 5400),
        ("1.5 hours", 5400),
        ("1,5 hours", 5400),
        ("½ hour", 1800),
        ("half an hour", 1800),
        ("an hour and a half", 5400),
        ("a quarter of an hour", 900),
        ("Two Hours", 7200),
    ],
)
def test_lengths_of_time(words: str, seconds: int) -> None:
    assert parse_duration(words) == seconds


@pytest.mark.parametrize(
    "words",
    ["", "0m", "m", "15", "soon", "5 working days", "99999999h", "-5m", "9999 days", "1h 2x"],
)
def test_no_lengths_of_time(words: str) -> None:
    assert parse_duration(words) is None
