"""Files a build is told to do without: one old mistake must not hold up tonight's post."""

from collections.abc import Iterable
from contextlib import suppress

from stillup.compose.inventory import SETTINGS
from stillup.compose.links import subject_of
from stillup.model.diagnostic import Problems, Span
from stillup.model.parsed import Conventions, Parsed
from stillup.model.post import Incident, Maintenance, Page, Translation
from stillup.model.sources import Sources
from stillup.model.status import STATELESS, UNDER_WAY, Impact, UpdateStatus


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


def find_mentions(leave_out: Iterable[str], sources: Sources) -> frozenset[str]:
    """Return the file names that files left out speak of; nobody knows if one is a draft."""
    from stillup.parse.mentions import mentioned

    found: set[str] = set()
    for path in leave_out:
        with suppress(OSError):
            if path in sources:
                found.update(mentioned(sources[path].load().decode(errors="replace")))
    return frozenset(found)


def warn_of_open(
    leave_out: Iterable[str], sources: Sources, conventions: Conventions, problems: Problems
) -> None:
    """Warn if a post left out tells of what goes on: no page but its own will say so.

    One that can't be made sense of is taken for open: nobody can tell.
    """
    from stillup.parse.file import parse_file

    for path in sorted(leave_out):
        with suppress(OSError):
            source = sources[path]
            found = parse_file(path, source.load(), source.digest, conventions)
            _warn_if_open(found, problems)


def _warn_if_open(parsed: Parsed, problems: Problems) -> None:
    post = parsed.item
    if parsed.draft or isinstance(post, Page | Translation):
        return
    if post is not None and (post.withdrawn or not _goes_on(post, parsed)):
        return
    problems.warning(
        "left-out-open",
        Span(parsed.path),
        "what this file tells is not over, as far as can be read, and it is left out"
        if post is not None
        else "nobody can read whether what this file tells is over, and it is left out",
        help="until it is mended, the front page does not speak of it, and may say that all is "
        "well, as may badges, the banner and the API: mend it soon",
    )


def _goes_on(post: Incident | Maintenance, parsed: Parsed) -> bool:
    """Whether it is open, or could be: an impact that was misspelt counts as one."""
    told = [each.status for each in post.updates if each.status not in STATELESS]
    last = told[-1] if told else None
    if isinstance(post, Maintenance):
        return last in UNDER_WAY
    hurts = post.impact is not Impact.NONE or any(each.is_error for each in parsed.diagnostics)
    return hurts and last is not UpdateStatus.RESOLVED


def kept_ids(leave_out: Iterable[str]) -> frozenset[str]:
    """Return the ids of the originals left out. A translation left out shows the original."""
    subjects = {path: subject_of(path) for path in leave_out}
    return frozenset(
        subject[1]
        for path, subject in subjects.items()
        if subject is not None and path.endswith(f"/{subject[1]}.md")
    )
