"""Lines → blocks, the way GitHub reads them. Source: GitHub Flavored Markdown 0.29, appendix.

Python-Markdown cuts a text at blank lines and recurses into the pieces; GFM goes line by line
through the containers that are open. No extension bridges that, so this stands in its place:
one pass, no recursion, no line read twice.
"""

from stillup.render.markdown.structure.blocks import Block, Structure
from stillup.render.markdown.structure.containers import Containers
from stillup.render.markdown.structure.leaves import (
    CODE_INDENT,
    find_leaf,
    find_rule,
    goes_on,
    split_table,
    underline,
)
from stillup.render.markdown.structure.line import Line


def parse_structure(text: str) -> Structure:
    """Return the blocks of a text whose lines end in LF."""
    lines = text.removesuffix("\n").split("\n")
    reader = _Reader(max((n for n, line in enumerate(lines) if "-->" in line), default=-1))
    for number, line in enumerate(lines):
        reader.take(Line(number, line))
    return reader.finished()


class _Reader:
    """Gives each line to what is open, or to what it begins.

    `last_comment_end` is the number of the last line in which a comment could end.
    """

    def __init__(self, last_comment_end: int) -> None:
        self._all = Containers()
        self._last_comment_end = last_comment_end

    def take(self, line: Line) -> None:
        """Read one line."""
        depth = self._all.continued(line)
        verbatim = self._all.leaf_at(depth, "fence", "html")
        if verbatim:
            self._take_verbatim(verbatim, line)
            return
        depth = self._all.opened(depth, line)
        if line.is_blank:
            self._take_blank(depth, line)
        elif line.indent >= CODE_INDENT and not self._paragraph:
            self._take_code(depth, line)
        elif line.indent >= CODE_INDENT or not self._takes_leaf(depth, line):
            self._take_words(depth, line)

    def finished(self) -> Structure:
        """Return what was read, now that no line is left."""
        self._all.close(1)
        return self._all.structure

    @property
    def _paragraph(self) -> Block | None:
        """The open paragraph, which takes words even of a line that left its containers."""
        leaf = self._all.leaf
        return leaf if leaf and leaf.kind == "paragraph" else None

    def _take_verbatim(self, leaf: Block, line: Line) -> None:
        goes = goes_on(leaf, line, self._last_comment_end)
        if goes or not line.is_blank:
            leaf.last = line.number
            self._all.reach(line.number)
        if not goes:
            self._all.leaf = None

    def _take_blank(self, depth: int, line: Line) -> None:
        code = self._all.leaf_at(depth, "code")
        if code:
            code.lines.append(line.code(CODE_INDENT))
        else:
            self._all.close(depth)

    def _take_code(self, depth: int, line: Line) -> None:
        code = self._all.leaf_at(depth, "code")
        self._extend(code or self._begin(depth, "code", line), line.code(CODE_INDENT), line)

    def _take_words(self, depth: int, line: Line) -> None:
        leaf = self._paragraph or self._all.leaf_at(depth, "table")
        self._extend(leaf or self._begin(depth, "paragraph", line), line.words, line)

    def _begin(self, depth: int, kind: str, line: Line) -> Block:
        self._all.leaf = leaf = self._all.add(depth, Block(kind, line.number, line.number))
        return leaf

    def _extend(self, leaf: Block, words: str, line: Line) -> None:
        leaf.lines.append(words)
        leaf.last = line.number
        self._all.reach(line.number)

    def _takes_leaf(self, depth: int, line: Line) -> bool:
        paragraph = self._all.leaf_at(depth, "paragraph")
        block = find_leaf(line, self._last_comment_end, in_paragraph=paragraph is not None)
        if not block and paragraph and self._underlines(paragraph, line):
            return True
        block = block or find_rule(line) or (split_table(paragraph, line) if paragraph else None)
        if not block:
            return False
        self._all.add(depth, block)
        if block.kind in {"fence", "html", "table"}:
            self._all.leaf = block
        if block.kind == "html":
            self._take_verbatim(block, line)
        return True

    def _underlines(self, paragraph: Block, line: Line) -> bool:
        definitions = underline(paragraph, line)
        if definitions is None:
            return False
        self._all.define(definitions)
        self._all.leaf = None
        self._all.reach(line.number)
        return True
