"""Changes an output folder that is in use, so that it is right for its readers at every moment.

The order is the law: all bytes are made first, and nothing has changed if that fails. Then a
journal notes which paths are ours to touch; new files appear, each before what links to it; old
files are replaced, each in one step; last go the files that nothing links to any more. A run that
dies on the way leaves every file old or new, and the next one completes what the journal notes.
"""

import errno
import os
import stat
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

from stillup.edge.ground import Ground
from stillup.edge.job import Job, Written
from stillup.edge.manifest import MANIFEST, Entry, encode_manifest
from stillup.edge.plan import Holding, Plan, plan_writing, writing_order
from stillup.edge.workshop import Workshop
from stillup.model.sources import Document

_UNREADABLE = (
    f"`{MANIFEST}` in the output folder could not be understood: all pages are written anew, and"
    " old ones that no longer belong there may be left"
)
_NOT_EMPTY = frozenset({errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT, errno.ENOTDIR, errno.EBUSY})


def write_in_place(job: Job) -> Written:
    """Write what changed. Raises OSError, Refused, Busy, and whatever rendering raises."""
    os.makedirs(job.folder, exist_ok=True)
    with Workshop.inside(job.folder, job.filesystem) as workshop:
        return _Writing(job, workshop).run()


class _Writing:
    """One run over one folder, with the lock held."""

    def __init__(self, job: Job, workshop: Workshop) -> None:
        self.job, self.workshop = job, workshop
        self.ground = Ground(job.folder)
        self.holding: Holding = self.ground.holding(d.path for d in job.documents)
        self.plan: Plan = plan_writing(job.documents, job.kept, self.holding)
        self.folders = {""}
        self.deleted: dict[str, None] = {}

    def run(self) -> Written:
        """Make, then move."""
        self.job.counters.unchanged += len(self.job.documents) - len(self.plan.render)
        made, entries = self._make_all()
        self._note(made)
        self.job.begun = True
        for document in sorted(made, key=self._moving_order):
            self._move(made[document], document.path)
        self._delete(self.plan.delete)
        self._finish(encode_manifest(self.plan.stay | entries))
        return Written(
            folder=self.job.folder,
            written=tuple(sorted(document.path for document in made)),
            deleted=tuple(sorted(self.deleted)),
            notes=_notes(self.ground),
        )

    def _note(self, made: Iterable[Document]) -> None:
        """Note what is about to change, and what an earlier run noted and did not complete."""
        touched = self.ground.journal.union((d.path for d in made), self.plan.delete)
        if touched:
            self.workshop.note_journal(touched)

    def _finish(self, manifest: bytes) -> None:
        if manifest != self.ground.manifest:
            self.workshop.replace_durably(manifest, self._full(MANIFEST))
        self.workshop.drop_journal()

    def _make_all(self) -> tuple[dict[Document, str], dict[str, Entry]]:
        """Render; write to the workshop only those whose bytes are other than before."""
        made, entries = {}, {}
        for document, entry, data in self.job.rendered(self.plan.render):
            known = self.holding.entry_for(document.path)
            if known is not None and known.digest == entry.digest:
                self.job.counters.same_bytes += 1
            else:
                made[document] = self.workshop.make(data)
                self.job.count_written(len(data))
            entries[document.path] = entry
        return made, entries

    def _moving_order(self, document: Document) -> tuple[bool, tuple[int, str]]:
        """Put new files first. One in whose way something of ours stands counts as replaced."""
        blocked = any(path in self.ground.in_the_way for path in _with_folders(document.path))
        return (blocked or document.path in self.holding.sizes, writing_order(document))

    def _move(self, made: str, path: str) -> None:
        self._make_folder(path.rpartition("/")[0])
        if path in self.ground.in_the_way:
            self._clear(path)
        self.job.filesystem.replace(made, self._full(path))

    def _clear(self, path: str) -> None:
        """Clear a folder away in which everything is ours, or empty."""
        self._delete(p for p in self.plan.delete if p.startswith(f"{path}/"))
        for root, _, _ in os.walk(self._full(path), topdown=False):
            self.job.filesystem.remove_folder(root)

    def _make_folder(self, path: str) -> None:
        """Make sure of a folder that is no link, in folders that are none."""
        if path in self.folders:
            return
        self._make_folder(path.rpartition("/")[0])
        full = self._full(path)
        try:
            mode = os.lstat(full).st_mode
        except FileNotFoundError:
            mode = 0
        if not stat.S_ISDIR(mode):
            if mode:
                self._remove(path)
            self.job.filesystem.make_folder(full)
        self.folders.add(path)

    def _delete(self, paths: Iterable[str]) -> None:
        """Delete files of ours, and the folders that this leaves empty."""
        alive = Alive(self.job)
        gone = [path for path in paths if path not in self.deleted]
        for path in gone:
            if path in self.holding.sizes and not alive.is_other_name_of_one(path):
                with suppress(FileNotFoundError, NotADirectoryError):
                    self._remove(path)
        for folder in sorted({f for path in gone for f in _folders(path)}, reverse=True):
            if self.ground.is_folder(folder):
                self._remove_empty(folder)

    def _remove(self, path: str) -> None:
        self.job.filesystem.remove(self._full(path))
        self.deleted[path] = None
        self.job.counters.files_deleted += 1

    def _remove_empty(self, folder: str) -> None:
        try:
            self.job.filesystem.remove_folder(self._full(folder))
        except OSError as error:
            if error.errno not in _NOT_EMPTY:
                raise

    def _full(self, path: str) -> str:
        return f"{self.job.folder}/{path}"


class Alive:
    """Knows the files that stay, also by other spellings, for disks that take these for one."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._by_folded: dict[str, str] = {}

    def is_other_name_of_one(self, path: str) -> bool:
        """Whether `path` is, on this disk, the same file as one that stays."""
        if not self._by_folded:
            self._by_folded = {_folded(d.path): d.path for d in self._job.documents}
        twin = self._by_folded.get(_folded(path))
        if twin is None:
            return False
        folder = self._job.folder
        try:
            return os.path.samefile(f"{folder}/{path}", f"{folder}/{twin}")
        except OSError:
            return False


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _folders(path: str) -> list[str]:
    """Return the folders that a path lies in, `a` and `a/b` for `a/b/c`."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _with_folders(path: str) -> list[str]:
    return [*_folders(path), path]


def _notes(ground: Ground) -> tuple[str, ...]:
    if not ground.is_readable:
        return (_UNREADABLE,)
    if not ground.has_manifest and ground.has_strangers():
        return ("the output folder already held other files: they stay as they are",)
    return ()
