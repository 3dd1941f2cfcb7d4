"""Widths in a terminal, and texts that try to command it."""

import pytest

from stillup.report.cells import cells_of, harmless, width_of


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("plain", 5),
        ("ação", 4),
        ("a\u0301", 1),
        ("障害", 4),
        ("ﾒｰﾙ", 3),
        ("가", 2),
        ("\u1112\u1161\u11ab", 2),
        ("🔥", 2),
        ("👩‍🚒", 2),
        ("👍🏽", 2),
        ("🇵🇹", 2),
        ("🇵🇹🇨🇿", 4),
        ("❤️", 2),
        ("שלום", 4),
        ("a\tb", 5),
        ("\ta", 5),
    ],
)
def test_a_text_fills_as_many_columns_as_it_looks_wide(text: str, width: int) -> None:
    assert width_of(cells_of(text)) == width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x9b31m", "<U+009B>31m"),
        ("bell\x07", "bell␇"),
        ("one\r\ntwo", "one␍␊two"),
        ("\x7f", "␡"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u2028b", "a<U+2028>b"),
        ("\udc80", "<U+DC80>"),
    ],
)
def test_what_could_command_a_terminal_is_shown_instead(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_every_character_has_a_cell_and_no_cell_a_command() -> None:
    everything = "".join(map(chr, [*range(0x3000), *range(0xD800, 0xE000), 0xFFFF, 0x10FFFF]))

    cells = cells_of(everything)

    assert len(cells) == len(everything)
    assert not any(
        cell.shown.isspace()
        and cell.shown.strip(
            " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
        )
        for cell in cells
    )
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for cell in cells for c in cell.shown)
