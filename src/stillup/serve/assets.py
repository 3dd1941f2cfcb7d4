"""The preview's own script and style files, which ship with the program."""

from functools import cache
from importlib.resources import files

from stillup.model.digest import digest_of_bytes

PREFIX = "/-/assets/"

_TYPES = {
    "live.js": "text/javascript; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "own.css": "text/css; charset=utf-8",
    "desk.css": "text/css; charset=utf-8",
}


@cache
def read_asset(name: str) -> tuple[bytes, str] | None:
    """Return the bytes and media type of one of our files; None if it is none of them."""
    if name not in _TYPES:
        return None
    return (files("stillup.serve") / "assets" / name).read_bytes(), _TYPES[name]


def read_style(name: str) -> str:
    """Return a style sheet of ours that is put into pages."""
    return (files("stillup.serve") / "assets" / name).read_text(encoding="utf-8")


@cache
def address_of_asset(name: str) -> str:
    """Return where a file of ours is, with an argument that moves when its bytes do."""
    found = read_asset(name)
    return f"{PREFIX}{name}?{digest_of_bytes(found[0])[:10]}" if found else ""
