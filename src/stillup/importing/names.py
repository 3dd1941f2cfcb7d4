"""Ids from foreign names: of posts, which keep theirs where they can, and of components."""

import re
from collections.abc import Collection

from stillup.importing.times import Time
from stillup.parse.ids import as_id
from stillup.writing.slug import slug, unique

_LONGEST = 120


def post_id(name: str) -> str:
    """Return a file name as an id: as it is, but for characters that an id may not have."""
    return as_id(name)[:_LONGEST].strip("-") or "post"


def component_id(name: str) -> str:
    """Return a name as the id of a component or a group: small letters, digits and `-`."""
    kept = re.sub(r"-{2,}", "-", as_id(name.casefold().replace("_", "-")))
    return kept[:_LONGEST].strip("-") or "component"


def slug_of(start: Time | None, title: str, taken: Collection[str]) -> str:
    """Return an id for a post that has none of its own: its day, if that is known, and title."""
    if start is not None:
        return slug(start.at.date(), title, taken)
    return unique(component_id(title) if title else "post", taken)
