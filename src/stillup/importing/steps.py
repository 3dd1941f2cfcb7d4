"""The updates of a loosely marked post: what its head claims, and its pieces put into steps.

A piece without a time of its own is told with the one before it.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.loose import Piece
from stillup.importing.times import Time
from stillup.model.status import REOPENING, UpdateStatus

_RESOLVED = UpdateStatus.RESOLVED


class Claims(msgspec.Struct, frozen=True):
    """What the head of a post says. `closed` is whether its product shows it as over.

    `start_key` and `end_key` are the names of the two times there, for doubts; `announcement`
    is how the head says that it is one, such as "it is `informational`".
    """

    start: Time
    end: Time | None = None
    closed: bool = True
    announcement: str = ""
    file_day: date | None = None
    start_key: str = "date"
    end_key: str = "end"

    @property
    def has_end(self) -> bool:
        """Whether an end is known that is not before the start."""
        return self.end is not None and self.end.at >= self.start.at


class Step(msgspec.Struct, frozen=True):
    """One update. `pieces` are in the order to be read; `as_written` is set for a whole body."""

    time: Time
    pieces: tuple[Piece, ...] = ()
    status: UpdateStatus = UpdateStatus.UPDATE
    ended: datetime | None = None
    retrospective: bool = False
    as_written: str | None = None

    @property
    def line(self) -> int:
        """The first line of the body that this update comes from, counted from 0."""
        return min((piece.first for piece in self.pieces), default=0)

    @property
    def text(self) -> str:
        """Its words. A label that the status repeats is left out of a text of its own."""
        if self.as_written is not None:
            return self.as_written
        texts = [self._text(piece, alone=len(self.pieces) == 1) for piece in self.pieces]
        return "\n\n".join(text for text in texts if text)

    def _text(self, piece: Piece, *, alone: bool) -> str:
        said = piece.label.status if piece.label else None
        if piece.time is None and said is UpdateStatus.UPDATE and "\n\n" in piece.text:
            return piece.text  # the label may be of the first paragraph alone
        repeated = said is self.status or said is UpdateStatus.UPDATE
        is_own = piece.time is not None or alone
        return piece.unlabelled if repeated and is_own else piece.text


def untimed_steps(
    claims: Claims, pieces: tuple[Piece, ...], resolution: Piece | None, doubts: Doubts
) -> tuple[Step, ...]:
    """Return one update at the start with the whole body, the labelled resolution apart."""
    rest = tuple(piece for piece in pieces if piece is not resolution)
    steps = []
    if resolution is not None and claims.end is not None:
        steps.append(Step(claims.end, (resolution,), _RESOLVED))
        done = f"it is the update of `{claims.end_key}`, {minute_of(claims.end)}"
        doubts.note("resolution", resolution.first, _begun(resolution), done)
    if rest or resolution is None:
        steps.insert(0, _whole(claims.start, rest))
    if len(rest) > 1 or (rest and rest[0].label and rest[0].label.status is UpdateStatus.UPDATE):
        texts = f"{len(rest)} texts stand" if len(rest) > 1 else "an update stands"
        doubts.note("untimed", rest[0].first, f"{texts} in the update of `{claims.start_key}`")
    return tuple(steps)


def _whole(start: Time, pieces: tuple[Piece, ...]) -> Step:
    if len(pieces) <= 1:
        said = pieces[0].label.status if pieces and pieces[0].label else UpdateStatus.UPDATE
        return Step(start, pieces, said if said in REOPENING else UpdateStatus.UPDATE)
    labels = {piece.label.status for piece in pieces if piece.label}
    began = UpdateStatus.INVESTIGATING in labels
    status = UpdateStatus.INVESTIGATING if began else UpdateStatus.UPDATE
    return Step(start, pieces, status, as_written=joined(pieces))


def joined(pieces: Iterable[Piece]) -> str:
    """Return pieces that follow each other as the one text they were."""
    return "\n".join(line for piece in pieces for line in piece.lines)


def timed_steps(claims: Claims, pieces: tuple[Piece, ...], doubts: Doubts) -> tuple[Step, ...]:
    """Return an update for each time, from pieces of which at least one has a time."""
    times = [piece.time.at for piece in pieces if piece.time]
    newest_first = times[0] >= times[-1]
    ordered = tuple(reversed(pieces)) if newest_first else pieces
    groups: list[tuple[Time, list[Piece]]] = []
    for piece in ordered:
        if piece.time:
            groups.append((piece.time, [piece]))
        else:
            if not groups:
                groups.append((claims.start, []))
            groups[-1][1].append(piece)
            done = f"it stands in the update of {minute_of(groups[-1][0])}"
            doubts.note("untimed", piece.first, _begun(piece), done)
    return _merged(groups, doubts)


def _merged(groups: list[tuple[Time, list[Piece]]], doubts: Doubts) -> tuple[Step, ...]:
    by_time: dict[datetime, tuple[Time, list[Piece]]] = {}
    for time, pieces in sorted(groups, key=lambda group: group[0].at):
        if time.at in by_time:
            doubts.note("same-time", pieces[0].first, f"a second one is of {minute_of(time)}")
        by_time.setdefault(time.at, (time, []))[1].extend(pieces)
    return tuple(_step(time, tuple(pieces)) for time, pieces in by_time.values())


def _step(time: Time, pieces: tuple[Piece, ...]) -> Step:
    own = [p.label.status for p in pieces if p.label and p.time]
    untimed = [p.label.status for p in pieces if p.label and p.label.status in REOPENING]
    status = own[-1] if own else untimed[0] if untimed else UpdateStatus.UPDATE
    return Step(time, pieces, status)


def minute_of(time: Time) -> str:
    """Return a time for a doubt, in UTC."""
    return f"{time.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _begun(piece: Piece) -> str:
    return f"`{piece.text.splitlines()[0][:60]}`"
