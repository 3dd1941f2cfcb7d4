"""Loosely marked updates: one text that holds several, told apart by the marks people use.

Seen in the wild: a `track` shortcode after each paragraph; blocks between lines of dashes that
begin with a time; labels such as `*Resolved* -`, `**Update**`, `[Final Message]` or `EDIT:`.
Whoever reads the pieces decides what a piece without a time means; nothing is guessed here.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

from stillup.importing.labels import Label, read_label
from stillup.importing.times import TIME, Time
from stillup.writing.blocks import Scan, scan
from stillup.writing.prose import is_heading_underline

ReadTime = Callable[[str], Time | None]

_TRACK = re.compile(
    r"[ \t]*\{\{[<%]\s*track\s+(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s>%]+))\s*[>%]\}\}"
)
_SEPARATOR = re.compile(r"\s*(?:\\?-{2,}|\*{3,}|_{3,}|(?:-[ \t]+){2,}-)[ \t]*$")
_HEAD = re.compile(
    rf"(?:#{{1,6}}[ \t]+)?[\[(*_`]*(?P<time>{TIME})(?P<close>[\])*_`]*)"
    r"(?P<end>[ \t]*(?:[-–—:|]+(?=[ \t]|$))?[ \t]*)",
)


class Piece(msgspec.Struct, frozen=True):
    """A stretch of lines that was written at one time, as far as its marks tell.

    `lines` are as written, without the marks of its time; `first` is its first line, counted
    from 0. `time` is None if it has none of its own, `typed` is the time as typed, and `found`
    says how it was found: `track`, `head` or nothing. `written` are the lines with those marks.
    """

    lines: tuple[str, ...]
    first: int
    label: Label | None = None
    time: Time | None = None
    typed: str = ""
    found: str = ""
    written: tuple[str, ...] = ()

    @property
    def untimed(self) -> "Piece":
        """The same piece with its time as a part of the text."""
        shown = tuple(_TRACK.sub(_shown_time, line) for line in self.written)
        return _labelled(Piece(shown, self.first, written=self.written))

    @property
    def text(self) -> str:
        """The lines as one text without the separators and blank lines around it."""
        kept = list(self.lines)
        while kept and _is_gap(kept[0]):
            del kept[0]
        while kept and _is_gap(kept[-1]):
            del kept[-1]
        return "\n".join(kept)

    @property
    def is_parted(self) -> bool:
        """Whether a separator ends it."""
        last = next((line for line in reversed(self.lines) if line.strip()), "")
        return _is_gap(last)

    @property
    def unlabelled(self) -> str:
        """The text without its label, if that says no more than the status."""
        return self.label.without(self.text) if self.label else self.text


def read_pieces(body: str, read_time: ReadTime) -> tuple[Piece, ...]:
    """Tell a text apart, in its order. Together the pieces hold every line that has words."""
    lines = body.split("\n")
    starts = sorted(set(_starts(lines, scan(lines), read_time)))
    ends = [*starts[1:], len(lines)]
    pieces = [
        _piece(tuple(lines[start:end]), start, read_time)
        for start, end in zip(starts, ends, strict=True)
    ]
    return tuple(piece for piece in pieces if piece.text)


def _starts(lines: list[str], scanned: Scan, read_time: ReadTime) -> Iterator[int]:
    """Yield the lines with which a new piece begins."""
    yield 0
    fresh = True
    for number, line in enumerate(lines):
        if not scanned.is_words(number):
            fresh = False
            continue
        if is_separator(lines, number):
            yield number + 1
            fresh = True
            continue
        head = _is_opening(lines, number, fresh=fresh) and _read_head(line, read_time)
        if head or (read_label(line) and not fresh):
            yield number
            fresh = bool(head)
        elif line.strip():
            fresh = False
        if _track(line):
            yield number + 1
            fresh = True


def _is_opening(lines: list[str], number: int, *, fresh: bool) -> bool:
    """Whether a line begins a paragraph: a time inside one is told, not a mark."""
    return fresh or number == 0 or not lines[number - 1].strip()


def is_separator(lines: list[str], number: int) -> bool:
    """Whether a line parts two texts. Long dashes right below a text made it a heading."""
    line = lines[number]
    if not _SEPARATOR.match(line):
        return False
    below_text = number > 0 and bool(lines[number - 1].strip())
    dashes = line.strip()
    return not (below_text and set(dashes) == {"-"} and is_heading_underline(dashes))


def _is_gap(line: str) -> bool:
    return not line.strip() or _SEPARATOR.match(line) is not None


def _track(line: str) -> "re.Match[str] | None":
    """Return the last track of a line: the paragraph before it was written then."""
    found = list(_TRACK.finditer(line))
    return found[-1] if found else None


def _read_head(line: str, read_time: ReadTime) -> "re.Match[str] | None":
    """Return the time that a line begins with, if it is set apart from what follows."""
    found = _HEAD.match(line)
    if not found or read_time(found["time"]) is None:
        return None
    alone = found.end() == len(line)
    set_apart = found["close"].strip("`") or found["end"].strip()
    return found if alone or set_apart else None


def _piece(lines: tuple[str, ...], first: int, read_time: ReadTime) -> Piece:
    for number, line in enumerate(lines):
        if (track := _track(line)) and (time := read_time(_typed(track))):
            rest = line[: track.start()] + line[track.end() :]
            kept = _with_line(lines, number, rest)
            return _labelled(Piece(kept, first, None, time, _typed(track), "track", lines))
    number = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines and (head := _read_head(lines[number], read_time)):
        kept = _with_line(lines, number, lines[number][head.end() :])
        time = read_time(head["time"])
        return _labelled(Piece(kept, first, None, time, head["time"], "head", lines))
    shown = tuple(_TRACK.sub(_shown_time, line) for line in lines)
    return _labelled_with_time(Piece(shown, first, written=lines), read_time)


def _typed(track: "re.Match[str]") -> str:
    return next((group for group in track.groups() if group is not None), "")


def _shown_time(track: "re.Match[str]") -> str:
    """Return what a page shows in place of the shortcode."""
    return f" ({_typed(track)})"


def _labelled(piece: Piece) -> Piece:
    first = piece.text.partition("\n")[0]
    return msgspec.structs.replace(piece, label=read_label(first))


def _labelled_with_time(piece: Piece, read_time: ReadTime) -> Piece:
    """Read a label and the time that may follow it: `Update (2021-05-03 10:00 UTC): …`."""
    piece = _labelled(piece)
    if piece.label is None:
        return piece
    text = piece.text
    rest = text[piece.label.end :]
    stripped = rest.lstrip(" \t([-–—:")
    found = re.match(TIME, stripped)
    time = read_time(found[0]) if found else None
    if (
        not found
        or time is None
        or not re.match(r"[ \t]*(?:[)\]:*_]|[-–—]|$)", stripped[found.end() :], re.MULTILINE)
    ):
        return piece
    after = stripped[found.end() :].lstrip(" \t)]*_").removeprefix(":").lstrip(" \t-–—")
    kept = text[: piece.label.end].rstrip() + (f" {after}" if after.strip() else "")
    lines = tuple(kept.split("\n"))
    return msgspec.structs.replace(piece, lines=lines, time=time, typed=found[0], found="head")


def _with_line(lines: tuple[str, ...], number: int, line: str) -> tuple[str, ...]:
    return (*lines[:number], line.rstrip(), *lines[number + 1 :])
