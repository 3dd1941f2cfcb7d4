"""Posts about the future. cState has no planned work, so it is told by what lies ahead alone."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.loose import Piece
from stillup.importing.steps import Claims, joined
from stillup.importing.telling import told_text
from stillup.importing.times import Time, read_time
from stillup.model.post import Incident, Maintenance, Moment, Update
from stillup.model.status import UpdateStatus

_FAR = timedelta(days=30)
_SOON = timedelta(minutes=10)


class Fate(StrEnum):
    """What becomes of a post."""

    INCIDENT = "incident"
    MAINTENANCE = "maintenance"
    DRAFT = "draft"


def fate_of(claims: Claims | None, now: datetime | None) -> Fate:
    """Return what becomes of a post: `now` decides whether it tells of what lies ahead.

    That is planned work if its end and its announcement are known, else a draft.
    """
    if claims is None:
        return Fate.DRAFT
    ends_ahead = now and claims.closed and claims.end and claims.end.at > now + _SOON
    if now is None or not (claims.start.at > now + _SOON or ends_ahead):
        return Fate.INCIDENT
    lasts = claims.end is not None and claims.end.at > claims.start.at
    known = lasts and _announced(claims, now) is not None
    return Fate.MAINTENANCE if known else Fate.DRAFT


def tell_ahead(
    incident: Incident, claims: Claims, pieces: tuple[Piece, ...], now: datetime, doubts: Doubts
) -> Incident | Maintenance:
    """Return a post about the future as `fate_of` says."""
    untimed = tuple(piece.untimed for piece in pieces)
    announced = _announced(claims, now)
    if announced is None or claims.end is None or fate_of(claims, now) is Fate.DRAFT:
        missing = "when it was announced" if announced is None else "when it ends"
        what = f"it begins {_minute(claims.start)}, and nothing says {missing}"
        doubts.note("future", 0, what, "it is a draft: make a maintenance of it")
        update = _update(claims.start, UpdateStatus.UPDATE, untimed, doubts)
        return msgspec.structs.replace(incident, draft=True, updates=(update,))
    doubts.note("future", 0, f"it ends {_minute(claims.end)}", "it is a maintenance with that plan")
    return Maintenance(
        id=incident.id,
        source="",
        digest="",
        title=incident.title,
        components=tuple(msgspec.structs.replace(m, status=None) for m in incident.components),
        aliases=incident.aliases,
        feed_id=incident.feed_id,
        draft=incident.draft,
        publish_at=incident.publish_at,
        pin=incident.pin,
        summary=incident.summary,
        starts=Moment(claims.start.at),
        ends=Moment(claims.end.at),
        updates=(_update(announced, UpdateStatus.SCHEDULED, untimed, doubts),),
    )


def _announced(claims: Claims, now: datetime) -> Time | None:
    """Return when planned work was told of: by the file's name if `date` is ahead, or far away."""
    named = read_time(claims.file_day.isoformat()) if claims.file_day else None
    if claims.start.at <= now and (named is None or abs(claims.start.at - named.at) < _FAR):
        return claims.start
    return named if named and named.at <= now else None


def _update(time: Time, status: UpdateStatus, pieces: tuple[Piece, ...], doubts: Doubts) -> Update:
    first = pieces[0].first if pieces else 0
    text = told_text(joined(pieces), doubts.below_line(first))
    return Update(id=time.update_id, status=status, at=time.at, text=text)


def _minute(time: Time) -> str:
    return f"{time.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
