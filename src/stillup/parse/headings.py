"""The line that begins an update: `## STATUS TIME`."""

import re
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

from stillup.model.diagnostic import Problems
from stillup.model.status import UpdateStatus
from stillup.parse.instants import Instant, read_instant
from stillup.parse.lines import Place
from stillup.parse.nearness import listed, nearest
from stillup.parse.nodes import Scalar
from stillup.parse.vocabulary import ALIKE, folded, shown_words, status_words

_LINE = re.compile(r"[ \t]*#{1,6}[ \t]*(?P<words>.*?)(?:[ \t]+#+)?[ \t]*")
_DATED = re.compile(r"[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}")
_BETWEEN = " \t\u00a0·•—–:-|@*_[]()`#.,;/>"
_YEAR_FIRST = re.compile(
    r"(?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:]+\S*)\W+(?P<word>[^\W\d].*)"
)


class Speech(msgspec.Struct, frozen=True):
    """The words in which headings of a file may be written."""

    language: str
    maintenance: bool

    def find(self, words: str) -> UpdateStatus | None:
        """Return the status that `words` name."""
        return status_words(self.language, maintenance=self.maintenance).get(folded(words))

    def nearest(self, words: str) -> str:
        """Return the word that was probably meant, as it is usually written."""
        shown = shown_words(maintenance=self.maintenance)
        for alike in ALIKE.get(folded(words), ()):
            if alike in shown:
                return alike
        own = status_words(self.language, maintenance=self.maintenance)
        near = nearest(folded(words), own)
        english = {folded(word): word for word in shown}
        return english.get(near, near.capitalize())


class Heading(msgspec.Struct, frozen=True):
    """What the heading of an update says. What could not be read is None and was reported."""

    status: UpdateStatus | None
    at: Instant | None
    place: Place


def is_update_like(text: str, speech: Speech) -> bool:
    """Whether a line has a known status and a day, whatever stands before them."""
    line = _LINE.fullmatch(text)
    if line is None or not (dated := _DATED.search(line["words"])):
        return False
    return speech.find(line["words"][: dated.start()]) is not None


def read_heading(
    place: Place,
    speech: Speech,
    zone: ZoneInfo,
    problems: Problems,
    *,
    near: date | None = None,
) -> Heading | None:
    """Return what the heading in `place` says, None if it is none of an update.

    `near` is the day that is offered where it was left out.
    """
    line = _LINE.fullmatch(place.words)
    words = line["words"] if line else ""
    number = re.search(r"[0-9]", words)
    said = words[: number.start()] if number else words
    status = speech.find(said)
    if number and status is None and (begins := _begins_with(words, speech)):
        said, status = words[:begins], speech.find(words[:begins])
    if number is None:
        return _without_time(place, words, status, speech, problems)
    if status is None and (turned := _YEAR_FIRST.fullmatch(words)) and speech.find(turned["word"]):
        _report_turned(place, turned, problems)
        return Heading(speech.find(turned["word"]), None, place)
    if status is None and not (folded(said) and _DATED.search(words)):
        _report_no_update(place, words, speech, problems)
        return None
    if status is None:
        _report_status(place, said, speech, problems)
    time_text = words[len(said) :].strip(_BETWEEN)
    start = place.words.index(words) + words.index(time_text, len(said))
    time_place = place.part(start, len(time_text))
    instant = read_instant(Scalar(time_text, time_place), zone, problems, near=near)
    return Heading(status, instant, place)


def _begins_with(words: str, speech: Speech) -> int:
    """Return how much of `words` is a known status before a time in words, 0 if it is none."""
    found = _first_words(speech).match(words)
    return found.end("status") if found else 0


@cache
def _first_words(speech: Speech) -> re.Pattern[str]:
    known = status_words(speech.language, maintenance=speech.maintenance)
    spelt = (r"[\W_]+".join(map(re.escape, words.split())) for words in known)
    choices = "|".join(sorted(spelt, key=len, reverse=True))
    return re.compile(rf"[\W_]*(?P<status>{choices})(?=[\W_])", re.IGNORECASE)


def _without_time(
    place: Place, words: str, status: UpdateStatus | None, speech: Speech, problems: Problems
) -> Heading | None:
    if status is None:
        _report_no_update(place, words, speech, problems)
        return None
    problems.error(
        "time-missing",
        place.span,
        "this update does not say when",
        help=f"write the day and the time behind the status, for example "
        f"`## {words.strip()} · 2026-11-21 13:10`",
    )
    return Heading(status, None, place)


def _report_status(place: Place, said: str, speech: Speech, problems: Problems) -> None:
    words = said.strip(_BETWEEN)
    meant = speech.nearest(words)
    start = place.words.index(words) if words else 0
    at = place.part(start, len(words))
    problems.error(
        "unknown-status",
        at.span,
        f"there is no status `{words}`",
        label="unknown status",
        help=f"did you mean `{meant}`?"
        if meant
        else f"it is one of {listed(shown_words(speech.language, maintenance=speech.maintenance))}",
        fix=at.mended(meant) if meant else "",
    )


def _report_no_update(place: Place, words: str, speech: Speech, problems: Problems) -> None:
    problems.error(
        "not-an-update",
        place.span,
        "a heading with `##` begins an update, and this one has no status with a time",
        help="inside an update write `###`; an update begins for example with "
        f"`## {shown_words(maintenance=speech.maintenance)[0]} · 2026-11-21 12:41`",
        fix=f"### {words}" if words else "",
    )


def _report_turned(place: Place, turned: re.Match[str], problems: Problems) -> None:
    problems.error(
        "time-before-status",
        place.span,
        "the time stands before the status",
        help="write the status first:",
        fix=f"## {turned['word']} · {turned['time']}",
    )
