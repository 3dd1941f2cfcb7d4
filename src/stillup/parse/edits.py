"""Public corrections: `TIME, what changed and why`."""

import re
from zoneinfo import ZoneInfo

from stillup.model.diagnostic import Problems
from stillup.model.post import Edit
from stillup.parse.instants import read_instant
from stillup.parse.nodes import Scalar

_WITHOUT_COMMA = re.compile(
    r"(?P<time>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
    r"(?:\s*(?:Z|UTC|GMT|[+-][0-9]{2}:[0-9]{2})\b)?)[\s:;.·—–-]+(?P<note>\S.*)"
)


def read_edit(scalar: Scalar, zone: ZoneInfo, problems: Problems) -> Edit | None:
    """Return one correction."""
    written, comma, note = scalar.text.partition(",")
    without = _WITHOUT_COMMA.fullmatch(scalar.text)
    if without and not _is_time(written):
        _report_comma(scalar, without, problems)
        return None
    if not comma or not note.strip():
        _report_note(scalar, problems)
        return None
    start = max(scalar.place.words.find(written), 0)
    time_place = scalar.place.part(start, len(written.rstrip()))
    at = read_instant(Scalar(written.strip(), time_place), zone, problems)
    return Edit(at.at, note.strip(), scalar.place.span) if at else None


def _is_time(written: str) -> bool:
    return (
        re.fullmatch(r"[0-9][0-9T:+ -]*(?:Z|UTC|GMT|[A-Za-z]+/[A-Za-z_/]+)?", written) is not None
    )


def _report_comma(scalar: Scalar, found: re.Match[str], problems: Problems) -> None:
    problems.error(
        "edit-without-comma",
        scalar.place.span,
        "there is no comma between the time and what was changed",
        help="write it so:",
        fix=scalar.place.mended(f"{found['time']}, {found['note']}"),
    )


def _report_note(scalar: Scalar, problems: Problems) -> None:
    problems.error(
        "edit-without-note",
        scalar.place.span,
        "this correction does not say what was changed and why",
        help="write the time, a comma and the reason, for example "
        "`2026-11-21 16:00, the end was 14:50 and not 15:50`",
    )
