"""Contrast as WCAG 2.2 counts it."""

import pytest

from stillup.model.contrast import contrast, least_contrast, readable


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_the_one_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_the_worst_ground_counts() -> None:
    assert least_contrast("#767676", ["#ffffff", "#000000"]) == contrast("#767676", "#ffffff")
    assert least_contrast("#767676", []) == 21


def test_a_readable_colour_stays_as_it_is() -> None:
    assert readable("#0b57a8", ["#ffffff"]) == "#0b57a8"


@pytest.mark.parametrize("ground", ["#ffffff", "#101417", "#808080"])
@pytest.mark.parametrize("colour", ["#ffcc00", "#ffffff", "#000000", "#123456", "#808080"])
def test_the_nearest_readable_colour_can_be_read(colour: str, ground: str) -> None:
    assert contrast(readable(colour, [ground]), ground) >= 4.5


def test_the_nearest_readable_colour_keeps_its_hue() -> None:
    better = readable("#ff0000", ["#ffffff"])

    assert better[3:] == "0000"
    assert int(better[1:3], 16) > 0xE0


def test_a_colour_that_can_never_be_read_stays_as_it_is() -> None:
    assert readable("#ff0000", ["#ffffff", "#000000"], 7) == "#ff0000"
