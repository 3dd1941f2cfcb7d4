"""Marks for looks alone, which engines put into Markdown: classes, sizes, tables of contents."""

import re

from stillup.importing.doubt import Doubts
from stillup.writing.blocks import scan

_LINE = re.compile(r"[ \t>]*(?:\{:[^{}\n]*\}|\[TOC\]|\[\[_TOC_\]\])[ \t]*$")
_CONTENTS = re.compile(r"[ \t>]*[*+-] .*$")
_BEHIND = re.compile(r"(?<=[)\]*_`])\{:?[ \t]*(?:[.#][\w-]|[\w-]+[ \t]*=|:)[^{}\n]*\}")
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t].*?([ \t]*\{:?[ \t]*[#.][^{}\n]*\})[ \t]*$")
_CODE = re.compile(r"(?P<code>(?<!`)(`+)(?!`).*?(?<!`)\2(?!`))")


def without_looks(text: str, doubts: Doubts) -> str:
    """Return a text of as many lines without marks such as `{: .table}`."""
    lines = text.split("\n")
    scanned = scan(lines)
    for number, line in enumerate(lines):
        if ("{" in line or "TOC" in line) and scanned.is_words(number):
            if ":toc" in line and number and _CONTENTS.match(lines[number - 1]):
                lines[number - 1] = ""  # an item that only stands for the table of contents
            lines[number] = _without(line, number, doubts)
    return "\n".join(lines)


def _without(line: str, number: int, doubts: Doubts) -> str:
    def drop(mark: str) -> str:
        doubts.note("looks", number, f"`{mark.strip()}`")
        return ""

    if _LINE.match(line):
        return drop(line)
    if heading := _HEADING.match(line):
        drop(heading[1])
        line = line[: heading.start(1)]
    pieces = _CODE.split(line)
    # The pattern has two groups, so that every third piece is words.
    words = [_BEHIND.sub(lambda found: drop(found[0]), piece) for piece in pieces[::3]]
    code = [*pieces[1::3], ""]
    return "".join(part for pair in zip(words, code, strict=True) for part in pair)
