"""Exit codes, and the one way a verb ends with a message instead of its work."""

from typing import IO, Any

import click

FINE = 0
PROBLEMS = 1
USAGE = 2
FAILED = 3
MINOR = 10
MAJOR = 11
CRITICAL = 12
UNREADABLE = 20
BUG = 70
INTERRUPTED = 130
PIPE_CLOSED = 141
"""What a shell reports of a program whose reader went away."""


class Refusal(click.ClickException):
    """The verb can't do what was asked: what is wrong, and in `hint` what to do instead."""

    exit_code = USAGE

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it, the way out after a blank line."""
        from stillup.cli.streams import complain

        text = f"error: {self.message}\n"
        if self.hint:
            text += f"\n{self.hint}\n"
        complain(text, file)


class Failure(Refusal):
    """What was asked could not be done: the disk is full, a file may not be read."""

    exit_code = FAILED
