"""Writes a whole tree next to an output folder that is empty or missing; it appears in one step."""

import errno
import os
import stat
from typing import Final

from stillup.edge.job import Job, Written
from stillup.edge.manifest import MANIFEST, Entry, encode_manifest
from stillup.edge.plan import writing_order
from stillup.edge.workshop import Workshop

_TREE: Final = "tree"
_TAKEN: Final = frozenset(
    {
        errno.ENOTEMPTY,
        errno.EEXIST,
        errno.ENOTDIR,
        errno.EBUSY,
        errno.EXDEV,
        errno.EACCES,
        errno.EPERM,
    }
)
"""The folder can't be put there in one step: somebody was faster, or it is the root of a disk."""


def can_stage(folder: str) -> bool:
    """Whether `folder` is missing or empty, and we may put another in its place."""
    if not os.path.lexists(folder):
        return True
    parent_is_open = os.access(os.path.dirname(folder), os.W_OK)
    return not os.listdir(folder) and not os.path.ismount(folder) and parent_is_open


def write_staged(job: Job) -> Written | None:
    """Write all documents and show them at once; None if the folder was taken meanwhile.

    Raises OSError, and whatever rendering raises; then nothing has appeared.
    """
    os.makedirs(os.path.dirname(job.folder), exist_ok=True)
    with Workshop.beside(job.folder, job.filesystem) as workshop:
        tree = os.path.join(workshop.path, _TREE)
        job.filesystem.make_folder(tree)
        files = _fill(tree, job)
        manifest = os.path.join(tree, MANIFEST)
        job.filesystem.write(manifest, encode_manifest(files), durable=True)
        try:
            _show(tree, job)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise
            return None
    return Written(folder=job.folder, written=tuple(sorted(files)), deleted=())


def _fill(tree: str, job: Job) -> dict[str, Entry]:
    made = {tree}
    files = {}
    for document, entry, data in job.rendered(sorted(job.documents, key=writing_order)):
        path = f"{tree}/{document.path}"
        _make_folders(os.path.dirname(path), made, job)
        job.filesystem.write(path, data)
        job.count_written(len(data))
        files[document.path] = entry
    return files


def _make_folders(path: str, made: set[str], job: Job) -> None:
    if path not in made:
        _make_folders(os.path.dirname(path), made, job)
        job.filesystem.make_folder(path)
        made.add(path)


def _show(tree: str, job: Job) -> None:
    """Put the tree in place of the folder, with the mode of an empty one that was there."""
    try:
        mode = stat.S_IMODE(os.lstat(job.folder).st_mode)
    except FileNotFoundError:
        job.filesystem.rename_folder(tree, job.folder)
        return
    os.chmod(tree, mode)
    if os.name == "nt":
        job.filesystem.remove_folder(job.folder)
    job.filesystem.rename_folder(tree, job.folder)
