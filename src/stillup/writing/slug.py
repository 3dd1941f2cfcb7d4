"""The id of a new post: its day and a few words of its title. It becomes the address."""

from collections.abc import Collection
from datetime import date
from unicodedata import category, normalize

from stillup.parse.ids import as_id

_LONGEST = 60
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ`´"))


def slug(day: date, title: str, taken: Collection[str] = (), otherwise: str = "post") -> str:
    """Return an id that is not among `taken` in any letter case.

    Letters of any script stay, in lower case; a title without any gives `otherwise`.
    """
    words = normalize("NFC", title.translate(_APOSTROPHES).lower())
    room = _LONGEST - len(f"{day.isoformat()}-")
    short = _cut(as_id(_worded(words)), room) or otherwise
    return unique(f"{day.isoformat()}-{short}", taken)


def _worded(text: str) -> str:
    """Return letters with their marks, and digits; a blank stands for anything else."""
    kept = ""
    for c in text:
        stands = c.isalnum() or (_is_mark(c) and kept[-1:].strip())
        kept += c if stands else " "
    return kept


def _is_mark(character: str) -> bool:
    return category(character)[0] == "M"


def unique(wanted: str, taken: Collection[str]) -> str:
    """Return `wanted`, or the first of `wanted-2`, `wanted-3` … that is not taken in any case."""
    folded = {name.casefold() for name in taken}
    candidate, number = wanted, 1
    while candidate.casefold() in folded:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _cut(words: str, room: int) -> str:
    """Return as many whole words as fit; of one word too long, what fits."""
    if len(words) <= room:
        return words
    whole = words[: room + 1].rpartition("-")[0]
    if len(whole) > room // 2:
        return whole
    end = room
    while end and _is_mark(words[end]):
        end -= 1
    return words[:end].strip("-")
