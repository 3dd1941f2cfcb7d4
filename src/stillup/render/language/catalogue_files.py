"""Which files of a theme are catalogues, and which of them serve a language."""

from collections.abc import Iterator

from stillup.render.theme.files import ORIGINALS, Theme

_FOLDER = "locale/"
_ENDING = ".po"


def catalogue_file(tag: str) -> str:
    """Return the name of a language's catalogue within a theme."""
    return f"{_FOLDER}{tag}{_ENDING}"


def is_catalogue(name: str) -> bool:
    """Whether a file of a theme is a catalogue."""
    return name.removeprefix(ORIGINALS).startswith(_FOLDER) and name.endswith(_ENDING)


def catalogue_files(theme: Theme, tag: str) -> list[str]:
    """Return the catalogues for a language, the nearest first: `pt-BR` before `pt`.

    Behind those of a theme of its own stand the default theme's: it may differ in a few phrases.
    """
    known = {name.casefold(): name for name, _ in theme.files if is_catalogue(name)}
    near = [catalogue_file(each).casefold() for each in _nearest(tag)]
    names = (*near, *(ORIGINALS + name for name in near))
    return [known[name] for name in names if name in known]


def _nearest(tag: str) -> Iterator[str]:
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]
