"""How the site looks, as `site.yaml` has it: a logo and colours, for light and for dark."""

import re
from collections.abc import Callable

from stillup.model.diagnostic import Problems
from stillup.model.settings import Pair, Written
from stillup.model.status import ComponentStatus
from stillup.parse.fields import Fields
from stillup.parse.nodes import Mapping, Node, Scalar

COLOURS = ("accent", *(status.value for status in ComponentStatus))
"""What has a colour of its own."""

Read = Callable[[Scalar, str, Problems], str]
"""Reads one value under a key; empty if it is none, which is reported."""

_COLOUR = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_REMARK = re.compile(r"#[0-9a-fA-F]{3,6}\b")
_MEDIA = "content/media/"
_PICTURES = (".svg", ".png")


def read_logo(fields: Fields, problems: Problems) -> Pair:
    """Return the logo's source path, or one for light and one for dark."""
    node = fields.node("logo")
    return Pair() if node is None else _read_pair(fields, node, "logo", _read_picture, problems)


def read_colours(fields: Fields, problems: Problems) -> dict[str, Pair]:
    """Return the colours that differ from the theme's."""
    colours = fields.child("colours", COLOURS)
    found: dict[str, Pair] = {}
    for name in COLOURS if colours else ():
        node = colours.node(name) if colours else None
        if colours and node is not None:
            found[name] = _read_pair(colours, node, name, _read_colour, problems)
    if isinstance(node := fields.node("colours"), Mapping):
        _report_remarks(node, problems)
    return found


def _read_pair(
    fields: Fields,
    node: Node,
    key: str,
    read: Read,
    problems: Problems,
) -> Pair:
    """Return a value given once, which is the light one, or as `light` and `dark`."""
    if not isinstance(node, Mapping):
        scalar = fields.one(node, key)
        return Pair(_written(scalar, key, read, problems))
    _report_remarks(node, problems)
    both = fields.mapping(node, key, ("light", "dark"))
    light, dark = (both.scalar("light"), both.scalar("dark")) if both else (None, None)
    return Pair(_written(light, key, read, problems), _written(dark, key, read, problems))


def _written(
    scalar: Scalar | None,
    key: str,
    read: Callable[[Scalar, str, Problems], str],
    problems: Problems,
) -> Written | None:
    text = read(scalar, key, problems) if scalar else ""
    return Written(text, scalar.place.span) if scalar and text else None


def _read_colour(scalar: Scalar, key: str, problems: Problems) -> str:
    found = _COLOUR.fullmatch(scalar.text)
    if found is None:
        problems.error(
            "bad-colour",
            scalar.place.span,
            f"`{scalar.text}` is not a colour",
            help=f'write red, green and blue as six digits in quotes, such as `{key}: "#0b57a8"`',
        )
        return ""
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))  # noqa: PLR2004


def _report_remarks(mapping: Mapping, problems: Problems) -> None:
    """Report colours without quotes: to YAML what begins with ` #` is a remark."""
    for entry in mapping.entries:
        if isinstance(entry.value, Mapping) or _said(entry.value):
            continue
        place = entry.key.place
        lost = _REMARK.search(place.written, place.column + place.length - 1)
        problems.error(
            "bad-colour",
            place.span,
            f"`{entry.key.text}` has no colour"
            + (": what stands behind ` #` is a remark" if lost else ""),
            help="put the colour in quotes:" if lost else "write a colour behind it, in quotes",
            fix=f'{place.written[: lost.start()]}"{lost[0]}"' if lost else "",
        )


def _said(node: Node) -> bool:
    return not isinstance(node, Scalar) or bool(node.text.strip())


def _read_picture(scalar: Scalar, key: str, problems: Problems) -> str:
    path = scalar.text.removeprefix("./").removeprefix("/").removeprefix("content/")
    name = path.removeprefix("media/")
    steps = name.split("/")
    if name.casefold().endswith(_PICTURES) and ".." not in steps and ":" not in steps[0]:
        return _MEDIA + name
    problems.error(
        "bad-logo",
        scalar.place.span,
        f"`{key}` is not a picture of this site that every browser can show",
        help="put an SVG or PNG file into content/media/, and write for example `media/logo.svg`",
    )
    return ""
