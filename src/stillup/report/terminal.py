"""Problems as text for a terminal. Colour is an addition: without it the text is the same."""

from collections.abc import Iterator, Sequence

import msgspec

from stillup.model.diagnostic import Diagnostic, Severity
from stillup.report.cells import harmless
from stillup.report.excerpt import excerpt_lines
from stillup.report.tally import counted, files_in, tally

_MANY = 50
_SHOWN_OF_MANY = 10
_HUE = {Severity.ERROR: "31", Severity.WARNING: "33"}
_BLUE, _GREEN, _CYAN = "34", "32", "36"


class Screen(msgspec.Struct, frozen=True):
    """What the text is for: `width` in columns, `prefix` before every path to make it findable."""

    color: bool = False
    width: int = 100
    prefix: str = ""

    def paint(self, text: str, hue: str) -> str:
        """Return `text` bold in a colour, or as it is."""
        return f"\x1b[1;{hue}m{text}\x1b[0m" if self.color and text else text


def render_terminal(
    diagnostics: Sequence[Diagnostic], *, screen: Screen | None = None, outcome: str = ""
) -> str:
    """Return all problems, warnings first, and a last line that counts them.

    `outcome` says on that line what came of it. Of one code with more than 50 problems only the
    first ten are shown; the JSON report has them all.
    """
    screen = screen or Screen()
    shown, rest = _choose(diagnostics)
    blocks = ["\n".join(_lines(each, screen)) for each in shown]
    blocks += [_rest(group, screen) for group in rest]
    closing = "; ".join(part for part in (tally(diagnostics), outcome) if part)
    return "\n\n".join([*blocks, closing]) + "\n"


def _choose(
    diagnostics: Sequence[Diagnostic],
) -> tuple[list[Diagnostic], list[list[Diagnostic]]]:
    groups: dict[tuple[Severity, str], list[Diagnostic]] = {}
    for each in sorted(diagnostics, key=lambda d: (d.is_error, d.span)):
        groups.setdefault((each.severity, each.code), []).append(each)
    left = {key: group[_SHOWN_OF_MANY:] for key, group in groups.items() if len(group) > _MANY}
    hidden = {id(each) for group in left.values() for each in group}
    shown = [each for group in groups.values() for each in group if id(each) not in hidden]
    return sorted(shown, key=lambda d: (d.is_error, d.span)), list(left.values())


def _rest(group: list[Diagnostic], screen: Screen) -> str:
    first = group[0]
    head = screen.paint(f"{first.severity}[{first.code}]", _HUE[first.severity])
    more = f"{counted(len(group), 'more problem')} of this kind"
    return (
        f"{head}: {more} in {counted(files_in(group), 'file')}\n  = note: `--json` lists them all"
    )


def _lines(each: Diagnostic, screen: Screen) -> Iterator[str]:
    hue = _HUE[each.severity]
    yield f"{screen.paint(f'{each.severity}[{each.code}]', hue)}: {harmless(each.message)}"
    gutter = " " * len(str(each.span.line)) if each.excerpt else " "
    yield f"{gutter}{screen.paint('-->', _BLUE)} {_place(each, screen)}"
    yield from _excerpt(each, screen, gutter)
    for note in each.notes:
        yield f"{gutter} {screen.paint('=', _BLUE)} note: {harmless(note)}"
    yield from _help(each, screen)


def _place(each: Diagnostic, screen: Screen) -> str:
    path = harmless(screen.prefix + each.span.path)
    return f"{path}:{each.span.line}:{each.span.column}" if each.span.line else path


def _excerpt(each: Diagnostic, screen: Screen, gutter: str) -> Iterator[str]:
    span = each.span
    bar = screen.paint("|", _BLUE)
    if not (span.line and each.excerpt):
        if each.label:
            yield f"{gutter} {screen.paint('=', _BLUE)} {harmless(each.label)}"
        return
    room = screen.width - len(gutter) - 3
    line, carets = excerpt_lines(each.excerpt, span.column, span.length, room)
    yield f"{gutter} {bar}"
    yield f"{screen.paint(str(span.line), _BLUE)} {bar} {line}".rstrip()
    indent = carets[: carets.index("^")]
    marked = screen.paint(f"{carets.lstrip()} {harmless(each.label)}".rstrip(), _HUE[each.severity])
    yield f"{gutter} {bar} {indent}{marked}"


def _help(each: Diagnostic, screen: Screen) -> Iterator[str]:
    """Yield the advice; corrected lines begin at the left edge, so that they can be copied."""
    if each.help or each.fix:
        word = screen.paint("help", _CYAN)
        yield f"{word}: {harmless(each.help or 'write it like this')}"
    if each.fix:
        yield ""
        yield from (screen.paint(harmless(line), _GREEN) for line in each.fix.splitlines())
