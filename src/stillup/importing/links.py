"""Link targets in Markdown, rewritten in place: inline links, references and raw HTML."""

import re
from collections.abc import Callable

from stillup.writing.blocks import scan

_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_INLINE = (
    r"(?P<before>\]\([ \t]*)(?P<target>(?:[^\s()<>]|\([^\s()]*\))+)"
    r"(?=[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\))?[ \t]*\))"
)
_TARGETS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<before>\]\([ \t]*<)(?P<target>[^<>\n]*)(?=>)",
        _INLINE,
        r"(?P<before>^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?)(?P<target>[^\s<>]+)",
        r"(?P<before><[a-z][^<>]*\b(?:src|href)[ \t]*=[ \t]*[\"'])(?P<target>[^\"'<>]*)(?=[\"'])",
    )
)


def with_targets(text: str, meant: Callable[[str, int], str]) -> str:
    """Return `text` with every link target replaced by what `meant` says of it and its line.

    Lines are counted from 0 and none is added or taken away. Code and comments stay as they are.
    """
    lines = text.split("\n")
    scanned = scan(lines)
    for number, line in enumerate(lines):
        if scanned.is_words(number):
            lines[number] = _rewritten(line, number, meant)
    return "\n".join(lines)


def _rewritten(line: str, number: int, meant: Callable[[str, int], str]) -> str:
    code: list[str] = []

    def hide(found: "re.Match[str]") -> str:
        code.append(found[0])
        return f"\0{len(code) - 1}\0"

    shown = _CODE.sub(hide, line)
    for pattern in _TARGETS:
        shown = pattern.sub(lambda found: found["before"] + meant(found["target"], number), shown)
    return re.sub("\0(\\d+)\0", lambda found: code[int(found[1])], shown)
