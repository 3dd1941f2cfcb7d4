"""Problems of a theme, where a person finds them: themes of several places are one to a build."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from stillup.build import Build
from stillup.model.diagnostic import Diagnostic
from stillup.render.theme.files import FOLDER


def findable(
    found: Iterable[Diagnostic], folder: Path, build: Build | None = None
) -> tuple[Diagnostic, ...]:
    """Return problems with the paths that files of a theme have on the disk, and their lines."""
    name = build.site.settings.theme if build and build.site else "*"
    return tuple(_on_disk(each, folder, name) for each in found)


def _on_disk(found: Diagnostic, folder: Path, theme: str) -> Diagnostic:
    if not found.span.path.startswith(FOLDER):
        return found
    file = found.span.path.removeprefix(FOLDER)
    for place in sorted(folder.glob(f"themes/{theme}/{file}")):
        span = msgspec.structs.replace(found.span, path=place.relative_to(folder).as_posix())
        excerpt = found.excerpt or _line(place, span.line)
        return msgspec.structs.replace(found, span=span, excerpt=excerpt)
    return found


def _line(file: Path, number: int) -> str:
    """Return a line of a file, counted from 1; nothing if there is no such line, or file."""
    try:
        lines = ["", *file.read_text(encoding="utf-8", errors="replace").split("\n")]
    except OSError:
        return ""
    return lines[number] if number < len(lines) else ""
