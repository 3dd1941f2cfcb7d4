"""Ids for headings, as GitHub makes them from their words."""

import re
from html import unescape
from unicodedata import category

_TAGS = re.compile(r"<[^>]*>")


class Slugs:
    """The ids given out in one text."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def new(self, heading: str) -> str:
        """Return an id for a heading, given as HTML; empty if it has no letter."""
        slug = _slug(unescape(_TAGS.sub("", heading)))
        if not slug.strip("-"):
            return ""
        name = slug
        while name in self._given:
            self._given[slug] += 1
            name = f"{slug}-{self._given[slug]}"
        self._given[name] = 0
        return name


def _slug(words: str) -> str:
    kept = (c for c in words.strip().lower() if c in " -_" or c.isalnum() or category(c)[0] == "M")
    return "".join(kept).replace(" ", "-")
