"""Problems as one JSON object. `stillup help json` documents it; keys are only ever added."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from stillup.model.diagnostic import Diagnostic
from stillup.report.tally import errors_in

VERSION = 1
"""Rises when a key changes its meaning or goes."""


def render_json(diagnostics: Sequence[Diagnostic], facts: Mapping[str, Any] | None = None) -> str:
    """Return the object as text, in ASCII: what is in a post can't command a terminal.

    `facts` are further keys of the object, of values that JSON knows.
    """
    errors = errors_in(diagnostics)
    report = {
        "version": VERSION,
        "errors": errors,
        "warnings": len(diagnostics) - errors,
        **(facts or {}),
        "diagnostics": [_entry(each) for each in diagnostics],
    }
    return json.dumps(report, indent=2) + "\n"


def _entry(each: Diagnostic) -> dict[str, Any]:
    span = each.span
    return {
        "code": each.code,
        "severity": str(each.severity),
        "path": span.path,
        "line": span.line or None,
        "column": span.column if span.line else None,
        "length": span.length if span.line else None,
        "message": each.message,
        "label": each.label,
        "notes": list(each.notes),
        "help": each.help,
        "fix": each.fix,
        "excerpt": each.excerpt,
    }
