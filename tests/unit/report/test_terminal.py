"""The report in a terminal, as it is read at 3 a.m."""

import re

from stillup.model.diagnostic import Diagnostic, Severity, Span
from stillup.report.terminal import Screen, render_terminal

STATUS = Diagnostic(
    code="unknown-status",
    severity=Severity.ERROR,
    span=Span("content/incidents/2026-11-21-email.md", 12, 4, 7),
    message="`Reslved` is not a status",
    label="expected one of: Investigating, Identified, Monitoring, Update, Resolved, Postmortem",
    help="did you mean `Resolved`?",
    fix="## Resolved · 2026-11-21 15:02",
    excerpt="## Reslved · 2026-11-21 15:02",
)
PERSON = Diagnostic(
    code="unknown-person",
    severity=Severity.WARNING,
    span=Span("content/incidents/2026-11-21-email.md", 3, 9, 4),
    message="`jnae` is not in `people`",
    notes=("the name is shown as typed",),
    help="write the id of a person, or add one to `people` in content/site.yaml",
    excerpt="author: jnae",
)
NOTHING = Diagnostic(
    code="no-settings",
    severity=Severity.ERROR,
    span=Span("content/site.yaml"),
    message="there is no `content/site.yaml`",
    label="every site has one",
)

WHOLE = """\
warning[unknown-person]: `jnae` is not in `people`
 --> content/incidents/2026-11-21-email.md:3:9
  |
3 | author: jnae
  |         ^^^^
  = note: the name is shown as typed
help: write the id of a person, or add one to `people` in content/site.yaml

error[unknown-status]: `Reslved` is not a status
  --> content/incidents/2026-11-21-email.md:12:4
   |
12 | ## Reslved · 2026-11-21 15:02
   |    ^^^^^^^ expected one of: Investigating, Identified, Monitoring, Update, Resolved, Postmortem
help: did you mean `Resolved`?

## Resolved · 2026-11-21 15:02

error[no-settings]: there is no `content/site.yaml`
 --> content/site.yaml
  = every site has one

2 errors, 1 warning in 2 files; nothing was written
"""


def test_the_whole_report() -> None:
    text = render_terminal([STATUS, PERSON, NOTHING], outcome="nothing was written")

    assert text == WHOLE


def test_colour_adds_nothing_but_colour() -> None:
    colored = render_terminal(
        [STATUS, PERSON, NOTHING], screen=Screen(color=True), outcome="nothing was written"
    )

    assert "\x1b[1;31m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == WHOLE


def test_no_problem_is_one_line() -> None:
    assert render_terminal([]) == "no problems\n"


def test_paths_lead_from_where_the_reader_stands() -> None:
    text = render_terminal([STATUS], screen=Screen(prefix="status/"))

    assert " --> status/content/incidents/2026-11-21-email.md:12:4\n" in text


def test_content_can_not_command_the_terminal() -> None:
    hostile = Diagnostic(
        code="unknown-key",
        severity=Severity.ERROR,
        span=Span("content/\x1b]0;owned\x07.md", 1, 1, 1),
        message="\x1b[2J is not a key",
        label="\x1b[31m",
        notes=("\x9b31m",),
        help="\x1bc",
        fix="one\x1b[0m\ntwo",
        excerpt="\x1b[8mtitle",
    )

    assert "\x1b" not in render_terminal([hostile])
    assert "\x9b" not in render_terminal([hostile])
    assert "\none␛[0m\ntwo\n" in render_terminal([hostile])


def test_many_problems_of_one_kind_do_not_hide_the_others() -> None:
    many = [
        Diagnostic(
            code="unknown-component",
            severity=Severity.ERROR,
            span=Span(f"content/incidents/{n:03}.md", 4, 1, 1),
            message="unknown",
        )
        for n in range(51)
    ]

    text = render_terminal([*many, STATUS])

    assert text.count("error[unknown-component]: unknown") == 10
    assert "error[unknown-status]" in text
    assert (
        "error[unknown-component]: 41 more problems of this kind in 41 files\n"
        "  = note: `--json` lists them all\n" in text
    )
    assert text.endswith("52 errors in 52 files\n")


def test_fifty_problems_of_one_kind_are_all_shown() -> None:
    fifty = [
        Diagnostic(code="a", severity=Severity.ERROR, span=Span("x.md", n), message="m")
        for n in range(1, 51)
    ]

    assert render_terminal(fifty).count("error[a]: m") == 50


def test_a_narrow_screen_gets_a_short_excerpt() -> None:
    long = Diagnostic(
        code="a",
        severity=Severity.ERROR,
        span=Span("x.md", 1, 300, 5),
        message="m",
        excerpt="x" * 299 + "WRONG" + "x" * 299,
    )

    excerpt = render_terminal([long], screen=Screen(width=50)).splitlines()[3]

    assert len(excerpt) <= 50
    assert "WRONG" in excerpt
