"""Files a build is told to do without: one old mistake must not hold up tonight's post."""

from collections.abc import Iterable

from stillup.compose.inventory import SETTINGS
from stillup.compose.links import subject_of
from stillup.model.diagnostic import Problems, Span
from stillup.model.sources import Sources


def check_left_out(leave_out: Iterable[str], sources: Sources, problems: Problems) -> None:
    """Check that each path to leave out is that of a file the site can do without."""
    for path in sorted(leave_out):
        if path == SETTINGS:
            problems.error(
                "cannot-leave-out",
                Span(path),
                "the settings can't be left out of a build",
                help="mend content/site.yaml; every page depends on it",
            )
        elif path not in sources:
            problems.error(
                "cannot-leave-out",
                Span(path),
                "there is no such file to leave out",
                help="name the file as the error message does, such as content/incidents/NAME.md",
            )


def kept_ids(leave_out: Iterable[str]) -> frozenset[str]:
    """Return the ids of the originals left out. A translation left out shows the original."""
    subjects = {path: subject_of(path) for path in leave_out}
    return frozenset(
        subject[1]
        for path, subject in subjects.items()
        if subject is not None and path.endswith(f"/{subject[1]}.md")
    )
