"""The custom properties of a style sheet, as a browser in light or dark surroundings has them."""

import re

_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{\s*(:root\s*\{.*?\})", re.DOTALL)
_RULE = re.compile(r"--([\w-]+):\s*([^;}]+)")
_OTHER = re.compile(r"var\(--([\w-]+)\)")


def custom_properties(style: str, scheme: str = "light") -> dict[str, str]:
    """Return custom properties by name, colours as `#rrggbb`."""
    light, dark = _ROOT.search(style), _DARK.search(style)
    found = dict(_RULE.findall(light[1])) if light else {}
    if dark and scheme == "dark":
        found |= dict(_RULE.findall(dark[1]))
    return {name: _plain(value.strip(), found) for name, value in found.items()}


def _plain(value: str, known: dict[str, str]) -> str:
    if other := _OTHER.fullmatch(value):
        return _plain(known[other[1]].strip(), known)
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        return "#" + "".join(digit * 2 for digit in value[1:])
    return value
