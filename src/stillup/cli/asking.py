"""Questions on a terminal: choices with numbers, sensible defaults, Enter accepts."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

import click

from stillup.cli.streams import say

Value = TypeVar("Value")


def can_ask() -> bool:
    """Whether somebody sits there who sees questions and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def choose(question: str, options: Sequence[tuple[Value, str]], default: int = 0) -> Value:
    """Return one of several values, by its number or the beginning of its words."""
    from stillup.report.cells import harmless

    width = len(str(len(options)))
    lines = [f"  {number:>{width}}  {words}" for number, (_, words) in enumerate(options, 1)]
    say("\n".join([question, *(harmless(line) for line in lines)]) + "\n")

    def chosen(typed: object) -> int:
        return _number(str(typed), [words for _, words in options])

    number = _prompt("Number", str(default + 1), chosen)
    return options[number - 1][0]


def ask(question: str, default: str = "", check: Callable[[str], object] | None = None) -> str:
    """Return one line. `check` raises Unclear or BadParameter for an answer that can't be."""

    def checked(typed: object) -> str:
        answer = " ".join(str(typed).split())
        if answer and check is not None:
            _understood(check, answer)
        return answer

    return _prompt(question, default, checked)


def ask_lines(hint: str, heard: Callable[[str], None], *, enter_ends: bool) -> str:
    """Return lines up to one that is only a dot, or up to Ctrl-D; blank ones are part of a text.

    If `enter_ends`, a first line that is empty ends it; otherwise such a line counts for nothing.
    `heard` is told what has been typed so far.
    """
    say(f"{hint}\n")
    _prepare_line()
    lines: list[str] = []
    while (line := _line()) is not None and line.strip() != ".":
        if not line.strip() and not lines and enter_ends:
            break
        lines.append(line.rstrip())
        heard("\n".join(lines))
    return "\n".join(lines).strip()


def _line() -> str | None:
    try:
        return input("> ")
    except EOFError:
        say("\n")
        return None


def _prepare_line() -> None:
    """Have arrow keys, and lines longer than a terminal takes, where there is a library for it."""
    with suppress(ImportError):
        import readline  # noqa: F401 - it helps by being there


def _prompt(question: str, default: str, read: Callable[[object], Value]) -> Value:
    _prepare_line()
    answer: Value = click.prompt(
        question,
        default=default,
        show_default=bool(default),
        value_proc=read,
    )
    return answer


def _number(typed: str, words: Sequence[str]) -> int:
    wanted = typed.strip().casefold()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(words):
        return int(wanted)
    begun = [n for n, each in enumerate(words, 1) if wanted and each.casefold().startswith(wanted)]
    if len(begun) != 1:
        raise click.BadParameter(f"type a number from 1 to {len(words)}")
    return begun[0]


def _understood(check: Callable[[str], object], answer: str) -> None:
    from stillup.desk.times import Unclear

    try:
        check(answer)
    except Unclear as unclear:
        raise click.BadParameter("; ".join(unclear.told)) from None
