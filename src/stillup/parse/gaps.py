"""Gaps that a skeleton leaves where nothing was known: text for the writer, and for no reader."""

import re
from collections.abc import Iterable

from stillup.model.diagnostic import Problems
from stillup.parse.blocks import Block, BlockKind
from stillup.parse.lines import Lines

_GAP = re.compile(r"\[…[^\]\n]*…\]")


def find_gaps(text: str) -> tuple[str, ...]:
    """Return the gaps that nobody has filled yet, as they stand in the text."""
    return tuple(dict.fromkeys(_GAP.findall(text)))


def warn_of_gaps(lines: Lines, blocks: Iterable[Block], problems: Problems) -> None:
    """Warn of gaps in what readers would see."""
    for block in blocks:
        if block.kind is BlockKind.WORDS:
            _warn_of_gaps_in(lines, block, problems)


def _warn_of_gaps_in(lines: Lines, block: Block, problems: Problems) -> None:
    for number in range(block.start, min(block.end, lines.end)):
        for gap in _GAP.finditer(lines.texts[number - lines.first]):
            problems.warning(
                "gap-left",
                lines.place(number, gap.start() + 1, len(gap[0])).span,
                "a gap is still to be filled in; readers would see it so",
                help="write what belongs there, or take it out",
            )
