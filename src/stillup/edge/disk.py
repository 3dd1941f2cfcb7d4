"""Writes a build to an output folder, so that it is whole, or as it was.

Killed at any moment, it leaves every file old or new; the next run completes it. Losing power may
lose the bytes of files written shortly before, since only the journal and the manifest are forced
to the disk: the next run finds such files by their size, and writes them again.
"""

import os
from pathlib import Path

from stillup.build import Build
from stillup.edge.counters import Counters
from stillup.edge.failure import UNTOUCHED, Failure, Refused, failure_of
from stillup.edge.filesystem import Filesystem
from stillup.edge.ground import check_place
from stillup.edge.in_place import write_in_place
from stillup.edge.job import Job, Render, Written
from stillup.edge.lock import Busy
from stillup.edge.manifest import is_ours
from stillup.edge.source_file import SourceChanged
from stillup.edge.staged import can_stage, write_staged
from stillup.edge.workshop import sweep_beside


def write_build(
    build: Build,
    folder: Path,
    render: Render,
    *,
    site: Path | None = None,
    filesystem: Filesystem | None = None,
    counters: Counters | None = None,
) -> Written | Failure:
    """Write a build; `site` is the folder it was made from, if any. One with errors is refused.

    What the disk refuses is returned as a Failure. What rendering raises is raised, before
    anything was changed, save for a source that changed: that is a Failure too.
    """
    if any(diagnostic.is_error for diagnostic in build.diagnostics):
        raise ValueError("a build with errors is never written")
    job = Job(
        documents=build.documents,
        kept=build.kept,
        folder=os.path.realpath(folder),
        render=render,
        filesystem=filesystem or Filesystem(),
        counters=counters or Counters(),
    )
    job.counters.documents += len(build.documents)
    try:
        _check_paths(job)
        check_place(job.folder, None if site is None else os.path.realpath(site))
        return _write(job)
    except Refused as refused:
        return refused.failure
    except Busy as busy:
        return _busy(job.folder, busy.process)
    except SourceChanged as changed:
        return Failure(str(changed), "run the same command again", UNTOUCHED)
    except OSError as error:
        return failure_of(error, begun=job.begun)


def _write(job: Job) -> Written:
    sweep_beside(job.folder, job.filesystem)
    written = write_staged(job) if can_stage(job.folder) else None
    return written or write_in_place(job)


def _check_paths(job: Job) -> None:
    for document in job.documents:
        if not is_ours(document.path):
            raise Refused(
                f"`{document.path}` is no name that a page may have",
                "give the page another address",
            )


def _busy(folder: str, process: str) -> Failure:
    who = f"another build (process {process})" if process else "another build"
    return Failure(
        f"{who} is writing to `{folder}` right now",
        "wait until it has ended, then run the same command again",
        UNTOUCHED,
    )
