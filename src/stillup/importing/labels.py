"""Labels that people put before an update, in the forms seen in real posts."""

import re

import msgspec

from stillup.model.status import UpdateStatus

WORDS = {
    "investigating": UpdateStatus.INVESTIGATING,
    "initial message": UpdateStatus.INVESTIGATING,
    "identified": UpdateStatus.IDENTIFIED,
    "monitoring": UpdateStatus.MONITORING,
    "watching": UpdateStatus.MONITORING,
    "under observation": UpdateStatus.MONITORING,
    "update": UpdateStatus.UPDATE,
    "edit": UpdateStatus.UPDATE,
    "resolved": UpdateStatus.RESOLVED,
    "fixed": UpdateStatus.RESOLVED,
    "complete": UpdateStatus.RESOLVED,
    "completed": UpdateStatus.RESOLVED,
    "final message": UpdateStatus.RESOLVED,
    "post-mortem": UpdateStatus.POSTMORTEM,
    "postmortem": UpdateStatus.POSTMORTEM,
    "post mortem": UpdateStatus.POSTMORTEM,
}
"""What a label says of the state. Words outside this list are text."""

_WORD = "|".join(sorted((word.replace(" ", "[ ]") for word in WORDS), key=len, reverse=True))
_NUMBER = r"(?P<number>[ ]*(?:#[ ]?\d+|\d+|\(\d+\)))?"
_END = r"(?P<end>[ \t]*(?:[-–—:]+(?=[ \t]|$))?[ \t]*)"
_AFTER = rf"(?P<after>[ ]+\(?#?\d+\)?(?=[ ]*[-–—:]))?{_END}"
_MOMENT = r"[ ]+\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}[^:\n]{0,12}:(?:[ \t]|$)"
"""A moment and a colon, behind a label without one of its own."""

_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<mark>[*_]{{1,3}})(?P<word>{_WORD}){_NUMBER}[ ]*[:.]?[ ]*(?P=mark)(?![*_\w]){_AFTER}",
        rf"\[(?P<word>{_WORD}){_NUMBER}\](?![(\[]){_END}",
        rf"(?P<word>{_WORD}){_NUMBER}(?=[ ]*:[ \t]|[ ]*:$|[ ]+\(\d{{4}}|{_MOMENT})[ ]*{_END}",
        rf"#{{1,6}}[ \t]+(?P<word>{_WORD}){_NUMBER}\b(?P<end>)",
    )
)


class Label(msgspec.Struct, frozen=True):
    """A label at the start of a text: what it says, and where it ends."""

    status: UpdateStatus
    end: int
    numbered: bool = False
    heading: bool = False

    def without(self, text: str) -> str:
        """Return `text` without this label, if nothing but the status is lost with it."""
        if self.numbered or self.heading:
            return text
        return text[self.end :].lstrip("\n")


def read_label(line: str) -> Label | None:
    """Return the label that a line begins with."""
    for form in _FORMS:
        if found := form.match(line):
            status = WORDS[" ".join(found["word"].casefold().split())]
            parts = found.groupdict()
            numbered = bool(parts.get("number") or parts.get("after"))
            return Label(status, found.end(), numbered, heading=line.startswith("#"))
    return None
