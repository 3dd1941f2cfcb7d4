"""Links between sources: what a relative link in a post means.

A post links to another file as seen from itself (`../incidents/x.md#u…`), so that links work on
any Git host too. The neutral form of a link is the path of the source it means.
"""

from posixpath import normpath
from urllib.parse import unquote, urlsplit


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
