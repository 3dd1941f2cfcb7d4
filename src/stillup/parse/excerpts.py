"""The lines that diagnostics are about."""

from collections.abc import Iterable

import msgspec

from stillup.model.diagnostic import Diagnostic
from stillup.model.sources import Sources


def with_excerpts(diagnostics: Iterable[Diagnostic], sources: Sources) -> tuple[Diagnostic, ...]:
    """Return diagnostics ordered by place, each with its line and that line corrected."""
    found = sorted(diagnostics, key=lambda d: (d.span, d.code, d.message))
    lines = {path: _lines(path, sources) for path in {d.span.path for d in found if d.span.line}}
    return tuple(_completed(d, _line(lines.get(d.span.path, []), d.span.line)) for d in found)


def _completed(diagnostic: Diagnostic, line: str) -> Diagnostic:
    fix = diagnostic.fix
    if diagnostic.instead and line and not fix:
        start, length = diagnostic.span.column - 1, diagnostic.span.length
        if diagnostic.of:
            start, length = line.find(diagnostic.of), len(diagnostic.of)
        fix = line[:start] + diagnostic.instead + line[start + length :] if start >= 0 else ""
    return msgspec.structs.replace(diagnostic, excerpt=diagnostic.excerpt or line, fix=fix)


def _lines(path: str, sources: Sources) -> list[str]:
    source = sources.get(path)
    if source is None:
        return []
    text = source.load().decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""
