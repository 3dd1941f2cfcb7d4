"""The text of a post: from -m, from standard input, from an editor, or asked for."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import click

from stillup.cli.asking import ask_lines, can_ask
from stillup.cli.exits import FINE, Refusal
from stillup.cli.sitting import Sitting
from stillup.cli.streams import complain

STDIN = "-"
_HINT = "What should people know? A line with only a dot ends it."


class Words:
    """Where the text comes from. `given` are paragraphs; `stdin` and `edit` were asked for.

    An `optional` text is not asked for, nor waited for.
    """

    def __init__(
        self, given: tuple[str, ...], *, stdin: bool, edit: bool, optional: bool = False
    ) -> None:
        self.given, self.stdin, self.edit, self.optional = given, stdin, edit, optional

    @property
    def are_asked_for(self) -> bool:
        """Whether somebody at a terminal is to be asked: nothing else gives the text."""
        return not (self.given or self.stdin or self.edit or self.optional) and can_ask()

    def read(self, sitting: Sitting) -> str | None:
        """Return the text that needs nobody's answer, None if somebody has to be asked.

        Without a terminal to ask on, a text that is not optional must be given.
        """
        if self.given and self.stdin:
            raise Refusal("the text comes with -m or from standard input, not from both")
        if self.given:
            text = "\n\n".join(recovered(part).strip() for part in self.given)
        elif self.edit or self.are_asked_for:
            return None
        elif self.optional and not self.stdin:
            return ""
        else:
            text = read_stdin(wanted=self.stdin)
        if not text.strip() and not self.optional:
            raise Refusal(
                "there is no text: give it with -m TEXT, or on standard input, or with -e in your "
                "editor"
            )
        sitting.typed = text
        return text


def ask_text(sitting: Sitting, words: Words, skeleton: Callable[[], str], *, name: str) -> str:
    """Return what somebody types, in an editor or here; ends the verb if that is nothing."""
    from stillup.cli.editor import find_editor

    editor = find_editor()
    text = ""
    if not words.edit:
        more = f" Enter alone opens {_program(editor)}." if editor else ""

        def heard(typed: str) -> None:
            sitting.typed = recovered(typed)

        text = recovered(ask_lines(_HINT + more, heard, enter_ends=bool(editor)))
    if not text and (editor or words.edit):
        text = _edited(editor, skeleton(), name)
    sitting.typed = text
    if not text:
        complain("nothing was written: the text is empty, or as it was\n")
        click.get_current_context().exit(FINE)
    return text


def complete_text(sitting: Sitting, skeleton: str, *, name: str) -> str:
    """Return a filled skeleton; where it has gaps, and somebody sits there, the editor opens."""
    from stillup.cli.editor import find_editor
    from stillup.writing.skeleton import gaps

    if not (gaps(skeleton) and can_ask() and find_editor()):
        return skeleton
    return ask_text(sitting, Words((), stdin=False, edit=True), lambda: skeleton, name=name)


def read_stdin(*, wanted: bool) -> str:
    """Return what is piped in; if nobody could have piped anything, only if `wanted`.

    Raises Refusal for what is not UTF-8: a guess could put other letters before readers.
    """
    if not wanted and not _is_piped():
        return ""
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(
            "the text on standard input is not UTF-8, so nothing was written",
            hint="Save it as UTF-8 first, or give the text with -m TEXT.",
        ) from None
    return text.replace("\r\n", "\n")


def recovered(text: str) -> str:
    """Return what was meant where a computer that knows only ASCII was given UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text).decode("utf-8", errors="replace")
    return text


def _edited(editor: str, skeleton: str, name: str) -> str:
    from stillup.cli.editor import edit

    if not editor:
        raise Refusal("there is no editor: set EDITOR, or give the text with -m TEXT")
    return edit(skeleton, editor, name) or ""


def _program(editor: str) -> str:
    return Path(editor.split(maxsplit=1)[0]).name


def _is_piped() -> bool:
    if sys.stdin.isatty():
        return False
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):
        return True
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)
