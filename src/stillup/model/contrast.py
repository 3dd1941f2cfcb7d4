"""How well a colour stands out. Colours are `#rrggbb`. Source: WCAG 2.2, "contrast ratio"."""

import colorsys
from collections.abc import Iterable, Iterator
from itertools import count

WORDS = 4.5
"""Letters stand out at least so much: success criterion 1.4.3."""

SHAPES = 3.0
"""Shapes that mean something stand out at least so much: success criterion 1.4.11."""

_STEPS = 200


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def least_contrast(colour: str, grounds: Iterable[str]) -> float:
    """Return the lowest contrast of a colour on several grounds; 21 if there are none."""
    return min((contrast(colour, ground) for ground in grounds), default=21.0)


def readable(colour: str, grounds: Iterable[str], ratio: float = WORDS) -> str:
    """Return the nearest colour of the same hue that reaches `ratio` on every ground.

    The colour itself if it does, or if none could.
    """
    on = tuple(grounds)
    shades = (shade for shade in _shades(colour) if least_contrast(shade, on) >= ratio)
    return next(shades, colour)


def _shades(colour: str) -> Iterator[str]:
    """Yield the colour, then darker and lighter ones by turns, to black and white."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    yield colour
    for step in count(1):
        near = (lightness - step / _STEPS, lightness + step / _STEPS)
        if near[0] < 0 and near[1] > 1:
            return
        for level in near:
            if 0 <= level <= 1:
                yield _written(colorsys.hls_to_rgb(hue, level, saturation))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
