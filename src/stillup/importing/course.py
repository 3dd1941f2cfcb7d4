"""How a loosely marked post went: its updates with their times, from dates, flags and loose marks.

No time is invented. An update without a time of its own is told with the one before it; a
resolution without a usable time takes the last known one and says it was written afterwards.
"""

from datetime import datetime, timedelta

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.loose import Piece
from stillup.importing.steps import Claims, Step, minute_of, timed_steps, untimed_steps
from stillup.importing.times import Time
from stillup.model.status import REOPENING, UpdateStatus

_RESOLVED = UpdateStatus.RESOLVED
_DECIDING = REOPENING | {_RESOLVED}
_WEEK = timedelta(days=7)


def find_course(claims: Claims, pieces: tuple[Piece, ...], doubts: Doubts) -> tuple[Step, ...]:
    """Return the updates of a post by time, at least one."""
    trusted = _trusted(claims, pieces, doubts)
    resolution = _resolution(claims, trusted)
    if any(piece.time for piece in trusted):
        steps = timed_steps(claims, trusted, doubts)
    else:
        steps = untimed_steps(claims, trusted, resolution, doubts)
    return _concluded(claims, steps, doubts)


def find_start(claims: Claims, steps: tuple[Step, ...]) -> datetime | None:
    """Return when it began, None if the first update says it.

    Our format asks about a first update far from the day in the file name: then it is said too.
    """
    first = steps[0].time
    if claims.start.at < first.at and not _is_misdated(claims, first):
        return claims.start.at
    day = claims.file_day
    far = day is not None and abs(first.wall.date() - day) >= timedelta(days=30)
    return first.at if far else None


def _trusted(claims: Claims, pieces: tuple[Piece, ...], doubts: Doubts) -> tuple[Piece, ...]:
    """Return the pieces, without their times if those lie long before the start."""
    times = [piece.time for piece in pieces if piece.time]
    if not times:
        return pieces
    first = min(times, key=lambda time: time.at)
    if _is_misdated(claims, first):
        dated = f"`{claims.start_key}` is {_day(claims.start)}"
        what = f"{dated}, updates and file name begin on {_day(first)}"
        doubts.note("disagreement", 0, what, "the updates' times count")
    elif first.at < claims.start.at - _WEEK:
        what = (
            f"its updates are of {_day(first)}, "
            f"long before `{claims.start_key}`, {_day(claims.start)}"
        )
        done = f"`{claims.start_key}` counts, and the times stay in the text"
        doubts.note("disagreement", 0, what, done)
        return tuple(piece.untimed for piece in pieces)
    return pieces


def _is_misdated(claims: Claims, first: Time) -> bool:
    """Whether the start stands alone against the first timed update and the file name."""
    if claims.file_day is None or abs(claims.start.at - first.at) <= _WEEK:
        return False
    agrees = abs(first.wall.date() - claims.file_day).days <= 1
    return agrees and abs(claims.start.wall.date() - claims.file_day).days > 1


def _resolution(claims: Claims, pieces: tuple[Piece, ...]) -> Piece | None:
    """Return the one piece at either end of a body without times that is labelled as the end.

    At the top of a body it must be parted from what follows, or be one paragraph.
    """
    end = _usable_end(claims, claims.start.at) if claims.closed else None
    if end is None or end.at == claims.start.at:
        return None
    labelled = [p for p in pieces if p.label and p.label.status is _RESOLVED]
    if len(labelled) != 1:
        return None
    (piece,) = labelled
    is_last = piece is pieces[-1] and len(pieces) > 1
    is_first = piece is pieces[0] and (piece.is_parted or "\n\n" not in piece.text)
    return piece if is_last or is_first else None


def _usable_end(claims: Claims, start: datetime) -> Time | None:
    return claims.end if claims.end and claims.end.at >= start else None


def _concluded(claims: Claims, steps: tuple[Step, ...], doubts: Doubts) -> tuple[Step, ...]:
    """Make the updates end as the post does: resolved or not."""
    last = next((n for n in reversed(range(len(steps))) if steps[n].status in _DECIDING), None)
    is_resolved = last is not None and steps[last].status is _RESOLVED
    if not claims.closed:
        if last is not None and is_resolved:
            what = "the last update is labelled as the end, but the post is not resolved"
            doubts.note("disagreement", steps[last].line, what, "it stays open")
            return _with(steps, last, status=UpdateStatus.UPDATE)
        return steps
    first = steps[0].time
    begun = first.at if _is_misdated(claims, first) else claims.start.at
    end = _usable_end(claims, begun)
    if end is None:
        return steps if is_resolved else _resolved_at_last(claims, steps, doubts)
    return _resolved_at(claims, end, steps, last, doubts)


def _resolved_at_last(claims: Claims, steps: tuple[Step, ...], doubts: Doubts) -> tuple[Step, ...]:
    if claims.announcement:
        doubts.note("announcement", 0, claims.announcement, "it is over as soon as it is told")
        return _with(steps, len(steps) - 1, status=_RESOLVED)
    doubts.note("no-end", 0, "it is resolved", f"as of {minute_of(steps[-1].time)}")
    return _with(steps, len(steps) - 1, status=_RESOLVED, retrospective=True)


def _resolved_at(
    claims: Claims, end: Time, steps: tuple[Step, ...], last: int | None, doubts: Doubts
) -> tuple[Step, ...]:
    same = next((n for n, step in enumerate(steps) if step.time.at == end.at), None)
    if same is not None and (last is None or last <= same):
        return _with(steps, same, status=_RESOLVED)
    if last is not None and steps[last].time.at > end.at:
        told = minute_of(steps[last].time)
        what = f"`{claims.end_key}` is {minute_of(end)}, and the update of {told} changes the state"
        done = f"that update is the resolution, and `{claims.end_key}` its `ended`"
        doubts.note("disagreement", steps[last].line, what, done)
        return _with(steps, last, status=_RESOLVED, ended=end.at)
    if last is not None and steps[last].status is _RESOLVED:
        told = minute_of(steps[last].time)
        what = f"it is labelled as resolved {told}, and `{claims.end_key}` is {minute_of(end)}"
        doubts.note("disagreement", steps[last].line, what, "the label counts")
        return steps
    return tuple(sorted((*steps, Step(end, (), _RESOLVED)), key=lambda step: step.time.at))


def _with(steps: tuple[Step, ...], number: int, **changed: object) -> tuple[Step, ...]:
    step = msgspec.structs.replace(steps[number], **changed)
    return (*steps[:number], step, *steps[number + 1 :])


def _day(time: Time) -> str:
    return f"{time.wall:%Y-%m-%d}"
