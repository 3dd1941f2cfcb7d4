"""Which block without parts a line begins, goes on with, or makes of the paragraph before it."""

from stillup.render.markdown.structure.blocks import Block
from stillup.render.markdown.structure.line import Line
from stillup.render.markdown.structure.references import Definitions, take_references
from stillup.render.markdown.structure.starts import (
    ends_html,
    find_fence,
    find_heading,
    find_html,
    find_underline,
    is_fence_end,
    is_rule,
)
from stillup.render.markdown.structure.tables import starts_table

CODE_INDENT = 4
"""So many blanks before a line make it code, where no paragraph is open."""

_COMMENT = 2


def find_leaf(line: Line, last_comment_end: int, *, in_paragraph: bool) -> Block | None:
    """Return the heading, fence or HTML block that a line begins, with what it says of it."""
    return _heading(line) or _fence(line) or _html(line, last_comment_end, in_paragraph)


def find_rule(line: Line) -> Block | None:
    """Return the thematic break that a line is."""
    is_one = is_rule(line.text, line.start)
    return Block("rule", line.number, line.number) if is_one else None


def _heading(line: Line) -> Block | None:
    heading = find_heading(line.text, line.start)
    if not heading:
        return None
    level, words = heading
    return Block("heading", line.number, line.number, lines=[words], number=level)


def _fence(line: Line) -> Block | None:
    mark = find_fence(line.text, line.start)
    return Block("fence", line.number, line.number, mark=mark, width=line.indent) if mark else None


def _html(line: Line, last_comment_end: int, in_paragraph: bool) -> Block | None:  # noqa: FBT001
    kind = find_html(line.text, line.start, interrupts=in_paragraph)
    if not kind or (kind == _COMMENT and line.number > last_comment_end):
        return None
    return Block("html", line.number, line.number, number=kind)


def goes_on(leaf: Block, line: Line, last_comment_end: int) -> bool:
    """Give a line to a fence or an HTML block; return whether it goes on after it."""
    if leaf.kind == "fence":
        return _fence_goes_on(leaf, line)
    return _html_goes_on(leaf, line, last_comment_end)


def _fence_goes_on(fence: Block, line: Line) -> bool:
    if line.indent < CODE_INDENT and is_fence_end(line.text, line.start, fence.mark):
        return False
    fence.lines.append(line.code(fence.width))
    return True


def _html_goes_on(html: Block, line: Line, last_comment_end: int) -> bool:
    # A comment with blank lines in it keeps the block open: it must not show in part.
    is_in_comment = html.mark and line.number < last_comment_end
    if html.number > _COMMENT and not is_in_comment and line.is_blank:
        return False
    words = line.code(0)
    html.lines.append(words)
    opened, closed = words.rfind("<!--"), words.rfind("-->")
    if opened != closed:
        html.mark = "<!--" if opened > closed else ""
    return html.number > _COMMENT or not ends_html(html.number, words)


def underline(paragraph: Block, line: Line) -> Definitions | None:
    """Make a paragraph a heading if the line is its underline.

    Return the link targets it began with, None if it stays a paragraph.
    """
    level = find_underline(line.text, line.start)
    references, words = take_references(paragraph.text) if level else ({}, "")
    if not words.strip():
        return None
    paragraph.kind, paragraph.number, paragraph.lines = "heading", level, [words.strip()]
    paragraph.last = line.number
    return references


def split_table(paragraph: Block, line: Line) -> Block | None:
    """Return the table that begins with the last line of a paragraph, taken from it."""
    if not starts_table(paragraph.lines[-1], line.words):
        return None
    lines = [paragraph.lines.pop(), line.words]
    paragraph.last -= 1
    return Block("table", line.number - 1, line.number, lines=lines)
