"""GitLab's Code Quality report."""

import json

from stillup.model.diagnostic import Diagnostic, Severity, Span
from stillup.report.code_quality import render_code_quality

ERROR = Diagnostic(
    code="unknown-status",
    severity=Severity.ERROR,
    span=Span("content/incidents/x.md", 11, 4, 8),
    message="`Resolvd` is not a status",
    help="did you mean `Resolved`?",
    fix="## Resolved · 2026-11-10 10:00",
)


def test_a_problem_says_what_where_and_how_to_mend_it() -> None:
    (found,) = json.loads(render_code_quality([ERROR], "status/"))

    assert found.pop("fingerprint")
    assert found == {
        "description": "`Resolvd` is not a status; did you mean `Resolved`?; "
        "## Resolved · 2026-11-10 10:00",
        "check_name": "unknown-status",
        "severity": "major",
        "location": {"path": "status/content/incidents/x.md", "lines": {"begin": 11}},
    }


def test_two_problems_of_one_line_are_two_and_the_same_tomorrow() -> None:
    once = json.loads(render_code_quality([ERROR, ERROR]))

    assert len({each["fingerprint"] for each in once}) == 2
    assert once == json.loads(render_code_quality([ERROR, ERROR]))


def test_no_problem_is_an_empty_list_and_a_whole_file_has_a_first_line() -> None:
    whole = Diagnostic(code="x", severity=Severity.WARNING, span=Span("content"), message="m")

    assert json.loads(render_code_quality([])) == []
    assert json.loads(render_code_quality([whole]))[0]["location"]["lines"] == {"begin": 1}
