"""A case: what it shows, the files, and the diagnostics that are expected, as one text.

    A status that nobody knows gets the nearest one.
    now: 2026-11-21 16:00

    -- content/incidents/2026-11-21-email.md --
    …
    -- expect --
    error[unknown-status] content/incidents/2026-11-21-email.md:7:4
      there is no status `Resovled`
      help: did you mean `Resolved`?
      fix | ## Resolved · 2026-11-21 15:02

`now:` is UTC and may be left out. Without a `content/site.yaml` a small one is put in.
A path followed by `(escaped)` has `\\r`, `\\xff` and the like in its text.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from stillup.model.diagnostic import Diagnostic
from tests.support.project import Project

SITE = """\
name: Harbour Mail Status
url: https://status.harbourmail.example
since: 2020-01-01
time_zone: Europe/Lisbon
languages: [en, ca]
groups:
  - {id: messaging, name: Messaging}
components:
  - {id: email, name: Email, group: messaging}
  - {id: webmail, name: Webmail, group: messaging}
people:
  - {id: jane, name: Jane Roe}
  - {id: sam, name: Sam Poe}
"""
_EXPECT = "-- expect --\n"
_NOW = re.compile(r"^now: (.+)$", re.MULTILINE)
_LATE = datetime(2027, 12, 31, 12, tzinfo=UTC)
_ESCAPED = " (escaped)"


@dataclass(frozen=True)
class Case:
    """One case as written."""

    story: str
    files: str
    expected: str

    @staticmethod
    def parse(text: str) -> "Case":
        """Read a case."""
        given, _, expected = text.partition(_EXPECT)
        story, _, _ = given.partition("\n-- ")
        return Case(story, given, expected)

    @property
    def now(self) -> datetime:
        found = _NOW.search(self.story)
        return datetime.fromisoformat(found[1]).replace(tzinfo=UTC) if found else _LATE

    @property
    def project(self) -> Project:
        given = Project.parse(self.files)
        files = {
            path.removesuffix(_ESCAPED): unescaped(data) if path.endswith(_ESCAPED) else data
            for path, data in given.files.items()
        }
        return Project({"content/site.yaml": SITE.encode()} | files)

    def accepting(self, diagnostics: tuple[Diagnostic, ...]) -> str:
        """Return the text of the case with these diagnostics expected."""
        return self.files + _EXPECT + shown(diagnostics)


def shown(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Return diagnostics as a case writes them."""
    return "".join(_shown(each) for each in diagnostics)


def _shown(found: Diagnostic) -> str:
    span = found.span
    place = f":{span.line}:{span.column}" if span.line else ""
    fix = found.fix.split("\n") if found.fix else []
    lines = [
        f"{found.severity.value}[{found.code}] {span.path}{place}",
        f"  {found.message}",
        *(f"  note: {note}" for note in found.notes),
        *([f"  help: {found.help}"] if found.help else []),
        *(f"  fix | {line}".rstrip() for line in fix),
    ]
    return "\n".join(lines) + "\n"


def unescaped(data: bytes) -> bytes:
    """Return bytes with `\\r`, `\\n`, `\\t`, `\\\\` and `\\xff` put in."""
    return re.sub(
        rb"\\(?:x([0-9a-f]{2})|([rnt\\]))",
        lambda found: (
            bytes([int(found[1], 16)])
            if found[1]
            else {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"\\": b"\\"}[found[2]]
        ),
        data,
    )
