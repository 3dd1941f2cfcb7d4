"""Ids from foreign names: of posts, which keep theirs where they can, and of components."""

import re
from collections.abc import Collection

from stillup.parse.ids import as_id

_LONGEST = 120


def post_id(name: str) -> str:
    """Return a file name as an id: as it is, but for characters that an id may not have."""
    return as_id(name)[:_LONGEST].strip("-") or "post"


def component_id(name: str) -> str:
    """Return a name as the id of a component or a group: small letters, digits and `-`."""
    kept = re.sub(r"-{2,}", "-", as_id(name.casefold().replace("_", "-")))
    return kept[:_LONGEST].strip("-") or "component"


def unique(wanted: str, taken: Collection[str]) -> str:
    """Return `wanted`, or the first of `wanted-2`, `wanted-3` … that is not taken in any case."""
    folded = {name.casefold() for name in taken}
    candidate, number = wanted, 1
    while candidate.casefold() in folded:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
