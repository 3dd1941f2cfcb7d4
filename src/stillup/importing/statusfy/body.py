"""The body of a post: containers `::: update TITLE | TIME`, and the words around them."""

import re
from collections.abc import Iterator

import msgspec

from stillup.importing.labels import WORDS
from stillup.importing.lists.words import status_said
from stillup.importing.times import Time, read_time
from stillup.model.status import UpdateStatus
from stillup.writing.blocks import scan

_OPEN = re.compile(
    r"[ ]{0,3}(?P<colons>:{3,})[ \t]*update\b[ \t]*(?P<said>.*?)[ \t]*$", re.IGNORECASE
)
_CLOSE = re.compile(r"[ ]{0,3}(:{3,})[ \t]*$")


class Container(msgspec.Struct, frozen=True):
    """One update as it stands: its title, its time as typed and read, its words, its line."""

    title: str
    typed: str
    time: Time | None
    text: str
    line: int
    is_closed: bool = True

    @property
    def status(self) -> UpdateStatus:
        """What its title says of the state; any other title is a heading of the words."""
        said = WORDS.get(" ".join(self.title.casefold().split())) or status_said(self.title)
        return said or UpdateStatus.UPDATE

    @property
    def words(self) -> str:
        """Its words, with a title that says more than a status above them."""
        known = status_said(self.title) or WORDS.get(" ".join(self.title.casefold().split()))
        head = "" if known or not self.title else f"**{self.title}**"
        return "\n\n".join(part for part in (head, self.text.strip("\n")) if part)


def read_containers(body: str) -> tuple[str, tuple[Container, ...]]:
    """Return the words outside of containers, and the containers in their order."""
    lines = body.split("\n")
    scanned = scan(lines)
    outside: list[str] = []
    found: list[Container] = []
    number = 0
    while number < len(lines):
        opened = _OPEN.match(lines[number]) if scanned.is_words(number) else None
        if opened is None:
            outside.append(lines[number])
            number += 1
            continue
        end, is_closed = _end(lines, number + 1, len(opened["colons"]))
        found.append(_container(opened["said"], lines[number + 1 : end], number, is_closed))
        number = end + is_closed
    return "\n".join(outside).strip("\n"), tuple(found)


def _end(lines: list[str], start: int, colons: int) -> tuple[int, bool]:
    """Return the line that ends a container, and whether it closes it.

    What is never closed ends where another one opens, or with the body.
    """
    for number in range(start, len(lines)):
        if _OPEN.match(lines[number]):
            return number, False
        closing = _CLOSE.match(lines[number])
        if closing and len(closing[1]) >= colons:
            return number, True
    return len(lines), False


def _container(said: str, lines: list[str], line: int, closed: bool) -> Container:  # noqa: FBT001
    title, bar, typed = said.rpartition("|")
    title, typed = (title.strip(), typed.strip()) if bar else (said, "")
    return Container(title, typed, read_time(typed), "\n".join(lines), line, closed)


def untimed(containers: tuple[Container, ...]) -> Iterator[Container]:
    """Yield the containers without a time that can be read."""
    yield from (each for each in containers if each.time is None)
