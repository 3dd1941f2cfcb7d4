"""What templates may see has a version, and a theme may say which one it was written for.

The version rises when a template, block, field or filter goes away, or gets another name or
meaning; what is added does not raise it. `themes/README.md` describes it and lists the changes.
"""

from stillup.model.diagnostic import Diagnostic, Problems, Span
from stillup.render.theme.files import FOLDER, Theme

VERSION = 1

FILE = "context.txt"


def check_context(theme: Theme) -> tuple[Diagnostic, ...]:
    """Return a warning if a theme was written for another version of what templates may see."""
    text = dict(theme.files).get(FILE)
    if text is None or text.strip() == str(VERSION):
        return ()
    stated = text.strip()
    problems = Problems()
    problems.warning(
        "other-context",
        Span(FOLDER + FILE, 1, 1, max(len(stated), 1)),
        f"this theme was written for version {stated} of what templates may see, and this is "
        f"version {VERSION}"
        if stated.isdecimal()
        else f"`{stated[:40]}` is not the number of a version",
        help="look at the list of changes in themes/README.md, mend the theme if it needs it, and "
        "write the new number",
        fix=str(VERSION),
    )
    return problems.frozen()
