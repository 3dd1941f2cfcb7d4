"""Standard output and error: which colours, how wide, and no text that can't be written."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, TextIO, cast

import click

_WIDTH = 100


def prepare_streams() -> None:
    """Make sure that there are streams to write to, and that they take every character.

    What an encoding lacks is written as an escape, where Python would give up. A stream that was
    closed before we began goes nowhere.
    """
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nowhere(mode: str) -> TextIO:
    return cast("TextIO", Path(os.devnull).open(mode, encoding="utf-8"))


def say(text: str) -> None:
    """Print to standard output. Whoever made `text` decided about its colours."""
    click.echo(text, nl=False, color=True)


def complain(text: str, file: IO[Any] | None = None) -> None:
    """Print to standard error."""
    click.echo(text, file=file, nl=False, err=file is None, color=True)


def wants_color(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour what goes to `stream`: https://no-color.org, then FORCE_COLOR."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def width_for(stream: TextIO) -> int:
    """Return how many columns a line has: a fixed number where nobody is looking."""
    return shutil.get_terminal_size((_WIDTH, 24)).columns if stream.isatty() else _WIDTH


class Progress:
    """One line on standard error that says how far long work is; nothing off a terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()

    def __call__(self, what: str) -> None:
        """Replace the line."""
        if self._shown:
            self._stream.write(f"\r\x1b[2K{what}")
            self._stream.flush()

    def of(self, what: str) -> Callable[[int, int], None]:
        """Return a listener that shows `what` with how many of how many."""
        return lambda done, total: self(f"{what} {done:,} of {total:,}")

    def done(self) -> None:
        """Take the line away."""
        self("")
