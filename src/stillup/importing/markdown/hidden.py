"""HTML that worked behind the old pages, or that pages of ours do not show."""

import re

from stillup.importing.doubt import Doubts
from stillup.parse.blocks import BlockKind
from stillup.writing.blocks import scan

_MARK = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--(?:(?!<!--).)*?-->)"
    r"|(?P<behind><(?P<name>script|style)\b[^<>]*>(?:(?!<(?P=name)\b).)*?</(?P=name)\s*>"
    r"|<(?:link|meta|base)\b[^<>]*>)"
    r"|(?P<frame><(?P<frames>iframe|video|audio|object)\b[^<>]*>"
    r"(?:(?!<(?P=frames)\b).)*?</(?P=frames)\s*>|<embed\b[^<>]*>)"
    r"|(?P<other><(?:form|input|button|select|textarea|canvas|svg|noscript|template|dialog)\b"
    r"[^<>]*>)",
    re.IGNORECASE | re.DOTALL,
)
_RAW = re.compile(r" {0,3}<")
_SOURCE = re.compile(r"\b(?:src|data)\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_MORE = re.compile(r"<!--\s*(?:more|truncate|excerpt|end_?excerpt|read ?more)\s*-->", re.IGNORECASE)


def without_hidden(text: str, doubts: Doubts) -> str:
    """Return a text of as many lines in which what never was to be read is a comment.

    Scripts and styles become comments, frames the links to what they showed; the marks that cut a
    post short on a list are taken out.
    """
    verbatim = _verbatim(text)

    def settled(found: "re.Match[str]") -> str:
        line = text[: found.start()].count("\n")
        if found["code"] or line in verbatim:
            return found[0]
        if found["comment"]:
            return "" if _MORE.fullmatch(found[0]) else found[0]
        return _settled(found, line, doubts)

    return _MARK.sub(settled, text)


def _settled(found: "re.Match[str]", line: int, doubts: Doubts) -> str:
    shown = f"`{found[0].split(chr(10))[0][:60]}`"
    if found["behind"]:
        doubts.note("html", line, shown, "it is a comment")
        return f"<!-- {found[0].replace('-->', '--&gt;')} -->"
    source = _SOURCE.search(found[0]) if found["frame"] else None
    if source is None:
        doubts.note("html", line, shown, "it is shown as typed")
        return found[0]
    doubts.note("html", line, shown, "it is a link")
    return f'<a href="{source[1]}">{source[1]}</a>' + "\n" * found[0].count("\n")


def _verbatim(text: str) -> frozenset[int]:
    """Return the lines of code, counted from 0. `<script>` begins none here."""
    lines = text.split("\n")
    code = [block for block in scan(lines).blocks if block.kind is BlockKind.CODE]
    true = [block for block in code if not _RAW.match(lines[block.start - 1])]
    return frozenset(number - 1 for block in true for number in range(block.start, block.end))
