"""Bytes to lines, and places in them from which a corrected line can be printed."""

import re
from collections.abc import Sequence

import msgspec

from stillup.model.diagnostic import Problems, Span

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)")
_LONGEST = 2000
_BYTE_ORDER_MARKS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class Place(msgspec.Struct, frozen=True):
    """A stretch of one line. `written` is the whole line; lines and columns count from 1."""

    path: str
    line: int
    column: int
    length: int
    written: str

    @property
    def span(self) -> Span:
        """The same for a diagnostic."""
        return Span(self.path, self.line, self.column, max(self.length, 1))

    @property
    def words(self) -> str:
        """What stands there."""
        return self.written[self.column - 1 : self.column - 1 + self.length]

    def mended(self, words: str) -> str:
        """Return the whole line with `words` in this place, nothing if it is too long to paste."""
        if len(self.written) > _LONGEST:
            return ""
        start = self.column - 1
        return self.written[:start] + words + self.written[start + self.length :]

    def part(self, start: int, length: int) -> "Place":
        """Return a part of this place; `start` counts from 0 within it.

        The whole, if it has no such part: a value may go on over more lines than its place.
        """
        if self.column - 1 + start + length > len(self.written):
            return self
        return Place(self.path, self.line, self.column + start, length, self.written)


class Lines(msgspec.Struct, frozen=True):
    """The lines of one file without their ends. `first` is the number of the first of them."""

    path: str
    texts: Sequence[str]
    first: int = 1

    def place(self, number: int, column: int = 1, length: int | None = None) -> Place:
        """Return a place on line `number`, to the end of the line if no length is given."""
        index = number - self.first
        written = self.texts[index] if 0 <= index < len(self.texts) else ""
        if length is None:
            length = max(len(written) - column + 1, 0)
        return Place(self.path, number, column, length, written)

    def part(self, start: int, end: int) -> "Lines":
        """Return lines `start` up to but without `end`, by number."""
        return Lines(self.path, self.texts[start - self.first : end - self.first], start)

    @property
    def end(self) -> int:
        """The number after the last line."""
        return self.first + len(self.texts)


def decode_lines(path: str, data: bytes, problems: Problems) -> Lines | None:
    """Return the lines of a UTF-8 text, or None if it is something else.

    Only LF, CR LF and CR end a line. A byte order mark at the start is dropped.
    """
    if (mark := _BYTE_ORDER_MARKS.get(data[:2])) or b"\x00" in data[:2]:
        _report_encoding(path, mark or "UTF-16", problems)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _report_bad_byte(path, data, error.start, problems)
        return None
    texts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = Lines(path, texts)
    if _INVISIBLE.search(text):
        _report_invisible(lines, problems)
    if "<<<<<<<" in text or ">>>>>>>" in text:
        _report_conflict(lines, problems)
    return lines


def without_invisible(text: str) -> str:
    """Return `text` without characters that nobody can see and YAML does not allow."""
    return _INVISIBLE.sub("", text)


def _report_encoding(path: str, name: str, problems: Problems) -> None:
    problems.error(
        "not-utf8",
        Span(path),
        f"this file is {name}, not UTF-8",
        help="in your editor choose “Save with encoding”, then UTF-8, and save the file again",
    )


def _report_bad_byte(path: str, data: bytes, at: int, problems: Problems) -> None:
    line_start = max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)) + 1
    before = data[:line_start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    column = len(data[line_start:at].decode("utf-8", "replace").lstrip("\ufeff")) + 1
    rest = re.split(rb"[\r\n]", data[line_start:], maxsplit=1)[0]
    problems.error(
        "not-utf8",
        Span(path, before.count(b"\n") + 1, column),
        f"the byte 0x{data[at]:02x} is not UTF-8 text",
        help="save the file as UTF-8; if it was made on Windows, the line may have been meant so:",
        fix=rest.decode("cp1252", "replace"),
    )


def _report_invisible(lines: Lines, problems: Problems) -> None:
    for number, text in enumerate(lines.texts, lines.first):
        if found := _INVISIBLE.search(text):
            problems.warning(
                "invisible-character",
                lines.place(number, found.start() + 1, 1).span,
                f"an invisible character, U+{ord(found.group()):04X}, stands here",
                help="it is left out of what is published; delete it, or type the line anew",
                fix=without_invisible(text),
            )


def _report_conflict(lines: Lines, problems: Problems) -> None:
    for number, text in enumerate(lines.texts, lines.first):
        if _CONFLICT.match(text):
            problems.error(
                "merge-conflict",
                lines.place(number).span,
                "two versions of this file were merged and the choice between them is still open",
                help="keep the words you want and delete the lines that begin with "
                "`<<<<<<<`, `=======` and `>>>>>>>`",
            )
