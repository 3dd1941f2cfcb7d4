"""Levels of headings: as written a text doesn't know under which heading it will stand."""

import re

_HEADING = re.compile(r"<(/?)h([1-6])(?=[ >])")
_DEEPEST = 6


def rebased(html: str, top: int) -> str:
    """Return a fragment whose headings begin at level `top` and never skip one going down.

    Levels that differ stay different as far as HTML has levels.
    """
    used = sorted({int(found[2]) for found in _HEADING.finditer(html)})
    last = new = top - 1

    def level(found: re.Match[str]) -> str:
        nonlocal last, new
        if not found[1]:
            new = min(top + used.index(int(found[2])), last + 1, _DEEPEST)
            last = new
        return f"<{found[1]}h{new}"

    return _HEADING.sub(level, html)
