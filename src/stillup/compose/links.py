"""Links between sources: what a relative link in a post means, and where that is published.

A post links to another file as seen from itself (`../incidents/x.md#u…`), so that links work on
any Git host too. The neutral form of a link is the path of the source it means.
"""

from posixpath import normpath
from urllib.parse import unquote, urlsplit

_POSTS = ("content/incidents/", "content/maintenance/")
_PAGES = "content/pages/"
MEDIA = "content/media/"


def meant(source: str, target: str) -> str | None:
    """Return the source that a link in the file `source` means, with its `#fragment` if any.

    None for what is not a link between sources: another address, or a place in the same text.
    A link that climbs out of the folder, or begins at the root of the site, comes back as the
    path it spells (`../x`, `/x`), which names no source; so does a file on somebody's own disk
    (`file:///x.png`, or what begins with the letter of a drive).
    """
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return None
    if len(parts.scheme) == 1 or parts.scheme == "file":
        return target.strip()
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = unquote(parts.path)
    folder = source.rpartition("/")[0]
    full = path if path.startswith("/") else normpath(f"{folder}/{path}")
    return f"{full}#{parts.fragment}" if parts.fragment else full


def split_meant(link: str) -> tuple[str, str]:
    """Return the source and the fragment (may be empty) of a neutral link."""
    path, _, fragment = link.partition("#")
    return path, fragment


def original_of(path: str) -> str:
    """Return the source that a post's translation translates, by its name; nothing if it is none.

    Plain pages have no original: each stands for itself.
    """
    folder, _, name = path.rpartition("/")
    id_, _, language = name.removesuffix(".md").partition(".")
    is_one = language and name.endswith(".md") and f"{folder}/" in _POSTS
    return f"{folder}/{id_}.md" if is_one else ""


def subject_of(path: str) -> tuple[str, str] | None:
    """Return (folder, id) of the post or page that a source path is or translates."""
    for folder in (*_POSTS, _PAGES):
        if path.startswith(folder) and path.endswith(".md"):
            name = path.removeprefix(folder).removesuffix(".md").partition(".")[0]
            return (folder.split("/")[1], name) if "/" not in name else None
    return None
