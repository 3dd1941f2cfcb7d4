"""Problems as GitHub workflow commands, which GitHub shows beside the line.

Format: "Workflow commands for GitHub Actions", setting an error message; the escapes are those
of the toolkit that GitHub itself uses to write such commands.
"""

from collections.abc import Sequence

from stillup.model.diagnostic import Diagnostic

_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render_annotations(diagnostics: Sequence[Diagnostic], prefix: str = "") -> str:
    """Return one command a line. `prefix` leads from the repository to the site folder."""
    return "".join(f"{_command(each, prefix)}\n" for each in diagnostics)


def _command(each: Diagnostic, prefix: str) -> str:
    properties = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in _properties(each, prefix)
    )
    return f"::{each.severity} {properties}::{_text(each).translate(_IN_TEXT)}"


def _properties(each: Diagnostic, prefix: str) -> list[tuple[str, str | int]]:
    span = each.span
    place: list[tuple[str, str | int]] = [("file", prefix + span.path)]
    if span.line:
        place += [
            ("line", span.line),
            ("endLine", span.line),
            ("col", span.column),
            ("endColumn", span.column + max(span.length, 1)),
        ]
    return [*place, ("title", each.code)]


def _text(each: Diagnostic) -> str:
    parts = [each.message, each.label, *each.notes, each.help, each.fix]
    return "\n".join(part for part in parts if part)
