"""Words get as much room as the fonts of most systems need."""

import pytest

from stillup.render.width import width_of


@pytest.mark.parametrize(
    ("words", "width"),
    [
        ("", 0),
        ("Operational", 5.87),
        ("Under maintenance", 9.88),
        ("iiiiii", 1.67),
        ("WWWWWW", 5.93),
        ("メンテナンス中", 7.0),
        ("Технічні роботи", 8.29),
        ("قيد الصيانة", 4.49),
    ],
)
def test_an_estimate_is_near_what_a_browser_measured(words: str, width: float) -> None:
    assert width_of(words) == pytest.approx(width, rel=0.15)


def test_accents_take_no_room_however_they_are_written() -> None:
    assert width_of("Inês") == width_of("Ine\u0302s") == width_of("Ines")


def test_what_is_not_seen_takes_no_room() -> None:
    assert width_of("\u2068Mail\u2069\u202e\ufe0f") == width_of("Mail")


def test_joined_pictures_are_one() -> None:
    assert width_of("👨\u200d👩\u200d👧") == width_of("👨")
