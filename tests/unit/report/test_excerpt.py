"""The caret stands below the place, whatever stands before it."""

import pytest

from stillup.report.cells import cells_of, width_of
from stillup.report.excerpt import excerpt_lines


def under_carets(line: str, carets: str) -> str:
    """Return what a reader sees above the carets."""
    left = width_of(cells_of(carets.replace("^", "")))
    right = left + carets.count("^")
    column, seen = 0, ""
    for cell in cells_of(line):
        if left <= column < right and (seen or cell.width):
            seen += cell.shown
        column += cell.width
    return seen


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("impact: majr", "majr"),
        ("\timpact:\tmajr", "majr"),
        ("title: 障害 email", "email"),
        ("title: 障害 email", "障害"),
        ("title: 🇵🇹 👩‍🚒 ❤️ email", "email"),
        ("title: e\u0301te\u0301 email", "email"),
        ("title: \x1b[31m email", "email"),
        ("impact: majr\r", "majr"),
    ],
)
def test_the_carets_stand_below_the_word(line: str, word: str) -> None:
    shown, carets = excerpt_lines(line, line.index(word) + 1, len(word), 80)

    assert under_carets(shown, carets) == word


@pytest.mark.parametrize("before", [0, 30, 500, 1_000_000])
@pytest.mark.parametrize("after", [0, 30, 1_000_000])
@pytest.mark.parametrize("filling", ["a", "障", "e\u0301"])
def test_a_long_line_is_cut_to_what_is_near_the_place(
    before: int, after: int, filling: str
) -> None:
    line = filling * before + "WRONG" + filling * after

    shown, carets = excerpt_lines(line, len(filling) * before + 1, 5, 60)

    assert under_carets(shown, carets) == "WRONG"
    assert width_of(cells_of(shown)) <= 60
    assert len(carets) <= 60


def test_cut_ends_are_marked() -> None:
    shown, _ = excerpt_lines("a" * 100 + "WRONG" + "b" * 100, 101, 5, 40)

    assert shown == "…aaaaaaaaaaaaWRONGbbbbbbbbbbbbbbbbbbbbb…"


def test_a_place_longer_than_the_screen_is_marked_as_far_as_it_is_seen() -> None:
    shown, carets = excerpt_lines("title: " + "x" * 200, 8, 200, 40)

    assert width_of(cells_of(shown)) <= 40
    assert set(carets.strip()) == {"^"}
    assert len(carets) <= 40


def test_a_place_behind_the_end_gets_one_caret_behind_the_end() -> None:
    assert excerpt_lines("title:", 40, 3, 80) == ("title:", "      ^")


def test_an_empty_line_and_an_empty_place_get_one_caret() -> None:
    assert excerpt_lines("", 1, 0, 80) == ("", "^")
