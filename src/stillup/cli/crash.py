"""What to say when the mistake is ours."""

import platform
import sys
import tempfile
import time
import traceback
from pathlib import Path

from stillup import __version__
from stillup.cli.wishes import Wishes, shown


def tell_of_crash(bug: Exception, wishes: Wishes) -> str:
    """Write the details to a file, and return what to print."""
    details = _details(bug)
    if wishes.debug:
        return details
    place = _keep(details, wishes.folder)
    lines = [
        "error: Stillup itself failed. That is a mistake of ours, not of yours.",
        "",
        f"  what happened: {_in_one_line(bug)}",
        f"  details:       {place or 'could not be written; run again with --debug'}",
        "",
        "Every page in the output folder is still whole, and running the same command again does",
        "no harm. Please open an issue in the repository that you have Stillup from, with the file",
        "of details attached; look into it first: it names folders of yours.",
    ]
    return "\n".join(lines) + "\n"


def _details(bug: Exception) -> str:
    about = f"stillup {__version__}, Python {platform.python_version()}, {platform.platform()}"
    trace = "".join(traceback.format_exception(bug))
    return f"{about}\narguments: {sys.argv[1:]}\n\n{trace}"


def _keep(details: str, folder: Path) -> str:
    """Return the path of the file, or nothing if the disk refuses that too."""
    name = time.strftime("crash-%Y%m%d-%H%M%S.txt")
    private = folder / ".stillup"
    parent = private if private.is_dir() else Path(tempfile.gettempdir())
    try:
        (parent / name).write_text(details, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return ""
    return shown(parent / name)


def _in_one_line(bug: Exception) -> str:
    said = str(bug).splitlines()
    return f"{type(bug).__name__}: {said[0]}" if said else type(bug).__name__
