"""What YAML becomes: values, lists and mappings, each with its place."""

import msgspec

from stillup.parse.lines import Place


class Scalar(msgspec.Struct, frozen=True):
    """One value, as text on one line without blanks round it."""

    text: str
    place: Place


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: "tuple[Node, ...]"
    place: Place


class Entry(msgspec.Struct, frozen=True):
    """One key with its value."""

    key: Scalar
    value: "Node"


class Mapping(msgspec.Struct, frozen=True):
    """Keys with values, in the order of the file. `fields` refuses doubled ones.

    `broken` are keys whose values could not be read, which was reported.
    """

    entries: tuple[Entry, ...]
    place: Place
    broken: tuple[str, ...] = ()


Node = Scalar | Sequence | Mapping
