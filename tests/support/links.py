"""A small link checker over a whole tree of files, as a reader without a server sees it."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

_LINK = re.compile(
    rb"""\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'&][^\s>"']*))""", re.IGNORECASE
)
"""A value without quotes begins with no `&`: that is a line of HTML to copy, shown as text."""

_ENTRANCES = re.compile(r"(?:[a-z-]+/)?(?:index\.html|404\.html|[^/]+\.(?:rss|atom|xml))")


def links_of(path: str, data: bytes) -> Iterator[str]:
    """Yield the paths that an HTML file links to inside its own tree."""
    if not path.endswith(".html"):
        return
    for found in _LINK.finditer(data):
        target = next(group for group in found.groups() if group is not None).decode()
        parts = urlsplit(target.replace("&amp;", "&"))
        if not parts.scheme and not parts.netloc and parts.path and not parts.path.startswith("/"):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))


def dead_links(tree: Mapping[str, bytes]) -> list[str]:
    """Return every link of every file that leads nowhere, as `from -> to`."""
    return [
        f"{path} -> {target}"
        for path, data in sorted(tree.items())
        for target in links_of(path, data)
        if target not in tree
    ]


def reachable(tree: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what a reader can come to by links, from the front pages and the feeds."""
    found: dict[str, bytes] = {}
    ahead = [path for path in tree if _ENTRANCES.fullmatch(path)]
    while ahead:
        path = ahead.pop()
        if path in tree and path not in found:
            found[path] = tree[path]
            ahead += links_of(path, tree[path])
    return found


def dead_links_in_reach(tree: Mapping[str, bytes]) -> list[str]:
    """Return the dead links that a reader can come upon."""
    return [
        f"{path} -> {target}"
        for path, data in sorted(reachable(tree).items())
        for target in links_of(path, data)
        if target not in tree
    ]
