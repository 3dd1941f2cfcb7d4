"""One file parsed in a site in Lisbon that speaks English and Catalan."""

from textwrap import dedent

from stillup.model.diagnostic import Problems
from stillup.model.parsed import Conventions, Parsed
from stillup.model.post import Incident, Maintenance, Page, Translation
from stillup.parse.file import parse_file
from stillup.parse.lines import Lines
from stillup.parse.mapping import Scalar

CONVENTIONS = Conventions("Europe/Lisbon", ("en", "ca"))
INCIDENT = "content/incidents/2026-11-21-email.md"


def parsed(text: str, path: str = INCIDENT) -> Parsed:
    """Return what a file says; `text` may be indented."""
    return parse_file(path, dedent(text).lstrip("\n").encode(), "digest", CONVENTIONS)


def good(text: str, path: str = INCIDENT) -> Incident | Maintenance | Page | Translation:
    """Return the item of a file with nothing wrong in it."""
    found = parsed(text, path)
    assert [d.message for d in found.diagnostics] == []
    assert found.item is not None
    return found.item


def incident(text: str) -> Incident:
    """Return an incident with nothing wrong in it."""
    item = good(text)
    assert isinstance(item, Incident)
    return item


def post(body: str, keys: str = "") -> Incident:
    """Return an incident with this body, and keys besides title and impact."""
    front = f"---\ntitle: Email is slow\nimpact: minor\n{dedent(keys).lstrip()}"
    return incident(f"{front.rstrip()}\n---\n\n{dedent(body).lstrip()}")


def scalar(words: str, key: str = "started") -> Scalar:
    """Return a value as it stands behind its key."""
    line = f"{key}: {words}"
    return Scalar(words, Lines("content/x.md", [line]).place(1, len(key) + 3))


def only(problems: Problems) -> tuple[str, str]:
    """Return code and fix of the only problem."""
    (found,) = problems
    return found.code, found.fix
