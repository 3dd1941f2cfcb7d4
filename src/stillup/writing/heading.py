"""The line that begins a new update, in the manner of those that stand in the file already."""

import re
from collections.abc import Sequence

import msgspec

from stillup.model.diagnostic import Problems
from stillup.model.status import MAINTENANCE_STATUSES, UpdateStatus
from stillup.parse.headings import Speech, read_heading
from stillup.parse.lines import Lines
from stillup.parse.vocabulary import WORDS, folded
from stillup.parse.zones import zone_of

_ENGLISH = "en"
_BETWEEN = " \t\u00a0·•—–:-|@*_[]()`#.,;/>"
_LINE = re.compile(
    r"(?P<lead>##[ \t]+[^\w\n]*_*)(?P<word>[^\W\d_](?:.*?[^\W\d_])??)"
    r"(?P<between>[\W_]+)(?P<time>\d.*)"
)


class _Manner(msgspec.Struct, frozen=True):
    """One heading as it is written, taken apart."""

    lead: str
    word: str
    between: str
    tail: str


def write_heading(status: UpdateStatus, at: str) -> str:
    """Return the line as we write it where nobody has shown another manner."""
    return f"## {WORDS[_ENGLISH][status]} · {at}"


def heading_like(models: Sequence[str], model: str, status: UpdateStatus, at: str) -> str:
    """Return the heading of a new update, in the manner of `model`, which is one of `models`.

    That is its separators, its letter case, and the language of all of them. What would not read
    back to the same status and time is written as we do it.
    """
    manner = _manner(model)
    if manner is None:
        return write_heading(status, at)
    language = _language([found.word for each in models if (found := _manner(each))], status)
    word = _cased(WORDS[language][status], manner.word)
    line = f"{manner.lead}{word}{manner.between}{at}{manner.tail}"
    return line if _reads_back(line, status, at, language) else write_heading(status, at)


def _manner(line: str) -> _Manner | None:
    found = _LINE.fullmatch(line.rstrip())
    if found is None:
        return None
    time = re.sub(r"[ \t]+#+$", "", found["time"]).rstrip(_BETWEEN)
    return _Manner(found["lead"], found["word"], found["between"], found["time"][len(time) :])


def _language(words: Sequence[str], status: UpdateStatus) -> str:
    """Return the language that all headings are in; English if that is not certain."""
    spoken = [_spoken(word) for word in words]
    common = set.intersection(*spoken) if spoken else set()
    told = {WORDS[language][status] for language in common}
    return min(common) if _ENGLISH not in common and len(told) == 1 else _ENGLISH


def _spoken(word: str) -> set[str]:
    """Return the languages in which `word` is a status."""
    return {
        language
        for language, words in WORDS.items()
        if folded(word) in {folded(each) for each in words.values()}
    }


def _cased(word: str, like: str) -> str:
    if like.islower():
        return word.lower()
    return word.upper() if like.isupper() else word


def _reads_back(line: str, status: UpdateStatus, at: str, language: str) -> bool:
    speech = Speech(language, maintenance=status in MAINTENANCE_STATUSES)
    problems = Problems()
    found = read_heading(Lines("", [line]).place(1), speech, zone_of("UTC"), problems)
    plain = read_heading(
        Lines("", [write_heading(status, at)]).place(1), speech, zone_of("UTC"), Problems()
    )
    if found is None or plain is None or problems.has_errors:
        return False
    return found.status is status and found.at == plain.at
