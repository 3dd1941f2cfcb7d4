"""Action items of a postmortem: task-list items that end in `(team, due DATE)`."""

import re
from collections.abc import Iterator

from stillup.model.diagnostic import Problems
from stillup.model.post import Action
from stillup.parse.instants import read_date
from stillup.parse.lines import Lines, Place, without_invisible
from stillup.parse.nodes import Scalar

_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]+[.)])\s+\[(?P<box>[ xX])\]\s+(?P<words>.*)")
_OTHER_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]+[.)])\s|\s*#|\s*$")
_ENDING = re.compile(
    r"\((?:(?P<team>[^(),]+?)\s*,)?\s*(?P<state>due|done|dropped)\b:?\s*"
    r"(?P<day>[^():,]*?)\s*(?:[:,]\s*(?P<why>.*))?\)[.\s]*$",
    re.IGNORECASE,
)


def read_actions(lines: Lines, code: frozenset[int], problems: Problems) -> tuple[Action, ...]:
    """Return the action items in `lines`; `code` are the numbers of lines to leave out."""
    found = (_read(place, words, box, problems) for place, words, box in _items(lines, code))
    return tuple(action for action in found if action)


def _items(lines: Lines, code: frozenset[int]) -> Iterator[tuple[Place, str, str]]:
    """Yield each task with the line on which it ends, all its words, and its box."""
    number = lines.first
    while number < lines.end:
        item = _ITEM.fullmatch(lines.place(number).written)
        number += 1
        if item is None or number - 1 in code:
            continue
        words = [item["words"].strip()]
        while number < lines.end and not _OTHER_ITEM.match(lines.place(number).written):
            words.append(lines.place(number).written.strip())
            number += 1
        yield lines.place(number - 1), without_invisible(" ".join(words)), item["box"].casefold()


def _read(place: Place, words: str, box: str, problems: Problems) -> Action | None:
    ending = _ENDING.search(words)
    if ending is None:
        return None
    tail = place.written.rstrip()
    start = tail.rfind("(")
    at = place.part(max(start, 0), len(tail) - max(start, 0))
    if not ending["team"]:
        _report_team(at, ending, problems)
        return None
    day_start = max(tail.rfind(ending["day"]), 0) if ending["day"] else 0
    day = read_date(Scalar(ending["day"], place.part(day_start, len(ending["day"]))), problems)
    state = ending["state"].casefold()
    if (state, box) in {("done", " "), ("due", "x")}:
        _report_box(place, state, problems)
    if state == "dropped" and not ending["why"]:
        _report_why(at, ending, problems)
    if day is None:
        return None
    what = words[: ending.start()].strip()
    return Action(what, ending["team"].strip(), state, day, (ending["why"] or "").strip(), at.span)


def _report_team(at: Place, ending: re.Match[str], problems: Problems) -> None:
    problems.error(
        "action-without-team",
        at.span,
        "this action item does not say who does it",
        help=f"write for example `(Mail team, {ending['state']} {ending['day'] or '2027-01-15'})`",
    )


def _report_box(place: Place, state: str, problems: Problems) -> None:
    box = "[x]" if state == "done" else "[ ]"
    other = "[ ]" if state == "done" else "[x]"
    fixed = re.sub(r"\[[ xX]\]", box, place.written, count=1)
    problems.error(
        "action-contradicts",
        place.span,
        f"the box is `{other}` and the words say `{state}`",
        help="let both say the same:",
        fix=fixed if fixed != place.written else "",
    )


def _report_why(at: Place, ending: re.Match[str], problems: Problems) -> None:
    problems.error(
        "action-without-reason",
        at.span,
        "this action item was dropped and does not say why",
        help="write the reason behind the day:",
        fix=at.mended(f"({ending['team']}, dropped {ending['day']}: why)"),
    )
