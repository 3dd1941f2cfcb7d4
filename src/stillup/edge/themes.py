"""Where themes are: the default one ships with the program, others stand in the site folder."""

import os
from pathlib import Path

import stillup

DEFAULT = "default"

_PACKAGE = Path(stillup.__file__).parent


def package_theme() -> str:
    """Return the folder of the default theme: inside a wheel, or in the checkout beside `src`."""
    installed = _PACKAGE / "themes" / DEFAULT
    return str(installed if installed.is_dir() else _PACKAGE.parents[1] / "themes" / DEFAULT)


def theme_names(folder: str) -> list[str]:
    """Return the names of the themes that stand in a site folder."""
    try:
        with os.scandir(os.path.join(folder, "themes")) as entries:
            return sorted(e.name for e in entries if e.is_dir() and not e.name.startswith("."))
    except OSError:
        return []
