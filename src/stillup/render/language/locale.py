"""Which locale of CLDR a language tag stands for. Source: the CLDR that Babel bundles."""

from functools import cache

from babel.core import Locale, UnknownLocaleError

_ENGLISH = "en-150"
"""English for the world: the day before the month and 24 hours, which nobody can misread."""


@cache
def locale_of(tag: str) -> Locale:
    """Return the locale for a tag; of a tag that CLDR does not know, the nearest, else English."""
    wanted = _ENGLISH if tag == "en" else tag
    while wanted:
        try:
            return Locale.parse(wanted, sep="-")
        except (UnknownLocaleError, ValueError):
            wanted = wanted.rpartition("-")[0]
    return Locale.parse(_ENGLISH, sep="-")
