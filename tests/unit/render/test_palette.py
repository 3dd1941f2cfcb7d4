"""The colours of what is drawn elsewhere: the site's, else the theme's, and always readable."""

import pytest

from stillup.model.contrast import WORDS, contrast
from stillup.model.diagnostic import Span
from stillup.model.settings import Pair, Settings, Written
from stillup.model.status import ComponentStatus
from stillup.render.palette import Palette, palette_of
from stillup.render.theme import Theme
from tests.support.words import default_theme

STATES = [*ComponentStatus, "retired"]


def written(text: str) -> Written:
    return Written(text, Span("content/site.yaml", 4))


def settings(**colours: Pair) -> Settings:
    return Settings(
        name={"": "S"}, url="https://s.example", id_base="https://s.example", colours=colours
    )


def assert_readable(found: Palette) -> None:
    for words in (found.ink, found.soft, *(found.lit[state] for state in STATES)):
        assert contrast(words, found.sign) >= WORDS
    for state in STATES:
        assert contrast(found.plain[state], "#ffffff") >= WORDS


def test_a_theme_lends_its_sign_and_its_states() -> None:
    found = palette_of(settings(), default_theme())

    assert (found.sign, found.ink) == ("#171c22", "#ffffff")
    assert found.lit["operational"] == "#5fd08a"
    assert found.plain["operational"] == "#14703a"
    assert_readable(found)


def test_the_site_has_the_last_word() -> None:
    mine = Pair(written("#104080"), written("#a0c0ff"))

    found = palette_of(settings(operational=mine), default_theme())

    assert (found.lit["operational"], found.plain["operational"]) == ("#a0c0ff", "#104080")


def test_a_colour_given_for_light_alone_is_made_readable_on_the_plate() -> None:
    found = palette_of(settings(operational=Pair(written("#104080"))), default_theme())

    assert found.lit["operational"] != "#104080"
    assert_readable(found)


@pytest.mark.parametrize(
    "style",
    [
        "",
        ":root { --sign: #fff; --lit-operational: #eee; --operational: #ff0 }",
        ":root { --sign: #777; --sign-ink: #888; --sign-soft: #999; --lit-major-outage: #700 }",
    ],
)
def test_a_theme_that_names_none_or_poor_ones_is_readable_too(style: str) -> None:
    assert_readable(palette_of(settings(), Theme((("style.css", style),))))


def test_a_colour_for_paper_is_none_for_a_screen() -> None:
    style = ":root { --sign: #222; }\n@media print { :root { --sign: #fff; --sign-ink: #000; } }"

    found = palette_of(settings(), Theme((("style.css", style),)))

    assert (found.sign, found.ink) == ("#222222", "#ffffff")
