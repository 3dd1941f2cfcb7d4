"""Problems as GitLab shows them beside the lines of a merge request.

Format: GitLab's "Code Quality report format", the required keys alone.
"""

from collections.abc import Sequence

import msgspec

from stillup.model.diagnostic import Diagnostic
from stillup.model.digest import digest_of


def render_code_quality(diagnostics: Sequence[Diagnostic], prefix: str = "") -> str:
    """Return one JSON list. `prefix` leads from the repository to the site folder."""
    found = [_finding(each, prefix, nth) for nth, each in enumerate(diagnostics)]
    return msgspec.json.format(msgspec.json.encode(found)).decode() + "\n"


def _finding(each: Diagnostic, prefix: str, nth: int) -> dict[str, object]:
    said = "; ".join(part for part in (each.message, each.help, each.fix) if part)
    path = prefix + each.span.path
    return {
        "description": said,
        "check_name": each.code,
        "fingerprint": digest_of(path, each.code, each.message, each.span.line, nth),
        "severity": "major" if each.is_error else "minor",
        "location": {"path": path, "lines": {"begin": max(1, each.span.line)}},
    }
