"""The line being read: how far its containers have been read, and what is left of it."""

import re

_BLANKS = re.compile(" *")
_STRUCTURE = re.compile(r"(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*")
_TAB = 4


class Line:
    """One line. `at` is the column after its containers, `start` that of its first character.

    In `text` the tabs before the words are blanks, so that an index is a column.
    """

    def __init__(self, number: int, raw: str) -> None:
        self.number = number
        self.text = _expanded(raw) if "\t" in raw else raw
        self._raw = raw
        self.move(0)

    def move(self, at: int) -> None:
        """Go to a column."""
        self.at = at
        blanks = _BLANKS.match(self.text, at)
        self.start = blanks.end() if blanks else at

    @property
    def indent(self) -> int:
        """How many blanks stand before the words."""
        return self.start - self.at

    @property
    def is_blank(self) -> bool:
        """Whether no word is left."""
        return self.start >= len(self.text)

    @property
    def words(self) -> str:
        """What is left, without the blanks before it."""
        return self.text[self.start :]

    def code(self, indent: int) -> str:
        """Return what is left as it stands in code, with its tabs, less up to so many blanks."""
        return _without_columns(self._raw, self.at + min(indent, self.indent))


def _expanded(raw: str) -> str:
    found = _STRUCTURE.match(raw)
    end = found.end() if found else 0
    return raw[:end].expandtabs(_TAB) + raw[end:]


def _without_columns(raw: str, columns: int) -> str:
    """Return what stands after so many columns; a tab that is cut becomes blanks."""
    at = column = 0
    while column < columns and at < len(raw):
        column += _TAB - column % _TAB if raw[at] == "\t" else 1
        at += 1
    return " " * (column - columns) + raw[at:]
