"""Themes. The files of one are a value; `engine` alone knows Jinja2, and is loaded when needed."""

from stillup.model.diagnostic import Diagnostic
from stillup.render.theme.fault import ThemeError
from stillup.render.theme.files import Theme, theme_of

__all__ = ["Theme", "ThemeError", "check_theme", "theme_of"]


def check_theme(theme: Theme) -> tuple[Diagnostic, ...]:
    """Compile every template, read every catalogue, and return what is wrong with any of them."""
    from stillup.render.language.catalogues import check_catalogues
    from stillup.render.theme.engine import check_templates

    return (*check_templates(theme), *check_catalogues(theme))
