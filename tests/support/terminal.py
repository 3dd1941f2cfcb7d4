"""A person at a real terminal: a pseudo-terminal of a given width, with `stillup` in it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pexpect

_SECONDS = 60
_READING = 0.3
"""Seconds that a question takes to be shown to its end."""

_NO_PROGRAMS = "/nowhere"
_QUIET = ("VISUAL", "EDITOR", "STILLUP_AUTHOR", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")


@dataclass
class Terminal:
    """What was shown so far, and who answers. `code` is how the program ended."""

    child: "pexpect.spawn[str]"
    shown: str = ""
    code: int | None = None

    def answer(self, question: str, words: str = "") -> None:
        """Wait for a question, in plain words, and type an answer with Enter."""
        self.wait_for(question)
        self.child.sendline(words)

    def wait_for(self, words: str) -> None:
        """Wait until these words are shown."""
        self.child.expect_exact(words)
        self.shown += f"{self.child.before}{self.child.after}"

    def interrupt(self, question: str) -> None:
        """Wait for a question, and press Ctrl-C once all of it can be read."""
        self.wait_for(question)
        time.sleep(_READING)
        self.child.sendintr()

    def end_of_text(self, question: str) -> None:
        """Wait for a question, and press Ctrl-D."""
        self.wait_for(question)
        self.child.sendeof()

    def finish(self) -> str:
        """Wait until the program ends, and return all that was shown."""
        self.child.expect(pexpect.EOF)
        self.shown += self.child.before or ""
        self.child.close()
        self.code = self.child.exitstatus
        self.shown = self.shown.replace("\r\n", "\n")
        return self.shown


@contextmanager
def terminal(
    folder: Path, *arguments: str, columns: int = 100, **environment: str
) -> Iterator[Terminal]:
    """Run `stillup` in `folder` as a person would; no program is there but those named in full."""
    known = {name: value for name, value in os.environ.items() if name not in _QUIET}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "stillup", *arguments],
        cwd=str(folder),
        dimensions=(40, columns),
        encoding="utf-8",
        env={**known, "TERM": "dumb", "PATH": _NO_PROGRAMS, **environment},
        timeout=_SECONDS,
    )
    child.delaybeforesend = None
    try:
        yield Terminal(child)
    finally:
        child.close(force=True)
