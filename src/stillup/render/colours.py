"""The colours of `site.yaml`: as CSS over the theme's own, and whether they can be read on it.

A theme says in `:root` of its style what colours lie behind words, once for light and once for
dark surroundings: `--paper`, `--raised` (behind boxes) and `--sign` (a plate that is dark in any
light, so that the dark colours stand on it). A ground that it does not name is not checked.
"""

import re
from collections.abc import Iterator

from stillup.model.contrast import WORDS, contrast, readable
from stillup.model.diagnostic import Diagnostic, Problems
from stillup.model.settings import Pair, Settings, Written
from stillup.render.theme import Theme

LIGHT, DARK = "light", "dark"

_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6})\b")
_GROUNDS = frozenset({"paper", "raised", "sign"})
_RULES = r"[^{]*\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}"
_MEDIA = re.compile("@media" + _RULES)
_DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark" + _RULES)
_PLATE, _ACCENT = "sign", "accent"
_SAID = {"paper": "the page", "raised": "a box", _PLATE: "the sign"}


def style_of(settings: Settings, theme: Theme) -> str:
    """Return the CSS that puts the site's colours over the theme's; empty without any."""
    light, dark, lit = [], [], []
    for name, pair in settings.colours.items():
        if pair.light:
            light.append(f"--{_property(name)}:{pair.light.text}")
        if shade := lit_colour(name, pair, theme):
            dark.append(f"--{_property(name)}:{shade}")
            lit.append(f"--lit-{_property(name)}:{shade}")
    return "".join(
        f"{start}:root{{{';'.join(rules)}}}{end}\n"
        for start, rules, end in (
            ("@media print,(prefers-color-scheme:light){", light, "}"),
            ("@media screen and (prefers-color-scheme:dark){", dark, "}"),
            ("", lit, ""),
        )
        if rules
    )


def check_colours(settings: Settings, theme: Theme) -> tuple[Diagnostic, ...]:
    """Return a warning for each colour of the site that is hard to read on the theme."""
    problems = Problems()
    for name, pair in settings.colours.items():
        for surroundings, written in ((LIGHT, pair.light), (DARK, pair.dark)):
            if written is not None:
                _check(name, surroundings, written, theme, problems)
    return problems.frozen()


def grounds_of(theme: Theme, surroundings: str) -> dict[str, str]:
    """Return the colours that a theme lays behind words, by name, as `#rrggbb`."""
    style = theme.style()
    found = dict(_grounds(_MEDIA.sub("", style)))
    if surroundings == DARK:
        for rules in _DARK.findall(style):
            found |= _grounds(rules)
    return found


def named_colours(theme: Theme) -> dict[str, str]:
    """Return the colours that a theme has for light surroundings, by name, as `#rrggbb`.

    One that is not written out as a colour is missing.
    """
    return dict(_colours(_MEDIA.sub("", theme.style())))


def lit_colour(name: str, pair: Pair, theme: Theme) -> str:
    """Return the colour for dark surroundings: as given, or the light one made readable there."""
    if pair.dark or not pair.light:
        return pair.dark.text if pair.dark else ""
    return readable(pair.light.text, [colour for _, colour in _behind(name, DARK, theme)])


def _check(
    name: str, surroundings: str, written: Written, theme: Theme, problems: Problems
) -> None:
    behind = tuple(_behind(name, surroundings, theme))
    found = [(contrast(written.text, colour), ground, colour) for ground, colour in behind]
    poor = [each for each in found if each[0] < WORDS]
    if not poor:
        return
    ratio, ground, colour = poor[0]
    better = readable(written.text, [colour for _, colour in behind])
    problems.warning(
        "low-contrast",
        written.span,
        f"`{name}` is hard to read in {surroundings} surroundings: its contrast on "
        f"{_SAID[ground]}, `{colour}`, is {int(ratio * 100) / 100}, and words need {WORDS}",
        label="hard to read",
        help=f"the nearest colour that can be read is `{better}`",
        instead=f'"{better}"',
    )


def _behind(name: str, surroundings: str, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield what a colour stands on. States stand on no box, and the dark ones on every sign."""
    both = {ground: grounds_of(theme, ground) for ground in (LIGHT, DARK)}
    for ground, colour in both[surroundings].items():
        if ground == "paper" or (ground == "raised" and name == _ACCENT):
            yield ground, colour
    if surroundings == DARK and name != _ACCENT:
        yield from ((_PLATE, found[_PLATE]) for found in both.values() if _PLATE in found)


def _grounds(style: str) -> Iterator[tuple[str, str]]:
    """Yield every value of each ground, the one that holds last."""
    return ((name, colour) for name, colour in _colours(style) if name in _GROUNDS)


def _colours(style: str) -> Iterator[tuple[str, str]]:
    """Yield every value of each property that is a colour, the one that holds last."""
    for name, colour in _COLOUR.findall(style):
        digits = colour[1:].lower()
        whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits[:3])  # noqa: PLR2004
        yield name, f"#{whole}"


def _property(name: str) -> str:
    return name.replace("_", "-")
