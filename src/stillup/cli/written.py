"""What was written, what readers will see, what to look at again, and the next thing to do."""

import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stillup.cli.streams import width_for
from stillup.cli.wishes import prefix_of

if TYPE_CHECKING:
    from stillup.desk.change import Outcome

_WIDEST = 100
_COPIED = re.compile("`[^`]+`")
_GLUE = "\u00a0"


class Place(NamedTuple):
    """The site folder, and what gives the command line that means this same site."""

    folder: Path
    command: Callable[..., str]


def told(place: Place, outcome: "Outcome", unsaid: Sequence[str]) -> str:
    """Return all of it."""
    lines = [*_head(place, outcome), "", *_lines(outcome, dry=not outcome.written), ""]
    lines += [*_seen(outcome), *_advice(outcome, unsaid), *_elsewhere(place, outcome)]
    if outcome.written:
        lines += ["", "Next:", *_next(place, outcome)]
    return "\n".join(lines) + "\n"


def _head(place: Place, outcome: "Outcome") -> Iterator[str]:
    from stillup.report.cells import harmless

    change = outcome.change
    path = harmless(prefix_of(place.folder) + change.path)
    first, last = change.edited.first, change.edited.last
    where = f"line {first}" if first == last else f"lines {first} to {last}"
    what = f"{path}, a new file" if change.was is None else f"{path}, {where}"
    yield f"Wrote {what}:" if outcome.written else f"This would be written to {what}:"


def _lines(outcome: "Outcome", *, dry: bool) -> Iterator[str]:
    from stillup.report.cells import harmless

    width = len(str(outcome.change.edited.last))
    mark = "+ " if dry else ""
    for number, text in outcome.change.lines:
        yield f"  {mark}{number:>{width}}  {harmless(text)}".rstrip()


def _seen(outcome: "Outcome") -> Iterator[str]:
    from stillup.desk.seen import seen_by_readers

    if outcome.story is not None:
        yield from wrapped(seen_by_readers(outcome.before, outcome.story))


def _advice(outcome: "Outcome", unsaid: Sequence[str]) -> Iterator[str]:
    from stillup.desk.advise import advice

    found = [*unsaid, *advice(outcome)]
    if found:
        yield "Look at it again:"
    for each in found:
        yield from wrapped(each, begin="  - ", below="    ")


def _elsewhere(place: Place, outcome: "Outcome") -> Iterator[str]:
    """Say what was wrong before: it stops the site, and nobody who writes."""
    broken = sorted({each.span.path for each in outcome.elsewhere})
    if not broken:
        return
    named = ", ".join(prefix_of(place.folder) + path for path in broken[:3])
    more = f" and {len(broken) - 3} more" if len(broken) > 3 else ""  # noqa: PLR2004
    yield from wrapped(f"The site can't be built yet: errors were there before, in {named}{more}.")
    yield f"  {place.command('check')}"


def _next(place: Place, outcome: "Outcome") -> Iterator[str]:
    story, desk = outcome.story, outcome.before
    if story is None:
        yield f"  {place.command('check')}"
        return
    rows = [
        (place.command("send", story.id), "save it and send it"),
        (place.command("build"), "make the site on this computer"),
    ]
    promised = story.facts.promised
    if promised is not None and promised > desk.now:
        verb = place.command("update", story.id)
        rows.append((verb, f"before {_clock(desk.local(promised), desk.local(desk.now))}"))
    width = max(len(command) for command, _ in rows)
    beside = width + max(len(why) for _, why in rows) + 4 <= width_for(sys.stdout)
    for command, why in rows:
        yield f"  {command:<{width}}  {why}" if beside else f"  {why}:\n    {command}"


def _clock(at: datetime, now: datetime) -> str:
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%Y-%m-%d %H:%M}"


def wrapped(text: str, begin: str = "", below: str = "  ") -> list[str]:
    """Return a sentence on lines that the terminal has room for; code in it stays whole."""
    from stillup.report.cells import harmless

    whole = _COPIED.sub(lambda found: found[0].replace(" ", _GLUE), harmless(text))
    lines = textwrap.wrap(
        whole,
        min(max(width_for(sys.stdout), 30), _WIDEST),
        initial_indent=begin,
        subsequent_indent=below,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_GLUE, " ") for line in lines]
