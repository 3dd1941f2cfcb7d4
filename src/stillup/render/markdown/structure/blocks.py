"""The blocks a text is made of: paragraphs, lists, quotes, code, tables, as values in a tree."""

from itertools import pairwise

import msgspec


class Block(msgspec.Struct):
    """One block, changed only while its text is being read.

    `kind` is one of root, quote, list, item, note, paragraph, heading, code (indented), fence,
    html, table, rule and nothing. `lines` is what a leaf says. `first` and `last` are the numbers
    of the first and the last line that belong to it.

    `mark` is what began it: the bullet of a list or the delimiter after its number, the
    characters of a fence, the label of a note. `number` is the level of a heading, the first
    number of a list, the kind of an HTML block. `width` is how many columns what follows is
    indented by: the content of an item, the opening of a fence.
    """

    kind: str
    first: int
    last: int
    children: list["Block"] = []
    lines: list[str] = []
    mark: str = ""
    number: int = 0
    width: int = 0

    @property
    def text(self) -> str:
        """What a leaf says, as one string."""
        return "\n".join(self.lines)

    @property
    def end(self) -> int:
        """The last line that belongs to it or to a part of it."""
        return self.children[-1].end if self.kind == "list" else self.last

    @property
    def is_loose(self) -> bool:
        """Whether a list has blank lines between its items or between the parts of an item."""
        return _has_gap(self.children) or any(_has_gap(item.children) for item in self.children)


class Structure(msgspec.Struct):
    """A text as a tree of blocks; the targets and the footnotes it defines, by label."""

    root: Block
    references: dict[str, tuple[str, str]]
    notes: dict[str, Block]


def _has_gap(blocks: list[Block]) -> bool:
    return any(after.first > before.end + 1 for before, after in pairwise(blocks))
