"""The lines of a catalogue, checked strictly: Babel takes a lost quote for a shorter word.

Source of the format: GNU gettext manual, "The Format of PO Files".
"""

import re
from collections.abc import Mapping

from stillup.model.diagnostic import Problems, Span

_LINE = re.compile(
    r"(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<form>[0-9])\])?)[ \t]+)?"
    r'"(?P<text>(?:[^"\\]|\\[nrt"\\])*)"'
)
_FIRST = ("msgctxt", "msgid")
_NEXT: Mapping[str, tuple[str, ...]] = {
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": _FIRST,
}
_HELP = 'a phrase is `msgid "English words"` and below it `msgstr "their translation"`'


def check_lines(path: str, text: str, problems: Problems) -> None:
    """Report the first line that can't stand where it does, and phrases that stand there twice."""
    entries = _Entries(path, problems)
    lines = text.split("\n")
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None or not entries.take(number, found):
            _report_line(path, number, line, problems)
            return
    if not entries.is_complete:
        _report(path, len(lines), "the last phrase has no `msgstr`", problems)


class _Entries:
    """Follows the lines of a catalogue, entry by entry."""

    def __init__(self, path: str, problems: Problems) -> None:
        self._path = path
        self._problems = problems
        self._allowed: tuple[str, ...] = _FIRST
        self._lines: dict[tuple[str, str], int] = {}
        self._words: dict[str, str] = {}
        self._last = ""

    @property
    def is_complete(self) -> bool:
        """Whether no phrase is left without its translation."""
        return not self._last or self._last.startswith("msgstr")

    def take(self, number: int, found: re.Match[str]) -> bool:
        """Take a line; False if it can't stand here."""
        keyword, text = found["keyword"], found["text"]
        if keyword is None:
            self._words[self._last] = self._words.get(self._last, "") + text
            return bool(self._last)
        if keyword not in self._allowed:
            return False
        if keyword in _FIRST and self._last != "msgctxt":
            self._words = {}
        if keyword in {"msgstr", "msgstr[0]"}:
            self._note(number)
        self._last, self._words[keyword] = keyword, text
        self._allowed = _NEXT[keyword] if found["form"] is None else _after(int(found["form"]))
        return True

    def _note(self, number: int) -> None:
        words = self._words.get("msgctxt", ""), self._words["msgid"]
        first = self._lines.setdefault(words, number)
        if first != number:
            fact = f"`{words[1]}` is translated twice, first in line {first}"
            _report(self._path, number, fact, self._problems, help="keep one of the two")


def _after(form: int) -> tuple[str, ...]:
    return (f"msgstr[{form + 1}]", *_FIRST)


def _report_line(path: str, number: int, line: str, problems: Problems) -> None:
    mended = f'{line}"'
    if _LINE.fullmatch(mended) and not _LINE.fullmatch(line):
        fact = "the quote at the end is missing"
        _report(path, number, fact, problems, help="write it:", fix=mended)
    else:
        _report(path, number, "this can't stand here in a catalogue", problems)


def _report(
    path: str,
    line: int,
    fact: str,
    problems: Problems,
    *,
    help: str = _HELP,  # noqa: A002 - as in a diagnostic
    fix: str = "",
) -> None:
    problems.error("broken-catalogue", Span(path, line), fact, help=help, fix=fix)
