"""The editor of whoever sits there, with a text in it."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from stillup.cli.exits import Failure

_NOTES = "<!--"


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

    Raises Failure if the editor can't be run, fails, or saves something else than UTF-8; what was
    typed by then is in the file that it names.
    """
    folder = Path(tempfile.mkdtemp(prefix="stillup-"))
    file = folder / f"{name}.md"
    file.write_text(f"{text}\n", encoding="utf-8")
    _run(editor, file)
    words = _saved(file, editor).strip()
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
