"""What an edit would parse to, before anybody writes it."""

from stillup.model.diagnostic import Diagnostic
from stillup.model.parsed import Conventions
from stillup.parse.file import parse_file
from stillup.writing.edited import Edited


def checked(edited: Edited, path: str, conventions: Conventions) -> tuple[Diagnostic, ...]:
    """Return what the parser has to say about a file after an edit, in the order of its lines."""
    return parse_file(path, edited.data, "", conventions).diagnostics
