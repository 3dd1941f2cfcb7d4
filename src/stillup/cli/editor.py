"""The editor of whoever sits there, with a text in it."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from stillup.cli.exits import Failure

_NOTES = "<!--"
_AT_ONCE = 1.0
"""Seconds in which nobody reads a text, decides against it and leaves."""


def find_editor(environment: Mapping[str, str] = os.environ) -> str:
    """Return the command of an editor: VISUAL, EDITOR, or one that explains itself; maybe none."""
    named = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    if named:
        return named
    if sys.platform == "win32":
        return "notepad"
    return "nano" if shutil.which("nano") else ""


def edit(text: str, editor: str, name: str) -> str | None:
    """Return what `text` becomes in the editor, None if it was left as it was, or emptied.

    Raises Failure if the editor can't be run, fails, does not wait for whoever types, or saves
    something else than UTF-8; what was typed by then, or will be, is in the file that it names.
    """
    folder = Path(tempfile.mkdtemp(prefix="stillup-"))
    file = folder / f"{name}.md"
    file.write_text(f"{text}\n", encoding="utf-8")
    began = time.monotonic()
    _run(editor, file)
    took = time.monotonic() - began
    words = _saved(file, editor).strip()
    if words == text.strip() and took < _AT_ONCE:
        raise _not_waited(editor, file)
    shutil.rmtree(folder, ignore_errors=True)
    return words if words and words != text.strip() else None


def _saved(file: Path, editor: str) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise Failure(
            f"the editor `{editor}` did not save the text as UTF-8, so nothing was written",
            hint=f"What you typed is in {file}. Save it as UTF-8; to use it, put this behind the "
            f"same command: - < {shlex.quote(str(file))}",
        ) from None


def _not_waited(editor: str, file: Path) -> Failure:
    return Failure(
        f"the editor `{editor}` came back at once with the text as it was, so nothing was written",
        hint="If its window is open, it does not wait for you. Tell it to, for example with\n"
        "EDITOR='code --wait' or EDITOR='subl -w', and run the same command again.\n"
        f"Or save and close the text there: it stays in {file}\n"
        f"To use it then, put this behind the same command: - < {shlex.quote(str(file))}",
    )


def _run(editor: str, file: Path) -> None:
    try:
        process = subprocess.Popen([*shlex.split(editor), str(file)])  # noqa: S603 - theirs
    except (OSError, ValueError) as problem:
        raise Failure(
            f"the editor `{editor}` can't be started: {problem}",
            hint="Set EDITOR to another one, or give the text with -m TEXT.",
        ) from problem
    code = _wait(process)
    if code != 0:
        raise Failure(
            f"the editor `{editor}` ended with {code}, so nothing was written",
            hint=f"What you typed is in {file} if the editor saved it.",
        )


def _wait(process: "subprocess.Popen[bytes]") -> int:
    """Wait for the editor; Ctrl-C in it is its own business."""
    while True:
        with suppress(KeyboardInterrupt):
            return process.wait()
