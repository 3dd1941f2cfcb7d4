"""A site's colours over the theme's, and the theme's own."""

import pytest

from stillup.model.contrast import SHAPES, WORDS, contrast
from stillup.model.diagnostic import Span
from stillup.model.settings import Pair, Settings, Written
from stillup.render.colours import check_colours, grounds_of, style_of
from stillup.render.theme import Theme, theme_of
from tests.support.css import custom_properties
from tests.support.site import theme_sources

DEFAULT = theme_of(theme_sources())
STYLE = """\
:root { --paper: #fff; --raised: #eee; --sign: #222222 }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #000; --sign: #111; }
}
@media print { :root { --sign: #fff; } }
"""
GROUNDED = Theme((("style.css", STYLE),))
STATES = (
    "operational",
    "under-maintenance",
    "degraded-performance",
    "partial-outage",
    "major-outage",
)


def settings(**colours: str | tuple[str, str]) -> Settings:
    def written(text: str) -> Written | None:
        return Written(text, Span("content/site.yaml", 4)) if text else None

    pairs = {
        name: Pair(*(written(each) for each in ((given, "") if isinstance(given, str) else given)))
        for name, given in colours.items()
    }
    return Settings(
        name={"": "S"}, url="https://s.example", id_base="https://s.example", colours=pairs
    )


def test_a_theme_says_what_lies_behind_words() -> None:
    assert grounds_of(GROUNDED, "light") == {
        "paper": "#ffffff",
        "raised": "#eeeeee",
        "sign": "#222222",
    }
    assert grounds_of(GROUNDED, "dark") == {
        "paper": "#000000",
        "raised": "#eeeeee",
        "sign": "#111111",
    }


def test_the_default_theme_names_every_ground_twice() -> None:
    light, dark = grounds_of(DEFAULT, "light"), grounds_of(DEFAULT, "dark")

    assert set(light) == set(dark) == {"paper", "raised", "sign"}
    assert all(light[name] != dark[name] for name in light)


def test_without_colours_the_theme_stays_as_it_is() -> None:
    assert style_of(settings(), DEFAULT) == ""


def test_colours_are_put_over_those_of_the_theme() -> None:
    css = style_of(settings(accent=("#0b57a8", "#85bcff"), major_outage=("", "#ff8a9f")), GROUNDED)

    assert css == (
        "@media print,(prefers-color-scheme:light){:root{--accent:#0b57a8}}\n"
        "@media screen and (prefers-color-scheme:dark){"
        ":root{--accent:#85bcff;--major-outage:#ff8a9f}}\n"
        ":root{--lit-accent:#85bcff;--lit-major-outage:#ff8a9f}\n"
    )


def test_one_colour_is_made_lighter_for_dark_surroundings() -> None:
    css = style_of(settings(accent="#0b57a8"), DEFAULT)

    dark = css.partition("dark){:root{--accent:")[2][:7]
    assert all(contrast(dark, c) >= WORDS for c in list(grounds_of(DEFAULT, "dark").values())[:2])


def test_a_colour_is_checked_on_all_that_it_stands_on() -> None:
    found = check_colours(settings(accent=("#767676", "")), GROUNDED)

    assert [d.code for d in found] == ["low-contrast"]
    assert "on a box, `#eeeeee`, is 3.91" in found[0].message
    assert contrast(found[0].instead.strip('"'), "#eeeeee") >= WORDS


def test_a_state_for_dark_surroundings_is_checked_on_the_sign_too() -> None:
    (found,) = check_colours(settings(operational=("", "#808080")), GROUNDED)

    assert "on the sign, `#222222`, is" in found.message


def test_a_theme_that_names_no_ground_is_not_checked() -> None:
    assert check_colours(settings(accent="#ffcc00"), Theme()) == ()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_words_in_the_default_theme_can_be_read(scheme: str) -> None:
    colour = custom_properties(DEFAULT.style(), scheme)

    for name in ("ink", "soft", "accent", *STATES):
        for ground in ("paper", "raised"):
            assert contrast(colour[name], colour[ground]) >= WORDS, (name, ground)
    for name in ("sign-ink", "sign-soft", *(f"lit-{state}" for state in STATES)):
        assert contrast(colour[name], colour["sign"]) >= WORDS, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_shape_in_the_default_theme_stands_out(scheme: str) -> None:
    colour = custom_properties(DEFAULT.style(), scheme)

    for state in STATES:
        assert contrast(colour[state], colour["paper"]) >= SHAPES
