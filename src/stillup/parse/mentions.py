"""The file names that a text speaks of, in whatever way: no draft may leak its pictures."""

import re
from html import unescape
from urllib.parse import unquote

_RUN = re.compile(r"[^\s/\\\"'<>`]+")
_BRACKET = re.compile(r"[][()|{}]+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_AROUND = ".,;:!?()[]{}|*_~"


def mentioned(text: str) -> tuple[str, ...]:
    """Return every name with an ending in `text`; of one with blanks in it only the last part."""
    plain = unquote(unescape(_ESCAPE.sub(r"\1", text)))
    runs = _RUN.findall(plain)
    parts = (part.strip(_AROUND) for run in runs for part in (run, *_BRACKET.split(run)))
    return tuple(sorted({part for part in parts if "." in part}))


def mention_of(path: str) -> str:
    """Return by what `mentioned` knows the file at `path`."""
    return path.rpartition("/")[2].rpartition(" ")[2].strip(_AROUND)
