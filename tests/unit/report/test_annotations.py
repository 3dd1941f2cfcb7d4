"""The report for GitHub, which shows it beside the line."""

from stillup.model.diagnostic import Diagnostic, Severity, Span
from stillup.report.annotations import render_annotations

PLACED = Diagnostic(
    code="unknown-status",
    severity=Severity.ERROR,
    span=Span("content/incidents/a.md", 12, 4, 7),
    message="`Reslved` is not a status",
    help="did you mean `Resolved`?",
    fix="## Resolved",
)


def test_a_problem_is_one_command() -> None:
    assert render_annotations([PLACED]) == (
        "::error file=content/incidents/a.md,line=12,endLine=12,col=4,endColumn=11,"
        "title=unknown-status::`Reslved` is not a status%0Adid you mean `Resolved`?%0A"
        "## Resolved\n"
    )


def test_a_warning_is_a_warning_and_a_whole_file_has_no_line() -> None:
    whole = Diagnostic(
        code="a", severity=Severity.WARNING, span=Span("content/site.yaml"), message="m"
    )

    assert render_annotations([whole]) == "::warning file=content/site.yaml,title=a::m\n"


def test_paths_lead_from_the_repository() -> None:
    assert "file=docs/status/content/incidents/a.md," in render_annotations(
        [PLACED], "docs/status/"
    )


def test_nothing_in_a_post_ends_the_command_or_begins_another() -> None:
    hostile = Diagnostic(
        code="a",
        severity=Severity.ERROR,
        span=Span("content/a,b:c%.md", 1),
        message="100 %\r\n::error::forged, or not: this",
    )

    text = render_annotations([hostile])

    assert text.count("\n") == 1
    assert "file=content/a%2Cb%3Ac%25.md," in text
    assert text.endswith("::100 %25%0D%0A::error::forged, or not: this\n")
