"""What an importer was not sure of, and what it did about it: values, and lines to print."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from stillup.importing.times import Time

KINDS = {
    "nothing-found": "Nothing to import, or not all of it",
    "front-matter": "Front matter that could not be read as it stands",
    "no-start": "Posts whose start is unknown; they are drafts until you write an update",
    "feed-id": "Posts whose id in the old feed is unknown; a reader may show them as new",
    "twin": "Posts that are told twice, differently; the second is a draft of its own",
    "plan": "Planned work whose plan is not whole",
    "no-beginning": "Incidents of which only the end is told, so that they last no time; "
    "add `started` if you know it",
    "future": "Posts about the future",
    "disagreement": "Times that contradict each other",
    "year": "Years that are printed nowhere; the nearest one was taken",
    "end-before-start": "Posts that end before they start; the end is only a comment",
    "no-end": "Resolved, but no usable time says when; the last known time stands for it, "
    "marked as written afterwards",
    "no-completion": "Planned work that is over, and nothing says since when; its planned end, or "
    "the last known time, stands for it",
    "open": "Posts that are still open",
    "long": "Incidents of more than 30 days",
    "planned": "Incidents that sound like planned work; if one was, write it as maintenance",
    "severity": "Severities that are not in our words",
    "impact": "Impacts that nothing says; minor, so that nothing looks fine",
    "now-affected": "Components that were not well on the old page, though no open post says why",
    "state": "Words for a state that mean nothing here; the update changes no state",
    "announced": "Planned work of which nothing says when it was announced",
    "announcement": "Notices, which colour nothing; if one was an outage or planned work, say so",
    "report": "Posts taken for reports written afterwards, because of their words",
    "backdated": "Updates written later than the time they show; marked as written afterwards",
    "counted": "Minutes that a monitor counted without saying when; they are a comment, and no "
    "incident: write one where it mattered",
    "time-repaired": "Mistyped times that can mean one thing only",
    "day-only": "Days without a time, taken as midnight, as the old site does",
    "untimed": "Updates without a time of their own, told together with one that has it",
    "resolution": "Words taken for the resolution, because of their label",
    "same-time": "Updates of the same moment, told as one",
    "same-moment": "Updates of the same moment, kept apart by an id of their own",
    "time-in-text": "Times inside a text, left there",
    "component": "Components that the settings do not declare; each is shown while affected",
    "component-case": "Components written in other letters than in the settings",
    "translation": "Posts in a second language; each is a draft of its own",
    "leftover": "What a template left to be filled in; it stands in the text",
    "new-id": "Ids of updates that could not stay",
    "renamed": "Files whose name could not stay",
    "unclosed": "Code and comments that were never closed",
    "heading": "Headings that went below the third level, or were made by underlining",
    "action": "Task lists in reports that are no action items of ours",
    "shortcode": "Shortcodes, left in the text as they are",
    "html": "HTML that pages here do not show",
    "box": "Boxes, told as quotes",
    "looks": "Marks for looks alone, left out",
    "link": "Links that were changed",
    "invisible": "Invisible characters, left out",
    "fraction": "Fractions of a second, left out",
    "title": "Titles too long to be one; they are whole above the updates",
    "update-key": "What old products note about single updates; it was left out",
    "key": "Front matter that has no place in ours, kept as a comment",
    "unread": "Postmortems that were never published, kept as a comment",
    "extra": "What has no place in ours, kept as a comment",
    "setting": "Settings that have no place in ours, or are not as they should be",
    "file": "Files that were left behind",
    "unsure-address": "Old addresses that are not certain",
    "address": "Old addresses that nothing answers any more",
}
"""The kinds of doubt, gravest first, each with the sentence that stands over them."""

_OF_FILES = frozenset({"front-matter", "file"})
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}


class Doubt(msgspec.Struct, frozen=True):
    """One doubt: about which place in the source, what is doubtful, and what was done.

    `path` is relative to the imported folder; `line` counts from 1, 0 means the file as a whole.
    `done` is empty where the sentence over the kind says it.
    """

    kind: str
    path: str
    line: int
    what: str
    done: str = ""


class Doubts:
    """Collects doubts about one file; `about` and `below` share the same collection."""

    def __init__(self, path: str = "", first: int = 0, found: list[Doubt] | None = None) -> None:
        self._path = path
        self._first = first
        self._found = [] if found is None else found

    def about(self, path: str) -> "Doubts":
        """Return the same collection for another file."""
        return Doubts(path, 0, self._found)

    def below(self, first: int) -> "Doubts":
        """Return the same collection for a part of the file whose lines count from `first`."""
        return Doubts(self._path, first, self._found)

    def below_line(self, line: int) -> "Doubts":
        """Return the same collection for what begins `line` lines further down."""
        return Doubts(self._path, self._first + line, self._found)

    def note(self, kind: str, line: int, what: str, done: str = "") -> None:
        """Add a doubt of one of KINDS."""
        self._found.append(Doubt(kind, self._path, self._first + line, what, done))

    def sorted(self) -> tuple[Doubt, ...]:
        """Return each doubt once, gravest kind first, then by place."""
        once = dict.fromkeys(self._found)
        return tuple(sorted(once, key=lambda d: (_RANK[d.kind], d.path, d.line, d.what)))


def note_time(doubts: Doubts, line: int, typed: str, time: Time) -> None:
    """Note what was not as it should be about a time."""
    if time.repaired:
        doubts.note("time-repaired", line, f"`{typed}`", f"it is {time.wall:%Y-%m-%d %H:%M}")
    if time.day_only:
        doubts.note("day-only", line, f"`{typed}`")
    if time.fraction:
        doubts.note("fraction", line, f"`{typed}`")


def unread_lines(doubts: Iterable[Doubt], most: int) -> list[str]:
    """Return lines to print where nothing came of a source: at most `most` on files not read."""
    return list(_shown([doubt for doubt in doubts if doubt.kind in _OF_FILES], most))


def doubt_lines(doubts: Iterable[Doubt], most: int | None = None) -> list[str]:
    """Return lines to print: one heading per kind with its count, at most `most` doubts below."""
    lines: list[str] = []
    for kind, group in groupby(doubts, key=lambda doubt: doubt.kind):
        found = list(group)
        lines += [f"{KINDS[kind]} ({len(found)})", *_shown(found, most), ""]
    return lines[:-1]


def _shown(found: list[Doubt], most: int | None) -> Iterator[str]:
    for doubt in found[:most]:
        place = f"{doubt.path}:{doubt.line}" if doubt.line else doubt.path
        done = f"; {doubt.done}" if doubt.done else ""
        yield f"  {place}: {doubt.what}{done}"
    if most is not None and len(found) > most:
        yield f"  … and {len(found) - most} more"
