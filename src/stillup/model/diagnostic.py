"""What is wrong, where, and how to mend it: errors as data. `report` renders them."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """An error in something published stops a build; a warning never does."""

    ERROR = "error"
    WARNING = "warning"


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of one line of a source.

    `line` and `column` count from 1, in characters; line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 1
    length: int = 1


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True):
    """One problem.

    `message` states the fact, lower-case, without a full stop. `label` is a few words for under
    the caret. `help` is one sentence that says how to mend it; `fix` is the corrected line or
    lines, ready to paste. Who knows the words but not their line gives `instead`: what should
    stand in place of the span, or of the words `of` in its line. `build` fills in `excerpt`, the
    source line, and the `fix` that follows from `instead`.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    label: str = ""
    notes: tuple[str, ...] = ()
    help: str = ""
    fix: str = ""
    instead: str = ""
    of: str = ""
    excerpt: str = ""

    @property
    def is_error(self) -> bool:
        """Whether this one stops a build."""
        return self.severity is Severity.ERROR

    def softened(self) -> "Diagnostic":
        """Return the same problem as a warning: it stands in a draft or a translation."""
        return msgspec.structs.replace(self, severity=Severity.WARNING)


class Problems:
    """Collects everything wrong, so that all of it can be said at once."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def error(
        self,
        code: str,
        span: Span,
        message: str,
        *,
        label: str = "",
        notes: tuple[str, ...] = (),
        help: str = "",  # noqa: A002 - the field's name everywhere
        fix: str = "",
        instead: str = "",
        of: str = "",
    ) -> None:
        """Add an error. `code` is a literal: a test lists them all and wants each explained."""
        self._add(Severity.ERROR, code, span, message, label, notes, help, fix, instead, of)

    def warning(
        self,
        code: str,
        span: Span,
        message: str,
        *,
        label: str = "",
        notes: tuple[str, ...] = (),
        help: str = "",  # noqa: A002
        fix: str = "",
        instead: str = "",
        of: str = "",
    ) -> None:
        """Add a warning."""
        self._add(Severity.WARNING, code, span, message, label, notes, help, fix, instead, of)

    def take(self, diagnostics: Iterable[Diagnostic], *, soften: bool = False) -> None:
        """Take over problems found elsewhere, as warnings if `soften`."""
        self._found += [d.softened() if soften else d for d in diagnostics]

    def frozen(self) -> tuple[Diagnostic, ...]:
        """Return what was found, ordered by place."""
        return tuple(sorted(self._found, key=lambda d: (d.span, d.code, d.message)))

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops a build."""
        return any(d.is_error for d in self._found)

    def _add(  # noqa: PLR0917
        self,
        severity: Severity,
        code: str,
        span: Span,
        message: str,
        label: str,
        notes: tuple[str, ...],
        help_: str,
        fix: str,
        instead: str,
        of: str,
    ) -> None:
        self._found.append(
            Diagnostic(
                code=code,
                severity=severity,
                span=span,
                message=message,
                label=label,
                notes=notes,
                help=help_,
                fix=fix,
                instead=instead,
                of=of,
            )
        )
