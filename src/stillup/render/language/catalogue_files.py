"""Which files of a theme are catalogues, and which of them serve a language."""

from collections.abc import Iterator

from stillup.render.theme.files import Theme

_FOLDER = "locale/"
_ENDING = ".po"


def catalogue_file(tag: str) -> str:
    """Return the name of a language's catalogue within a theme."""
    return f"{_FOLDER}{tag}{_ENDING}"


def is_catalogue(name: str) -> bool:
    """Whether a file of a theme is a catalogue."""
    return name.startswith(_FOLDER) and name.endswith(_ENDING)


def catalogue_files(theme: Theme, tag: str) -> list[str]:
    """Return the catalogues for a language, the nearest first: `pt-BR` before `pt`."""
    known = {name.casefold(): name for name, _ in theme.files if is_catalogue(name)}
    names = (catalogue_file(near).casefold() for near in _nearest(tag))
    return [known[name] for name in names if name in known]


def _nearest(tag: str) -> Iterator[str]:
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]
