"""How many problems there are, in words."""

from collections.abc import Sequence

from stillup.model.diagnostic import Diagnostic


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 file`, `2 files`; `plural` where an `s` at the end is not enough."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def errors_in(diagnostics: Sequence[Diagnostic]) -> int:
    """Return how many of them stop a build."""
    return sum(d.is_error for d in diagnostics)


def files_in(diagnostics: Sequence[Diagnostic]) -> int:
    """Return how many files they stand in."""
    return len({d.span.path for d in diagnostics})


def tally(diagnostics: Sequence[Diagnostic]) -> str:
    """Return `2 errors, 1 warning in 3 files`, or `no problems`."""
    errors = errors_in(diagnostics)
    warnings = len(diagnostics) - errors
    parts = [counted(errors, "error")] * bool(errors)
    parts += [counted(warnings, "warning")] * bool(warnings)
    if not parts:
        return "no problems"
    return f"{', '.join(parts)} in {counted(files_in(diagnostics), 'file')}"
