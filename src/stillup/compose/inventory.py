"""The files of a site folder by what they are for. A file that fits nowhere is named, not lost."""

from collections.abc import Iterable

import msgspec

from stillup.compose.links import MEDIA, POSTS
from stillup.model.diagnostic import Problems, Span

SETTINGS = "content/site.yaml"
THEME = "theme/"
THEME_STATIC = "theme/static/"

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
        if path.endswith(".md") and path.startswith(POSTS):
            texts.append(path)
        elif path.startswith(THEME_STATIC):
            static.append(path)
        elif path.startswith(THEME):
            theme.append(path)
        elif path.startswith(MEDIA):
            media.append(path)
        elif path.startswith(_TEMPLATES) or path == SETTINGS:
            continue
        elif path.casefold().endswith((".md", ".markdown")):
            texts.append(path)
        else:
            _stray(path, problems)
    return Inventory(tuple(texts), tuple(media), tuple(theme), tuple(static))


def _stray(path: str, problems: Problems) -> None:
    problems.warning(
        "unpublished-file",
        Span(path),
        "this file is not published",
        notes=("images and files for readers lie in content/media/",),
        help="move it to content/media/, or out of content/",
    )
