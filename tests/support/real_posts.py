"""Real posts as they were published, and the same in our format."""

from functools import cache

from stillup.importing.cstate.site import import_cstate
from tests.support.real import real_data

_SITES = ("packit__status", "X4BNet__x4b-status", "ocf__status")


@cache
def raw_posts() -> tuple[bytes, ...]:
    """Return every Markdown file of the real sites, as published."""
    return tuple(path.read_bytes() for path in sorted(real_data().rglob("*.md")))


@cache
def our_posts() -> dict[str, bytes]:
    """Return the real posts of three cState sites in our format, by path."""
    found: dict[str, bytes] = {}
    for name in _SITES:
        folder = real_data() / name
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        made = import_cstate(files).files
        found |= {path: data for path, data in made.items() if path.endswith(".md")}
    return found
