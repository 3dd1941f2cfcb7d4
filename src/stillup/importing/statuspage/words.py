"""The words of an update as Markdown: HTML from a feed, typed text with some HTML from the API."""

import re
from html import unescape

from stillup.importing.markup import as_markdown, is_markup

_KNOWN = (
    "a abbr b big blockquote br center code dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins"
    " kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt"
    " u ul var"
)
_FOREIGN = re.compile(rf"<(?!/?(?:{_KNOWN.replace(' ', '|')})\b[^<>]*>|!--)", re.IGNORECASE)
_PARTING = re.compile(r"(?:<br\b[^<>]*>\s*){2,}", re.IGNORECASE)
_LINES = re.compile(r"\r\n|\r|\n")
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_BLOCK = re.compile(r"(?:[-*+>#|]|\d{1,9}[.)]|`{3}|~{3})(?:\s|$|[`~>#|])")
_INDENT = 4


def words_of_html(html: str) -> str:
    """Return HTML as Markdown. What stands like a tag and is none that shows, is words.

    Two breaks part paragraphs, as most people write them there.
    """
    return as_markdown(_PARTING.sub("<p>", _FOREIGN.sub("&lt;", html))).strip("\n")


def words_of_body(body: str) -> str:
    """Return what was typed into Statuspage, where each new line breaks the line.

    Entities are characters there, and most of Markdown reads as it does here.
    """
    body = _LINES.sub("\n", body)
    if is_markup(body):
        return words_of_html(body.replace("\n", "<br>"))
    lines = [_plain(line) for line in unescape(body).split("\n")]
    return "\n".join(_broken(lines)).strip("\n")


def words_of_markdown(text: str) -> str:
    """Return a postmortem, which is Markdown there as here."""
    text = _LINES.sub("\n", text)
    return _FOREIGN.sub(r"\\<", text).strip("\n")


def _plain(line: str) -> str:
    """Return a line whose signs stay signs, and that blanks do not turn into code."""
    indent = len(line) - len(line.lstrip())
    line = line.strip() if indent >= _INDENT and not _is_block(line) else line.rstrip()
    line = _BACKSLASH.sub(r"\\\\", line)
    return _ENTITY.sub("&amp;", _OPENING.sub(r"\\<", line))


def _broken(lines: list[str]) -> list[str]:
    """Return the lines, with a sign where the next one is to begin below and not beside."""
    return [
        f"{line}\\" if line and below and not _is_block(line) and not _is_block(below) else line
        for line, below in zip(lines, [*lines[1:], ""], strict=True)
    ]


def _is_block(line: str) -> bool:
    return _BLOCK.match(line.lstrip()) is not None
