"""One change of one file, and its way to the disk: planned, tried out in memory, then written."""

import os
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from stillup.build import Build
from stillup.compose.story import Story
from stillup.desk.desk import Desk, with_file
from stillup.edge.pen import Changed, Taken, write_post
from stillup.edge.source_file import FileBytes, SourceChanged
from stillup.model.diagnostic import Diagnostic
from stillup.model.sources import Source
from stillup.writing.edited import Edited, Refused

_TRIES = 10


class Change(msgspec.Struct, frozen=True):
    """What becomes of the file at `path` in the site folder. `was` is None if it is new."""

    path: str
    was: bytes | None
    edited: Edited

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The lines that are written, with their numbers."""
        edited = self.edited
        texts = edited.data.decode("utf-8-sig", errors="replace").splitlines()
        return list(enumerate(texts, 1))[max(edited.first - 1, 0) : edited.last]


class LeftAlone(Exception):  # noqa: N818 - it says what happened
    """A file that nothing can be written into as it is, and why."""

    def __init__(self, path: str, refused: Refused) -> None:
        super().__init__(path)
        self.path, self.refused = path, refused


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a change made of the site, or would make of it if it was not `written`.

    `before` is the site as it was, `after` with the change. `story` is the post as changed, None
    if it can't be read. `caused` are the errors that the change brings; with one it was not
    written. `elsewhere` are those that were there before.
    """

    before: Desk
    change: Change
    after: Build
    story: Story | None
    caused: tuple[Diagnostic, ...]
    elsewhere: tuple[Diagnostic, ...]
    written: bool


def carry_out(read: Callable[[], Desk], plan: Callable[[Desk], Change], *, dry: bool) -> Outcome:
    """Plan, try, and write unless `dry` or unless the change is wrong.

    Where somebody else changes the file meanwhile, it all begins anew with what is there then.
    Raises what `read` and `plan` raise, and what `write_post` does.
    """
    for _ in range(_TRIES - 1):
        with suppress(Changed, Taken, SourceChanged):
            return _carried_out(read(), plan, dry=dry)
    return _carried_out(read(), plan, dry=dry)


def try_change(desk: Desk, change: Change) -> Outcome:
    """Return what a change would make of the site, without writing it."""
    after, story = with_file(desk, change.path, change.edited.data)
    caused, elsewhere = _apart(desk.build.diagnostics, after.diagnostics)
    return Outcome(
        before=desk,
        change=change,
        after=after,
        story=story,
        caused=caused,
        elsewhere=elsewhere,
        written=False,
    )


def _carried_out(desk: Desk, plan: Callable[[Desk], Change], *, dry: bool) -> Outcome:
    change = plan(desk)
    outcome = try_change(desk, change)
    if dry or outcome.caused:
        return outcome
    write_post(desk.folder, change.path, change.edited.data, was=change.was)
    return msgspec.structs.replace(outcome, written=True)


def change_of(desk: Desk, story: Story, edit: Callable[[bytes], Edited | Refused]) -> Change:
    """Return what an edit makes of the file of a post. Raises LeftAlone."""
    source = desk.sources[story.post.source]
    data = source.load()
    edited = edit(data)
    if isinstance(edited, Refused):
        raise LeftAlone(source.path, edited)
    return Change(_path_on_disk(desk, source), data, edited)


def _path_on_disk(desk: Desk, source: Source) -> str:
    """Return the path by which the disk has it: accents in names may be stored otherwise."""
    if not isinstance(source.load, FileBytes):
        return source.path
    root = os.path.realpath(desk.folder)
    return Path(os.path.relpath(source.load.file, root)).as_posix()


def _apart(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Tell errors that are new from those known before; a known one may have moved down."""
    known = Counter(_mark_of(each) for each in before if each.is_error)
    caused, elsewhere = [], []
    for each in after:
        if each.is_error and known[_mark_of(each)] > 0:
            known[_mark_of(each)] -= 1
            elsewhere.append(each)
        elif each.is_error:
            caused.append(each)
    return tuple(caused), tuple(elsewhere)


def _mark_of(each: Diagnostic) -> tuple[str, str, str]:
    return (each.code, each.span.path, each.message)
