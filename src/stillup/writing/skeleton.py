"""Texts to begin with, filled with what is known. What is not known stays as a gap to be seen."""

import re
from collections.abc import Mapping

import msgspec

from stillup.parse.gaps import find_gaps as gaps
from stillup.parse.nearness import listed, nearest
from stillup.writing.edited import Refused
from stillup.writing.one_line import one_line
from stillup.writing.skeletons import PLACEHOLDERS, SKELETONS

__all__ = ["PLACEHOLDERS", "SKELETONS", "Skeleton", "fill", "find_skeleton", "gaps"]

_PLACEHOLDER = re.compile(r"\{\{[ \t]*(.*?)[ \t]*\}\}")


class Skeleton(msgspec.Struct, frozen=True):
    """A text with placeholders. `source` is the file of the site that it is from, or empty."""

    text: str
    source: str = ""


def find_skeleton(name: str, language: str, own: Mapping[str, str]) -> Skeleton:
    """Return the skeleton called `name`: the site's in that language, the site's, or ours.

    `own` are the texts of the site's files by name, such as `update.ca.md`.
    """
    for file in (f"{name}.{language}.md", f"{name}.md"):
        if file in own:
            return Skeleton(own[file].removeprefix("\ufeff"), f"content/templates/{file}")
    return Skeleton(SKELETONS[name])


def fill(template: str, known: Mapping[str, str]) -> str | Refused:
    """Return the text with every `{{ name }}` replaced; refuse it if there is no such name.

    What is not known, or empty, becomes a gap such as `[…when it began…]`.
    """
    lines = template.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        for found in _PLACEHOLDER.finditer(line):
            if found[1] not in PLACEHOLDERS:
                return _unknown(number, line, found)
    return _PLACEHOLDER.sub(lambda found: _said(found[1], known), "\n".join(lines))


def _said(name: str, known: Mapping[str, str]) -> str:
    return one_line(known.get(name, "")) or f"[…{PLACEHOLDERS[name]}…]"


def _unknown(number: int, line: str, found: re.Match[str]) -> Refused:
    meant = nearest(found[1].replace(" ", "_").casefold(), tuple(PLACEHOLDERS))
    return Refused(
        number,
        f"there is no placeholder `{found[0]}`",
        f"did you mean `{meant}`?" if meant else f"the placeholders are {listed(PLACEHOLDERS)}",
        line.replace(found[0], f"{{{{ {meant} }}}}") if meant else "",
    )
