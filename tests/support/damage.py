"""Posts damaged the way people, editors, merges and disks damage them."""

import random
from collections.abc import Callable

NASTY = (
    "\t", "\x00", "\x07", "\u200b", "\ufeff", "\u2028", "\x85", "\u202e", "é", "日", "😀", "'", '"',
    "`", "```", "~~~", "<!--", "-->", "#", "## ", "---", ":", ": ", " #", "[", "]", "{", "}", "&",
    "*", "!", "%", "@", "|", ">", "\\", "\r", "\r\n", "\n\n", " " * 5, "0", "99", "](", "[x]: ",
)  # fmt: skip
LINES = (
    "---", "----", "—", "...", "title: Email: slow #1", "title:", "title: >", "impact: minor",
    "impact: sever", "components: email: partial_outage", "components:", "  - email", "  email: x",
    "- email", "started: 2026-11-21 12:20", "started: 21.11.2026", "draft: true", "offer:",
    "  what: credit: 3 %", "edits:", "  - 2026-11-21 12:20, typo", "aliases: [/a/, ../b]",
    "<<: *x", "x: &x 1", "? a", "!!python/object:os.system", "{a: b", "[" * 40, "# remark",
    "## Investigating · 2026-11-21 12:41", "## Resolved · 2026-11-21 15:02", "## Resolved",
    "## Update 2026-03-29 01:30", "## Postmortem - 2026-11-24 10:00 CST", "##Resolved",
    "### Resolved · 2026-11-21 15:02", "  ## Update · 2026-11-21 12:41", "## What now",
    "next_update: 13:15", "next_update: in a while", "author: jane", "ended: 14:50",
    "edited: 2026-11-21 16:00, typo", "id: u1", "id: u1", "retrospective: true", "next_updat: 1",
    "Some mail arrives late.", "- one", "  - two", "    code", "> quote", "```", "~~~~", "<!--",
    "-->", "text <!-- remark", "===", "--", "| a | b |", "|---|---|", "<pre>", "</pre>", "<div>",
    "[a](b.md) ![c](../media/d.png)", "[r]: e.md", "- [ ] do (us, due 2027-01-15)",
    "- [x] did (us, dropped soon: no)", "<<<<<<< HEAD", "=======", ">>>>>>> x", "", "",
)  # fmt: skip


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Return `data` after a few accidents."""
    for _ in range(dice.choice((1, 1, 2, 3, 8))):
        data = dice.choice(_ACCIDENTS)(data, dice)
    return data


def _on_lines(change: Callable[[list[str], random.Random], None]) -> Callable[..., bytes]:
    def accident(data: bytes, dice: random.Random) -> bytes:
        lines = data.decode("utf-8", "surrogateescape").split("\n")
        change(lines, dice)
        return "\n".join(lines).encode("utf-8", "surrogateescape")

    return accident


def _at(lines: list[str], dice: random.Random) -> int:
    return dice.randrange(len(lines)) if lines else 0


def _drop_line(lines: list[str], dice: random.Random) -> None:
    del lines[_at(lines, dice)]


def _repeat_line(lines: list[str], dice: random.Random) -> None:
    lines.insert(_at(lines, dice), lines[_at(lines, dice)])


def _swap_lines(lines: list[str], dice: random.Random) -> None:
    one, other = _at(lines, dice), _at(lines, dice)
    lines[one], lines[other] = lines[other], lines[one]


def _insert_line(lines: list[str], dice: random.Random) -> None:
    lines.insert(_at(lines, dice), dice.choice(LINES))


def _join_lines(lines: list[str], dice: random.Random) -> None:
    at = _at(lines, dice)
    lines[at : at + 2] = [" ".join(lines[at : at + 2])]


def _indent_line(lines: list[str], dice: random.Random) -> None:
    at = _at(lines, dice)
    lines[at] = dice.choice((" ", "  ", "    ", "\t", "> ", "- ")) + lines[at]


def _type_into_line(lines: list[str], dice: random.Random) -> None:
    at = _at(lines, dice)
    column = dice.randint(0, len(lines[at]))
    skipped = dice.choice((0, 0, 1))
    lines[at] = lines[at][:column] + dice.choice(NASTY) + lines[at][column + skipped :]


def _cut_line(lines: list[str], dice: random.Random) -> None:
    at = _at(lines, dice)
    lines[at] = lines[at][: dice.randint(0, len(lines[at]))]


def _swap_letters(lines: list[str], dice: random.Random) -> None:
    at = _at(lines, dice)
    if len(lines[at]) > 1:
        column = dice.randrange(len(lines[at]) - 1)
        word = lines[at]
        lines[at] = word[:column] + word[column + 1] + word[column] + word[column + 2 :]


def _cut_file(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randint(0, len(data))]


def _flip_byte(data: bytes, dice: random.Random) -> bytes:
    if not data:
        return data
    at = dice.randrange(len(data))
    return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]


def _other_line_ends(data: bytes, dice: random.Random) -> bytes:
    return data.replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\n", b"\n\r")))


_ACCIDENTS = (
    *(_on_lines(each) for each in (
        _drop_line, _repeat_line, _swap_lines, _insert_line, _insert_line, _join_lines,
        _indent_line, _type_into_line, _type_into_line, _type_into_line, _cut_line, _swap_letters,
    )),
    _cut_file, _flip_byte, _other_line_ends,
)  # fmt: skip
