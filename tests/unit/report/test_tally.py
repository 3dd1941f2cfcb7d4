"""Counts in words."""

import pytest

from stillup.model.diagnostic import Diagnostic, Severity, Span
from stillup.report.tally import counted, tally


def problem(severity: Severity, path: str) -> Diagnostic:
    return Diagnostic(code="a", severity=severity, span=Span(path, 1), message="x")


ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ([], "no problems"),
        ([ERROR], "1 error in 1 file"),
        ([ERROR, ERROR, WARNING], "2 errors, 1 warning in 3 files"),
        ([WARNING, WARNING], "2 warnings in 2 files"),
    ],
)
def test_problems_are_counted_in_words(severities: list[Severity], words: str) -> None:
    problems = [problem(severity, f"{n}.md") for n, severity in enumerate(severities)]

    assert tally(problems) == words


def test_two_problems_of_one_file_are_in_one_file() -> None:
    assert tally([problem(ERROR, "a.md"), problem(ERROR, "a.md")]) == "2 errors in 1 file"


def test_a_plural_may_be_irregular_and_large() -> None:
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(12345, "entry", "entries") == "12,345 entries"
