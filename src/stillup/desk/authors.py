"""Who writes: as told by the environment, or as Git knows them."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from stillup.edge.git import Git
from stillup.edge.git_trouble import GitTrouble
from stillup.model.settings import Person

VARIABLE = "STILLUP_AUTHOR"


def read_author(folder: Path, people: Iterable[Person], environment: Mapping[str, str]) -> str:
    """Return the id of whoever sits here, or the name in STILLUP_AUTHOR; empty if nobody knows.

    A name that only Git knows is no signature: it counts only if it is that of one in `people`.
    """
    known = tuple(people)
    if told := environment.get(VARIABLE, "").strip():
        return find_person(told, known) or told
    git = Git(str(folder), environment=environment)
    with suppress(GitTrouble, OSError):
        for key in ("user.email", "user.name") if known else ():
            if found := find_person(git.text("config", "--get", key), known):
                return found
    return ""


def find_person(word: str, people: Iterable[Person]) -> str:
    """Return the id of the person of that id, name or mail address; empty if there is none."""
    wanted = word.strip().casefold()
    for person in people:
        mail = person.contact.removeprefix("mailto:").partition("?")[0]
        if wanted and wanted in {person.id.casefold(), person.name.casefold(), mail.casefold()}:
            return person.id
    return ""
