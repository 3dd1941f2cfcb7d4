"""Words that look like the heading of an update and are none."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from stillup.model.diagnostic import Problems
from stillup.model.status import UpdateStatus
from stillup.parse.blocks import Block, BlockKind
from stillup.parse.headings import Heading, Speech
from stillup.parse.lines import Lines
from stillup.parse.vocabulary import status_words

_TIME = (
    r"(?P<time>(?:(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ \t]*[T,·][ \t]*|[ \t]+))?"
    r"(?P<clock>[0-2]?[0-9]:[0-5][0-9])(?::[0-9]{2})?"
    r"(?:[ \t]*(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}|[A-Z]{3,4}|[A-Z][a-z]+/[A-Z][A-Za-z_]+))?)"
)
_HAS_CLOCK = re.compile(r"[0-9]:[0-9]{2}")


class Likeness(msgspec.Struct, frozen=True):
    """A line that says a status and a time. `day` is empty where there is only a clock."""

    status: str
    day: str
    clock: str
    time: str

    @property
    def fix(self) -> str:
        """The heading that it would be, empty without a day."""
        rest = re.sub(r"^[T,·\s]+", "", self.time.removeprefix(self.day))
        return f"## {self.status} · {self.day} {rest}" if self.day else ""


def likeness(line: str, speech: Speech) -> Likeness | None:
    """Return what a line says that holds a status and a time, and nothing else."""
    if not _HAS_CLOCK.search(line) or not (found := _pattern(speech).fullmatch(line)):
        return None
    return Likeness(found["status"], found["day"] or "", found["clock"], found["time"])


def warn_of_updates_in_text(
    lines: Lines,
    blocks: Iterable[Block],
    headings: list[Heading],
    speech: Speech,
    problems: Problems,
) -> None:
    """Warn of lines of text that were probably meant to begin an update."""
    for number in _worded(lines, blocks):
        found = likeness(lines.texts[number - lines.first], speech)
        if found is None or _is_said_above(found, number, headings, speech):
            continue
        problems.warning(
            "update-in-text",
            lines.place(number).span,
            "this looks like an update; it is published as text and changes nothing",
            help="if it is an update, write it so, with a blank line above:"
            if found.fix
            else "if it is an update, begin the line with `## ` and write the day before the time, "
            f"for example `## {found.status} · 2026-11-21 {found.clock}`",
            fix=found.fix,
        )


def _worded(lines: Lines, blocks: Iterable[Block]) -> Iterator[int]:
    for block in blocks:
        if block.kind is BlockKind.WORDS:
            yield from range(block.start, min(block.end, lines.end))


def _is_said_above(found: Likeness, number: int, headings: list[Heading], speech: Speech) -> bool:
    """Whether the update that holds the line says the same, or looks back as a postmortem."""
    above = next((h for h in reversed(headings) if h.place.line < number), None)
    if above is not None and above.status is UpdateStatus.POSTMORTEM:
        return True
    if above is None or above.at is None or above.status is not speech.find(found.status):
        return False
    local = above.at.local
    same_day = found.day in {"", local.date().isoformat()}
    return same_day and found.clock.zfill(5) == f"{local:%H:%M}"


@cache
def _pattern(speech: Speech) -> re.Pattern[str]:
    known = status_words(speech.language, maintenance=speech.maintenance)
    spelt = (r"[ \t]+".join(map(re.escape, words.split())) for words in known)
    choices = "|".join(sorted(spelt, key=len, reverse=True))
    mark = r"[*_]{0,3}"
    return re.compile(
        rf" {{0,3}}{mark}(?P<status>(?i:{choices}))(?![\w'’])"
        rf"[\s*_·•—–:|@,(\[-]*{_TIME}[\s*_)\].,:]*"
    )
