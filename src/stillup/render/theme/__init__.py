"""Themes. The files of one are a value; `engine` alone knows Jinja2, and is loaded when needed."""

from functools import lru_cache

from stillup.model.diagnostic import Diagnostic
from stillup.render.theme.context import check_context
from stillup.render.theme.fault import ThemeError
from stillup.render.theme.files import Theme, theme_of

__all__ = ["Theme", "ThemeError", "check_theme", "theme_of"]


@lru_cache(maxsize=4)
def check_theme(theme: Theme) -> tuple[Diagnostic, ...]:
    """Compile every template, read all else, and return what is wrong with any of it."""
    from stillup.render.language.catalogues import check_catalogues
    from stillup.render.theme.engine import check_templates

    return (*check_context(theme), *check_templates(theme), *check_catalogues(theme))
