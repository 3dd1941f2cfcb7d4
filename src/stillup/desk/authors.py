"""Who writes: as told by the environment, or as Git knows them."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from stillup.model.settings import Person

VARIABLE = "STILLUP_AUTHOR"
_SECONDS = 5


def read_author(folder: Path, people: Iterable[Person], environment: Mapping[str, str]) -> str:
    """Return the id of whoever sits here, or the name in STILLUP_AUTHOR; empty if nobody knows.

    A name that only Git knows is no signature: it counts only if it is that of one in `people`.
    """
    known = tuple(people)
    told = environment.get(VARIABLE, "").strip()
    if told:
        return find_person(told, known) or told
    asked = (_git(folder, "user.email"), _git(folder, "user.name")) if known else ()
    return next((found for word in asked if (found := find_person(word, known))), "")


def find_person(word: str, people: Iterable[Person]) -> str:
    """Return the id of the person of that id, name or mail address; empty if there is none."""
    wanted = word.strip().casefold()
    for person in people:
        mail = person.contact.removeprefix("mailto:").partition("?")[0]
        if wanted and wanted in {person.id.casefold(), person.name.casefold(), mail.casefold()}:
            return person.id
    return ""


def _git(folder: Path, key: str) -> str:
    program = shutil.which("git")
    if program is None:
        return ""
    try:
        ran = subprocess.run(  # noqa: S603 - a program of the system, words of ours
            [program, "-C", str(folder), "config", "--get", key],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ran.stdout.decode(errors="replace").strip()
