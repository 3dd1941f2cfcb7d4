"""What a post in JSON says of itself as a whole: title, words, impact, whether it is over."""

from stillup.importing.doubt import Doubts
from stillup.importing.json_files import Record
from stillup.importing.lists import keys
from stillup.importing.lists.find import Raw, is_planned
from stillup.importing.lists.keys import find_key, folded, text_of, time_of
from stillup.importing.lists.notes import notes_of, untimed_words, words_of
from stillup.importing.lists.words import impact_said, status_said
from stillup.importing.times import Time
from stillup.model.status import REOPENING, ComponentStatus, Impact, UpdateStatus

_LONGEST_TITLE = 200
_OVER = frozenset({
    UpdateStatus.RESOLVED, UpdateStatus.COMPLETED, UpdateStatus.CANCELLED, UpdateStatus.POSTMORTEM,
})  # fmt: skip


def is_work(raw: Raw) -> bool:
    """Whether a post is planned work."""
    return is_planned(raw, text_of(raw.record, keys.KIND), _impact_word(raw.record))


def beginning_of(raw: Raw) -> Time | None:
    """Return the first time that a post tells of, to be sorted by."""
    first = [note.time for note in notes_of(raw.record, Doubts())[:1]]
    start = time_of(raw.record, (*keys.START, *keys.PLAN))[0]
    found = [*first, *([start] if start else [])]
    return min(found, key=lambda t: t.at) if found else time_of(raw.record, keys.CREATED)[0]


def title_of(record: Record, otherwise: str, doubts: Doubts) -> str:
    """Return a title on one line. One that is a whole text is cut, and told above the updates."""
    title = " ".join(text_of(record, keys.TITLE).split())
    if not title:
        return otherwise
    if len(title) <= _LONGEST_TITLE:
        return title
    short = title[:_LONGEST_TITLE].rpartition(" ")[0] or title[:_LONGEST_TITLE]
    doubts.note("title", 0, f"`{short[:60]}…`")
    return f"{short} …"


def summary_words(record: Record) -> str:
    """Return the words that no update has, and a title that is too long to be one."""
    return "\n\n".join(words for words in (_long_title(record), words_of(record)) if words)


def all_words(record: Record) -> str:
    """Return the words of a post none of whose updates has a time."""
    return "\n\n".join(words for words in (_long_title(record), untimed_words(record)) if words)


def _long_title(record: Record) -> str:
    title = text_of(record, keys.TITLE)
    return title if len(" ".join(title.split())) > _LONGEST_TITLE else ""


def is_hidden(record: Record) -> bool:
    """Whether it was not to be seen."""
    return any(folded(key) in keys.HIDDEN and value is True for key, value in record.items())


def impact_of(
    record: Record, doubts: Doubts, *, named: bool
) -> tuple[Impact, ComponentStatus | None]:
    """Return the impact, and the status of components if the impact does not give it."""
    word = _impact_word(record)
    said = impact_said(word, named=named)
    if said is None:
        kind, what = ("severity", f"`{word}`") if word else ("impact", "there is none")
        doubts.note(kind, 0, what, "the impact is minor" if word else "")
        return Impact.MINOR, None
    if said[0].value != word.casefold():
        how = f" with {said[1].value.replace('_', ' ')} of its components" if said[1] else ""
        doubts.note("severity", 0, f"`{word}`", f"the impact is {said[0].value}{how}")
    return said


def closed_of(record: Record) -> bool | None:
    """Return whether it is over, None where only the updates tell."""
    for key, value in record.items():
        if folded(key) == "resolved" and isinstance(value, bool):
            return value
    said = status_said(text_of(record, ("status", "state")))
    if said in _OVER:
        return True
    return False if said in REOPENING else None


def _impact_word(record: Record) -> str:
    value = record.get(find_key(record, keys.IMPACT))
    if isinstance(value, dict):
        return text_of(value, ("label", "name", "title", "level"))
    return text_of(record, keys.IMPACT)
