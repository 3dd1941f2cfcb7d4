"""The lines that diagnostics are about."""

from collections.abc import Iterable

import msgspec

from stillup.model.diagnostic import Diagnostic
from stillup.model.sources import Sources


def with_excerpts(diagnostics: Iterable[Diagnostic], sources: Sources) -> tuple[Diagnostic, ...]:
    """Return diagnostics ordered by place, each with the line it is about."""
    found = sorted(diagnostics, key=lambda d: (d.span, d.code, d.message))
    lines = {path: _lines(path, sources) for path in {d.span.path for d in found}}
    return tuple(
        msgspec.structs.replace(d, excerpt=d.excerpt or _line(lines[d.span.path], d.span.line))
        for d in found
    )


def _lines(path: str, sources: Sources) -> list[str]:
    source = sources.get(path)
    if source is None:
        return []
    text = source.load().decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""
