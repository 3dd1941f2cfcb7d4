"""Ids: letters of any script, digits, `-` and `_`; one spelling each."""

import re
from unicodedata import category, normalize

from stillup.model.diagnostic import Problems
from stillup.parse.lines import Place
from stillup.parse.nodes import Scalar

_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]+")
_DIGIT = "Nd"


def is_id(text: str) -> bool:
    """Whether `text` can be an id."""
    if _PLAIN_ID.fullmatch(text):
        return True
    return bool(text) and all(map(_may_stand, text)) and normalize("NFC", text) == text


def as_id(text: str) -> str:
    """Return the nearest thing to `text` that can be an id; empty if nothing is left."""
    words = "".join(c if _may_stand(c) else " " for c in normalize("NFC", text))
    return "-".join(words.split()).strip("-")


def _may_stand(character: str) -> bool:
    """Whether a character may stand in an id: letters with their marks, digits, `-`, `_`."""
    kind = category(character)
    return character in "-_" or kind[0] in "LM" or kind == _DIGIT


def read_id(scalar: Scalar, problems: Problems) -> str:
    """Return an id, empty if it can't be one."""
    text = normalize("NFC", scalar.text)
    if is_id(text):
        return text
    meant = as_id(text)
    problems.error(
        "bad-id",
        scalar.place.span,
        f"`{scalar.text}` can't be an id",
        help="an id has letters, digits, `-` and `_`, nothing else",
        fix=scalar.place.mended(meant) if meant else "",
    )
    return ""


class Register:
    """Ids already taken, without regard to case."""

    def __init__(self, problems: Problems) -> None:
        self._taken: dict[str, Place] = {}
        self._problems = problems

    def claim(self, name: str, place: Place) -> bool:
        """Take an id; report it and return False if it is taken."""
        earlier = self._taken.setdefault(name.casefold(), place)
        if earlier is place:
            return True
        self._problems.error(
            "duplicate-id",
            place.span,
            f"the id `{name}` is taken",
            notes=(f"it is first used in line {earlier.line}",),
            help="give one of the two another id",
        )
        return False
