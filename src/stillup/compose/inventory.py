"""The files of a site folder by what they are for. A file that fits nowhere is named, not lost."""

from collections.abc import Iterable

import msgspec

from stillup.compose.links import MEDIA
from stillup.model.diagnostic import Problems, Span

SETTINGS = "content/site.yaml"
THEME = "theme/"
THEME_STATIC = "theme/static/"

_TEXTS = ("content/incidents/", "content/maintenance/", "content/pages/")
_TEMPLATES = "content/templates/"


class Inventory(msgspec.Struct, frozen=True):
    """Source paths by use: `texts` are parsed, `media` and `static` are copied."""

    texts: tuple[str, ...]
    media: tuple[str, ...]
    theme: tuple[str, ...]
    static: tuple[str, ...]


def take_inventory(paths: Iterable[str], problems: Problems) -> Inventory:
    """Sort source paths; what fits nowhere becomes a problem."""
    texts, media, theme, static = [], [], [], []
    for path in sorted(paths):
        if path.startswith(THEME_STATIC):
            static.append(path)
        elif path.startswith(THEME):
            theme.append(path)
        elif path.startswith(MEDIA):
            media.append(path)
        elif path.startswith(_TEXTS) and path.endswith(".md") and path.count("/") == 2:  # noqa: PLR2004
            texts.append(path)
        elif path != SETTINGS and not path.startswith(_TEMPLATES):
            _stray(path, problems)
    return Inventory(tuple(texts), tuple(media), tuple(theme), tuple(static))


def _stray(path: str, problems: Problems) -> None:
    if path.casefold().endswith((".md", ".markdown")):
        problems.error(
            "misplaced-post",
            Span(path),
            "a post here would not be published",
            notes=("posts lie directly in incidents/, maintenance/ or pages/, and end in .md",),
            help="move the file, or give it an ending other than .md if it is not a post",
            fix=_home(path),
        )
        return
    problems.warning(
        "misplaced-file",
        Span(path),
        "this file is not published",
        notes=("images and files for readers lie in content/media/",),
        help="move it to content/media/, or out of content/",
    )


def _home(path: str) -> str:
    name = path.rpartition("/")[2]
    folder = next((f for f in _TEXTS if path.startswith(f)), _TEXTS[0])
    return folder + name.removesuffix(".markdown").removesuffix(".md") + ".md"
