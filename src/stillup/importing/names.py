"""Ids from foreign names: of posts, which keep theirs where they can, and of components."""

import re

from stillup.parse.ids import as_id

_LONGEST = 120


def post_id(name: str) -> str:
    """Return a file name as an id: as it is, but for characters that an id may not have."""
    return as_id(name)[:_LONGEST].strip("-") or "post"


def component_id(name: str) -> str:
    """Return a name as the id of a component or a group: small letters, digits and `-`."""
    kept = re.sub(r"-{2,}", "-", as_id(name.casefold().replace("_", "-")))
    return kept[:_LONGEST].strip("-") or "component"
