"""What a site would be, without writing it: for `check`, `list`, and the way out of errors."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stillup.cli.streams import Progress

if TYPE_CHECKING:
    from stillup.build import Build
    from stillup.edge.cache import Cache
    from stillup.model.diagnostic import Diagnostic

_CAN_BE_LEFT_OUT = ("content/incidents/", "content/maintenance/", "content/pages/")


def decide(folder: Path, now: datetime, leave_out: frozenset[str] = frozenset()) -> "Build":
    """Return the build of the site in `folder`. Raises SourceChanged if it changes meanwhile."""
    from stillup.edge.cache import Cache
    from stillup.edge.making import read_build

    with Cache(folder) as cache:
        return read_build(folder, now, cache=cache, leave_out=leave_out)


def check_all(folder: Path, now: datetime) -> "tuple[Build, tuple[Diagnostic, ...]]":
    """Return the build and everything wrong with it, by rendering too where a theme may fail."""
    from stillup.edge.cache import Cache
    from stillup.edge.findable import findable
    from stillup.edge.making import read_build

    with Cache(folder) as cache:
        build = read_build(folder, now, cache=cache)
        found = _theme_faults(build, folder, cache) if _has_own_theme(build, folder) else ()
    return build, findable((*build.diagnostics, *found), folder, build)


def without_broken(
    build: "Build", folder: Path, now: datetime, already: frozenset[str] = frozenset()
) -> "tuple[Build, frozenset[str]]":
    """Return the build without the files that have errors, and these files.

    Leaving one out may break another that leans on it, so this goes on until nothing is left to
    leave out. If what is broken can't be left out, the build still has errors. `already` are the
    files that `build` was decided without.
    """
    left: frozenset[str] = frozenset()
    while broken := broken_files(build) - left - already:
        if any(not path.startswith(_CAN_BE_LEFT_OUT) for path in broken):
            break
        left |= broken
        build = decide(folder, now, left | already)
    return build, left


def broken_files(build: "Build") -> frozenset[str]:
    """Return the files that have errors."""
    return frozenset(each.span.path for each in build.diagnostics if each.is_error)


def _has_own_theme(build: "Build", folder: Path) -> bool:
    """Whether templates other than ours take part; ours are tested before they are shipped."""
    if build.site is None or not build.is_good:
        return False
    return (folder / "themes" / build.site.settings.theme).is_dir()


def _theme_faults(build: "Build", folder: Path, cache: "Cache") -> "Iterator[Diagnostic]":
    from stillup.edge.workers import Workers
    from stillup.render.theme import ThemeError

    progress = Progress()
    told = progress.of("rendering page")
    try:
        for _ in Workers(build, cache, site=folder, progress=told).render(build.documents):
            pass
    except ThemeError as fault:
        yield fault.diagnostic
    finally:
        progress.done()
