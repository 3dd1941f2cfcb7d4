"""A new post has a name that can be an address, and that no other has."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillup.parse.ids import is_id
from stillup.writing.slug import slug, unique

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Email is slow: up to 40 minutes", "2026-11-21-email-is-slow-up-to-40-minutes"),
        ("  Can't  sign_in — again!  ", "2026-11-21-cant-sign-in-again"),
        ("Ünïcödé E\u0301té", "2026-11-21-ünïcödé-été"),
        ("メールが届きません", "2026-11-21-メールが届きません"),
        ("☀️ !?", "2026-11-21-post"),
        ("", "2026-11-21-post"),
        ("word " * 30, f"2026-11-21{'-word' * 10}"),
        ("x" * 99, f"2026-11-21-{'x' * 49}"),
        ("a " + "x" * 99, f"2026-11-21-a-{'x' * 47}"),
    ],
)
def test_a_name_is_the_day_and_words_of_the_title(title: str, name: str) -> None:
    assert slug(DAY, title) == name


def test_a_name_is_taken_in_any_letter_case() -> None:
    taken = {"2026-11-21-MAIL", "2026-11-21-mail-2"}
    assert slug(DAY, "Mail", taken) == "2026-11-21-mail-3"
    assert unique("api", {"API", "api-2"}) == "api-3"


@given(st.text(max_size=200))
def test_every_title_gives_a_name(title: str) -> None:
    name = slug(DAY, title)
    assert is_id(name)
    assert len("2026-11-21-") < len(name) <= 60
