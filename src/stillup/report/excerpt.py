"""The source line with carets under the place that is meant."""

from stillup.report.cells import Cell, cells_of, width_of

_CUT = Cell("…", 1)
_LEAST = 20
_REACH = 1000
"""A line may be a megabyte long: no more than this many characters on each side are looked at."""


def excerpt_lines(line: str, column: int, length: int, width: int) -> tuple[str, str]:
    """Return the line and the carets below it, both no wider than `width` columns.

    `column` and `length` count characters, from 1. A longer line is cut to what is near the place.
    """
    text = line.rstrip("\r\n")
    start = min(max(column - 1, 0), len(text))
    skipped = max(start - _REACH, 0)
    cells = cells_of(text[skipped : start + _REACH])
    start -= skipped
    end = min(start + max(length, 1), len(cells))
    first, last = _window(cells, start, end, max(width, _LEAST))
    before = [_CUT] * (skipped + first > 0)
    after = [_CUT] * (skipped + last < len(text))
    shown = "".join(cell.shown for cell in [*before, *cells[first:last], *after])
    indent = len(before) + width_of(cells[first:start])
    carets = max(width_of(cells[start : min(end, last)]), 1)
    return shown.rstrip(), " " * indent + "^" * carets


def _window(cells: list[Cell], start: int, end: int, width: int) -> tuple[int, int]:
    """Return which cells to show, so that the place is seen with something before it."""
    if width_of(cells) <= width:
        return 0, len(cells)
    room = width - 2 * _CUT.width
    first = 0
    if width_of(cells[:end]) > room:
        first = _back(cells, start, min(room // 3, max(room - width_of(cells[start:end]), 0)))
    return first, _forth(cells, first, room)


def _back(cells: list[Cell], start: int, room: int) -> int:
    first = start
    while first > 0 and width_of(cells[first - 1 : start]) <= room:
        first -= 1
    while first < start and cells[first].width == 0:
        first += 1
    return first


def _forth(cells: list[Cell], first: int, room: int) -> int:
    last = first
    while last < len(cells) and room >= cells[last].width:
        room -= cells[last].width
        last += 1
    return last
