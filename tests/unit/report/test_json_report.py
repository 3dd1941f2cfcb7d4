"""The report for machines."""

import json

from stillup.model.diagnostic import Diagnostic, Severity, Span
from stillup.report.json_report import render_json

PLACED = Diagnostic(
    code="unknown-status",
    severity=Severity.ERROR,
    span=Span("content/incidents/ação.md", 12, 4, 7),
    message="`Reslved` is not a status",
    label="expected one of",
    notes=("a note",),
    help="did you mean `Resolved`?",
    fix="## Resolved · 2026-11-21 15:02",
    excerpt="## Reslved · 2026-11-21 15:02",
)


def test_one_object_holds_everything() -> None:
    assert json.loads(render_json([PLACED])) == {
        "version": 1,
        "errors": 1,
        "warnings": 0,
        "diagnostics": [
            {
                "code": "unknown-status",
                "severity": "error",
                "path": "content/incidents/ação.md",
                "line": 12,
                "column": 4,
                "length": 7,
                "message": "`Reslved` is not a status",
                "label": "expected one of",
                "notes": ["a note"],
                "help": "did you mean `Resolved`?",
                "fix": "## Resolved · 2026-11-21 15:02",
                "excerpt": "## Reslved · 2026-11-21 15:02",
            }
        ],
    }


def test_a_problem_of_a_whole_file_has_no_place_in_it() -> None:
    whole = Diagnostic(
        code="a", severity=Severity.WARNING, span=Span("content/site.yaml"), message="m"
    )

    report = json.loads(render_json([whole]))

    assert (report["errors"], report["warnings"]) == (0, 1)
    entry = report["diagnostics"][0]
    assert (entry["line"], entry["column"], entry["length"]) == (None, None, None)


def test_further_facts_stand_beside_the_counts() -> None:
    assert json.loads(render_json([], {"written": 3}))["written"] == 3


def test_the_text_is_ascii_whatever_is_in_a_post() -> None:
    hostile = Diagnostic(
        code="a",
        severity=Severity.ERROR,
        span=Span("x.md", 1),
        message="\x1b[2J 障害 \udc80 \u202e",
    )

    text = render_json([hostile])

    assert text.isascii()
    assert "\x1b" not in text
    assert json.loads(text)["diagnostics"][0]["message"] == hostile.message
