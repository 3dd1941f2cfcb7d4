"""What a text looks like in a terminal: which cells it fills, and without any command in it."""

from unicodedata import category, east_asian_width

import msgspec

_TAB = 4
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_INVISIBLE = {"Mn", "Me", "Cf"}
_UNSHOWABLE = {"Cc", "Cs", "Zl", "Zp"}
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Cell(msgspec.Struct, frozen=True):
    """What stands for one character of a text, and how many columns of the screen that takes."""

    shown: str
    width: int


def cells_of(text: str) -> list[Cell]:
    """Return one cell for each character of `text`.

    Tabs become blanks; control characters, and marks that would reorder the line, become
    something to look at. Widths follow Unicode's East Asian Width; a character joined to an
    emoji before it takes none, as terminals that draw the whole emoji do.
    """
    cells: list[Cell] = []
    column = 0
    before = ""
    for character in text:
        cell = _cell(character, before, column)
        cells.append(cell)
        column += cell.width
        before = "" if _is_flag(before) and _is_flag(character) else character
    return cells


def harmless(text: str) -> str:
    """Return one line of text that can't command a terminal."""
    return "".join(cell.shown for cell in cells_of(text))


def width_of(cells: list[Cell]) -> int:
    """Return how many columns they fill together."""
    return sum(cell.width for cell in cells)


def _cell(character: str, before: str, column: int) -> Cell:
    if " " <= character <= "~":
        return Cell(character, 1)
    if character == "\t":
        blanks = _TAB - column % _TAB
        return Cell(" " * blanks, blanks)
    if character in _REORDERING or category(character) in _UNSHOWABLE:
        shown = _picture(character)
        return Cell(shown, len(shown))
    return Cell(character, _width(character, before))


def _picture(character: str) -> str:
    """Return a visible stand-in: the control pictures of Unicode where there are any."""
    code = ord(character)
    if code < ord(" "):
        return chr(0x2400 + code)
    return "\u2421" if character == "\x7f" else f"<U+{code:04X}>"


def _width(character: str, before: str) -> int:
    if character == _EMOJI_STYLE:
        return 1 if before and _alone(before) == 1 else 0
    if before == _JOINER or _is_skin_tone(character):
        return 0
    if _is_flag(character):
        return 0 if _is_flag(before) else 2
    return _alone(character)


def _alone(character: str) -> int:
    if category(character) in _INVISIBLE or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def _is_flag(character: str) -> bool:
    """Whether it is a regional indicator: two of them make one flag."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"
