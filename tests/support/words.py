"""The words of the default theme, as templates and feeds say them."""

from functools import cache

from stillup.render.language.language import Language, language_of
from stillup.render.theme import Theme, theme_of
from tests.support.site import theme_sources

SHIPPED = ("ar", "ca", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "uk")
"""The languages that the default theme brings along besides English."""


@cache
def default_theme() -> Theme:
    return theme_of(theme_sources())


def in_words(tag: str) -> Language:
    """Return a language in the default theme's words."""
    return language_of(default_theme(), tag)
