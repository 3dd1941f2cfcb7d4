"""The catalogues of a theme as a whole: what is wrong with any of them."""

from stillup.model.diagnostic import Diagnostic
from stillup.render.language.catalogue import read_catalogue
from stillup.render.language.catalogue_files import is_catalogue
from stillup.render.theme.files import FOLDER, Theme


def check_catalogues(theme: Theme) -> tuple[Diagnostic, ...]:
    """Read every catalogue and return what is wrong with any of them."""
    files = ((FOLDER + name, text) for name, text in theme.files if is_catalogue(name))
    return tuple(found for path, text in files for found in read_catalogue(path, text)[1])
