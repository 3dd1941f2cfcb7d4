"""From what a browser asks for to a document.

Nothing here, nor anything after it, opens a file by an address: what is not in the build's list of
documents does not exist.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote_to_bytes, urlsplit

from stillup.compose.urls import HOME
from stillup.model.sources import Document

_INDEX = HOME
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
_HIDDEN = re.compile(rb"%(2f|5c|00|2e)", re.IGNORECASE)
_STEPS = frozenset({"", ".", ".."})


def read_path(raw: bytes) -> str | None:
    """Return the path that a request's target names, without the first `/`.

    None for what no link of ours ever spells: a step up, a doubled or hidden slash, a backslash,
    a control character, bytes that are not UTF-8.
    """
    if not raw.startswith(b"/") or _HIDDEN.search(raw):
        return None
    try:
        path = unquote_to_bytes(raw).decode().removeprefix("/")
    except UnicodeDecodeError:
        return None
    steps = path.removesuffix("/").split("/") if path else []
    return None if _FORBIDDEN.search(path) or _STEPS & set(steps) else path


def find_document(
    path: str, documents: Mapping[str, Document], base: str = ""
) -> tuple[Document | None, str]:
    """Return the document at a path, or where to go instead (with its first `/`).

    A folder is its `index.html`; one without its slash is sent on, so that links in it work.
    `base` is the path under which the site will stand: its own links may begin with it.
    """
    for known in _spellings(path, base):
        if known in documents:
            return documents[known], ""
        folder = f"{known.removesuffix('/')}/" if known else ""
        if f"{folder}{_INDEX}" in documents:
            if known == folder:
                return documents[f"{folder}{_INDEX}"], ""
            return None, address_of(f"{folder}{_INDEX}")
    return None, ""


def address_of(path: str) -> str:
    """Return where the document at `path` is shown, from the root of the preview."""
    shown = path.removesuffix(_INDEX) if path == _INDEX or path.endswith(f"/{_INDEX}") else path
    return f"/{quote(shown)}"


def base_of(url: str) -> str:
    """Return the folder in which a site at `url` stands, without slashes around it."""
    return urlsplit(url).path.strip("/")


def _spellings(path: str, base: str) -> list[str]:
    inside = f"{path}/".startswith(f"{base}/") if base else False
    return [path, path[len(base) + 1 :]] if inside else [path]
