"""The containers a line stands in: quotes, list items, footnotes. Source: GFM 0.29, chapter 5."""

from stillup.render.markdown.structure.blocks import Block, Structure
from stillup.render.markdown.structure.leaves import CODE_INDENT
from stillup.render.markdown.structure.line import Line
from stillup.render.markdown.structure.references import Definitions, take_references
from stillup.render.markdown.structure.starts import (
    Marker,
    find_marker,
    find_note,
    find_underline,
    is_rule,
)

MAX_DEPTH = 32
"""So many quotes and items can be inside one another; deeper marks are read as words."""


class Containers:
    """Those that are open, outermost first, and the leaf that is open in the last.

    `depth` is always how many of them the line at hand goes on in.
    """

    def __init__(self) -> None:
        root = Block("root", 0, 0)
        self.structure = Structure(root, {}, {})
        self.leaf: Block | None = None
        self._open = [root]

    # The open leaf ----------------------------------------------------------------------------

    def leaf_at(self, depth: int, *kinds: str) -> Block | None:
        """Return the open leaf, if it is at that depth and of one of the kinds."""
        is_one = self.leaf and self.leaf.kind in kinds and depth == len(self._open)
        return self.leaf if is_one else None

    def add(self, depth: int, block: Block) -> Block:
        """Add a leaf at that depth; what is open beyond it closes."""
        self.close(depth)
        self._open[-1].children.append(block)
        self.reach(block.last)
        return block

    def reach(self, number: int, upto: Block | None = None) -> None:
        """Note that the open containers, or those up to one of them, have that line."""
        for block in self._open:
            block.last = number
            if block is upto:
                break

    def close(self, depth: int) -> None:
        """Close the leaf, and all containers but the first `depth`."""
        leaf, self.leaf = self.leaf, None
        if leaf and leaf.kind == "paragraph":
            definitions, words = take_references(leaf.text)
            self.define(definitions)
            leaf.kind, leaf.lines = ("paragraph", [words]) if words.strip() else ("nothing", [])
        elif leaf and leaf.kind == "code":
            while not leaf.lines[-1].strip():
                leaf.lines.pop()
        del self._open[depth:]

    def define(self, definitions: Definitions) -> None:
        """Take over link targets by label. The first definition counts."""
        for label, target in definitions.items():
            self.structure.references.setdefault(label, target)

    # Containers that go on --------------------------------------------------------------------

    def continued(self, line: Line) -> int:
        """Return the depth of a line, which is then read up to there."""
        for depth, block in enumerate(self._open):
            if depth and not self._continues(block, line):
                return depth
        return len(self._open)

    def _continues(self, block: Block, line: Line) -> bool:
        if block.kind == "quote":
            if not _enters_quote(line):
                return False
            self.reach(line.number, block)
        elif line.indent >= block.width:
            line.move(line.at + block.width)
        else:
            return line.is_blank and bool(block.children)
        return True

    # Containers that begin --------------------------------------------------------------------

    def opened(self, depth: int, line: Line) -> int:
        """Open all containers that begin here; return the depth of what is left of the line."""
        while self._opens(depth, line):
            depth = len(self._open)
        return depth

    def _opens(self, depth: int, line: Line) -> bool:
        if line.indent >= CODE_INDENT or line.is_blank or depth > MAX_DEPTH:
            return False
        if _enters_quote(line):
            self._push(depth, Block("quote", line.number, line.number))
            return True
        return self._opens_note(depth, line) or self._opens_item(depth, line)

    def _opens_note(self, depth: int, line: Line) -> bool:
        note = find_note(line.text, line.start)
        if not note:
            return False
        label, end = note
        block = Block("note", line.number, line.number, mark=label, width=CODE_INDENT)
        self._push(depth, block)
        self.structure.notes.setdefault(label.casefold(), block)
        line.move(end)
        return True

    def _opens_item(self, depth: int, line: Line) -> bool:
        marker = find_marker(line.text, line.start)
        if not marker or not self._can_begin(depth, marker, line):
            return False
        item = Block("item", line.number, line.number, width=line.indent + marker.width)
        self._push(depth, item, self._list_for(depth, marker, line.number))
        line.move(min(line.start + marker.width, len(line.text)))
        return True

    def _can_begin(self, depth: int, marker: Marker, line: Line) -> bool:
        """Return whether an item may: to interrupt a paragraph it has words and is a first one."""
        if is_rule(line.text, line.start):
            return False
        if not self.leaf_at(depth, "paragraph"):
            return True
        is_first = marker.number == 1 and not marker.is_empty
        return is_first and not find_underline(line.text, line.start)

    def _list_for(self, depth: int, marker: Marker, first: int) -> Block:
        """Return the list that an item goes on with, or a new one."""
        siblings = self._open[depth - 1].children
        if not (siblings and siblings[-1].kind == "list" and siblings[-1].mark == marker.mark):
            siblings.append(Block("list", first, first, mark=marker.mark, number=marker.number))
        return siblings[-1]

    def _push(self, depth: int, block: Block, parent: Block | None = None) -> None:
        self.close(depth)
        (parent or self._open[-1]).children.append(block)
        self._open.append(block)
        self.reach(block.first)


def _enters_quote(line: Line) -> bool:
    """Go past the mark of a quote and one blank, if it stands here."""
    if line.indent >= CODE_INDENT or not line.text.startswith(">", line.start):
        return False
    line.move(line.start + (2 if line.text.startswith(" ", line.start + 1) else 1))
    return True
